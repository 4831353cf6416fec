/**
 * Whether a line asks for a package by its name (PEP 508), and perhaps its versions. Options and addresses could send
 * the installer anywhere, into a private network as well.
 */
export function isPlainRequirement(line: string): boolean {
  return (
    !/\p{Cc}/u.test(line) && /^[A-Za-z0-9][\w.-]*\s*(\[[\w.,\s-]*\])?\s*(\(?[<>=!~][^@/]*)?(;.*)?$/.test(line)
  );
}

/** The name that a plain requirement begins with, as it is written there. */
export function readRequirementName(line: string): string {
  return /^[\w.-]*/.exec(line)?.[0] ?? '';
}
