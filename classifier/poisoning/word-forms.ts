import type { OwnNames } from './own-names.ts';
import { type FormConcept, numberParts } from './vocabulary.ts';

/** Files and folders where people keep secrets, and start-up files that an attacker wants to change. */
const secretPlace =
  /\.(?:ssh|aws|kube|gcloud|gnupg|azure|docker|cursor|claude)(?:[/\\]|$)|(?:^|[/\\.*])\.?(?:env|netrc|npmrc|pypirc|bashrc|zshrc|bash_history|zsh_history|bash_profile|git-credentials|pgpass|cursorrules)$|id_(?:rsa|ed25519|ecdsa|dsa)|\/etc\/(?:passwd|shadow|sudoers)|mcp\.json|claude_desktop_config|credentials\.json|(?:secrets?|tokens?|logins?|cookies?)\.(?:ya?ml|json|sqlite|txt)|wallet\.dat|\.pem$|keychains?$|authorized_keys|known_hosts|process\.env|os\.environ|^(?:claude|agents)\.md$|gh\/hosts|pg_authid|^(?:github|gitlab|openai|anthropic|aws|slack|npm|stripe)_(?:api_key|token|secret(?:_access_key|_key)?)$|^database_url$|169\.254\.169\.254/;
const address =
  /^(?:https?:|ftp:|wss?:|mailto:)|^[\w.+-]+@[\w-]+\.[\w.-]+$|^(?:[\w-]+\.)+(?:com|net|org|io|dev|ai|app|xyz|ru|cn|cloud|sh|site|biz|info|online|top|live|co|tld|example|invalid|test)(?:[/:]|$)|^\+\d{6,}$|^0x[0-9a-f]{20,}$|^bc1[0-9a-z]{20,}$|^[a-z]{2}\d{14,32}$/;
const home = /^(?:~\/|\/(?:home|users|root)\/)/;
/** Names of settings that hold secrets. */
const secretName = /(?:^|_)(?:api_?key|private_key|secret_key|access_key|access_token|auth_token)s?$/;
/** One of these stands in every place and address. */
const signsOfForm =
  /[./@+~]|id_|^0x|^bc1|^[a-z]{2}\d{14}|_(?:key|keys|token|secret|url|authid|history|profile)$/;
/** Words by which the name of a tool is told from the name of a field. */
const toolWords =
  /(?:^|_)(?:get|list|read|write|send|create|delete|remove|update|edit|post|push|pull|run|exec|execute|search|fetch|call|query|transfer|open|navigate|browse|browser|message|upload|download|convert|insert|invoke|deploy|tool|scan|move|copy|put|pay|payment|screenshot|mail|email|reply|forward|export|import|exfiltrate|steal|leak|harvest|intercept)(?:_|$)/;
const identifier = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*_[a-z0-9]+$/;

/** Whether a word, lower-cased, names a file or folder where people keep secrets. */
export function isSecretPlace(word: string): boolean {
  return secretPlace.test(word);
}

/** What a word with signs or digits in it is by its form; null where that tells nothing. */
export function conceptOfForm(word: string, own: OwnNames): FormConcept | 'slot' | null {
  if (signsOfForm.test(word)) {
    if (secretPlace.test(word)) return 'place';
    if (address.test(word)) return 'address';
    if (home.test(word)) return 'home';
    if (secretName.test(word) && !own.hasParameter(word)) return 'secretName';
  }
  const last = word.slice(Math.max(word.lastIndexOf('.'), word.lastIndexOf('/')) + 1);
  if (!last.includes('_') || !identifier.test(last)) return null;
  if (last === own.tool) return 'self';
  if (own.hasParameter(last)) return 'slot';
  return toolWords.test(last) && !own.isSibling(last) ? 'foreign' : null;
}

const correspondent = numberParts(['address', 'correspondent']);
const partsByForm: Partial<Record<FormConcept | 'slot', number>> = Object.fromEntries(
  (['place', 'home', 'address', 'foreign', 'self', 'slot', 'secretName'] as const).map((form) => [
    form,
    numberParts([form]),
  ]),
);

/** The parts that a piece of this form may play. */
export function partsOfForm(form: FormConcept | 'slot', piece: string): number {
  return form === 'address' && piece.includes('@') ? correspondent : (partsByForm[form] ?? 0);
}

const letters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
};

const hasDigit = /[0-9]/;
const hasLetter = /[^0-9]/;

/** The word that `1gn0re` is read as; a number stays one. */
export function readDigitsAsLetters(word: string): string {
  if (!hasDigit.test(word) || !hasLetter.test(word)) return word;
  return word.replaceAll(/[013457]/g, (sign) => letters[sign] ?? sign);
}

/** Letters of ASCII and Cyrillic that have no accents. */
const isBare = /^[\x20-\x7e\u0430-\u0438\u043a-\u044f]*$/;

/** A word without its accents. */
export function withoutAccents(word: string): string {
  if (isBare.test(word)) return word;
  return word
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l');
}
