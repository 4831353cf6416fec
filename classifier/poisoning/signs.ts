const ends = 0;
const splits = 1;
export const sign = 2;
/** What each ASCII character is between words: a space, a sign that parts them, or one that may stand in a word. */
const kinds = new Uint8Array(128).fill(sign);
for (const character of '\t\n\v\f\r ') kinds[character.charCodeAt(0)] = ends;
for (const character of '"`()<>[]{},;!?|&*=') kinds[character.charCodeAt(0)] = splits;

export function kindOf(code: number): number {
  if (code < 0x80) return kinds[code] ?? sign;
  if (code < 0x2000) return code === 0xa0 ? ends : code === 0xab || code === 0xbb ? splits : sign;
  if (code < 0x3041) return splits;
  return code >= 0xd800 || code === 0x30fb ? splits : sign;
}

export const space = 0x20;

/** Whether an angle, a square or a curly bracket may open a tag, a role, a comment, a picture or a template. */
export function opensMarkup(text: string, code: number, index: number): boolean {
  if (code !== 60 && code !== 91 && code !== 123) return false;
  const next = text.charCodeAt(index + 1);
  if (code === 123) return next === 123;
  if (code === 91 && text.charCodeAt(index - 1) === 33) return true;
  return isNameCode(next) || next === 33 || next === 47 || next === 124 || next === 60;
}

/** A line that goes on in lower case was only wrapped, unless its first word names a parameter. */
export function endsLine(text: string, index: number): boolean {
  let next = index + 1;
  while (text.charCodeAt(next) === space || text.charCodeAt(next) === 9) next++;
  const first = next;
  while (isNameCode(text.charCodeAt(next))) next++;
  if (next === first || text.charCodeAt(next) === 58) return true;
  const code = text.charCodeAt(first);
  return !(code >= 97 && code <= 122);
}

function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || code === 95 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  );
}
