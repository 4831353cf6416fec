/** Names of parameters whose values are secrets, whole or as the last word of a longer name (`openai_api_key`, `accessToken`). */
const secretNames =
  /(?:^|[_.-])(?:api[_-]?key|apikey|key|token|secret|password|passwd|pwd|pat|credentials?|signature|sig|jwt|bearer)$/i;
const camelSecretNames = /[a-z](?:Key|Token|Secret|Password|Signature)$/;
/** The beginnings by which well-known services mark their keys, and that of a JSON Web Token. */
const secretValues = /^(?:sk-|sk_|pk_|rk_|gh[opsu]_|github_pat_|glpat-|xox[abps]-|AKIA|AIza|eyJ[\w-]{10})/;

/**
 * The name of the parameter with which an address carries a secret of whoever wrote it; null where it carries none.
 * What is left empty, or open for others to fill (`{key}`, `<key>`), is no secret.
 */
export function findKey(url: URL): string | null {
  for (const [name, value] of url.searchParams) {
    if (value === '' || /^[{<$]/.test(value)) continue;
    if (secretNames.test(name) || camelSecretNames.test(name) || secretValues.test(value)) return name;
  }
  return null;
}
