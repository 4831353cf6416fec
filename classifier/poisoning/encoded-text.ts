/** Text that was found in an encoded run, and where the run stands. */
export interface Decoded {
  text: string;
  /** Offsets in the text that was searched, in UTF-16 units. */
  start: number;
  end: number;
}

const base64Run = /[A-Za-z0-9+/]{20,}={0,2}/g;
const hexRun = /[0-9a-f]{24,}/gi;
const escapedHexRun = /(?:\\x[0-9a-f]{2}){6,}/gi;
const escaped = /&#(\d{2,6});?|&#x([0-9a-f]{2,6});?|\\u([0-9a-f]{4})|%([0-9a-f]{2})/gi;
const mayHoldEscapes = /[%&\\]/;
/** Fewer escaped letters hide nothing: a quotation mark, a space in a URL. */
const fewestEscapes = 4;
/** Nobody hides an order in a longer run than this; what lies behind is not decoded. */
const longest = 4_096;

const hasDigit = /[0-9]/;

/** What base64 and hexadecimal runs and escaped letters of a text say, where they say something readable. */
export function decodeRuns(text: string): Decoded[] {
  if (!hasDigit.test(text)) return []; // Letters and spaces have digits in their codes.
  return [
    ...decodeAll(text, base64Run, fromBase64),
    ...decodeAll(text, hexRun, fromHex),
    ...(text.includes('\\x') ? decodeAll(text, escapedHexRun, fromHex) : []),
    ...(mayHoldEscapes.test(text) ? readEscapes(text) : []),
    ...(text.includes('13') ? readRotated(text) : []),
  ];
}

function decodeAll(text: string, run: RegExp, decode: (run: string) => string): Decoded[] {
  const found: Decoded[] = [];
  for (const match of text.matchAll(run)) {
    const decoded = decode(match[0].slice(0, longest));
    if (isReadable(decoded))
      found.push({ text: decoded, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Encoded text has capitals, small letters and digits; most paths and names have not all three. */
export function isMixed(run: string): boolean {
  let capitals = 0;
  let small = 0;
  let digits = 0;
  for (let index = 0; index < run.length; index++) {
    const code = run.charCodeAt(index);
    if (code >= 97 && code <= 122) small++;
    else if (code >= 65 && code <= 90) capitals++;
    else if (code >= 48 && code <= 57) digits++;
  }
  return capitals > 0 && small > 0 && digits > 0;
}

function fromBase64(run: string): string {
  if (!isMixed(run)) return '';
  const standard = run.replaceAll('=', '');
  try {
    const bytes = atob(standard.slice(0, standard.length - (standard.length % 4 === 1 ? 1 : 0)));
    if (hasControls.test(bytes)) return '';
    return utf8.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return ''; // The run has letters of the alphabet only, but they may still be no base64.
  }
}

const utf8 = new TextDecoder();
/** No text that can be read holds one of these; most bytes of other things do. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hasControls = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;

function fromHex(run: string): string {
  const digits = run.replaceAll('\\x', '');
  let text = '';
  for (let index = 0; index + 1 < digits.length; index += 2) {
    text += String.fromCharCode(Number.parseInt(digits.slice(index, index + 2), 16));
  }
  return text;
}

/** The text from its first escaped letter on, with the escaped letters read. */
function readEscapes(text: string): Decoded[] {
  const first = text.search(escaped);
  if (first < 0) return [];
  const region = text.slice(first, first + longest);
  const last = [...region.matchAll(escaped)].slice(fewestEscapes - 1).at(-1);
  if (last === undefined) return [];
  const decoded = region.replaceAll(escaped, (_, decimal, hexadecimal, unicode, percent) =>
    fromCode(
      decimal === undefined ? Number.parseInt(hexadecimal ?? unicode ?? percent, 16) : Number(decimal),
    ),
  );
  return [{ text: decoded, start: first, end: first + last.index + last[0].length }];
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Printable throughout, in ASCII or a European language, with a space: bytes of a picture or a key hardly ever are. */
function isReadable(text: string): boolean {
  return text.includes(' ') && /^[\x20-\x7e\n\r\t\u00a1-\u024f\u0400-\u04ff]{8,}$/.test(text);
}

/** The letters of ROT13 behind a text that names it; what is not so written becomes nonsense. */
function readRotated(text: string): Decoded[] {
  const named = /\brot-?13\b/i.exec(text);
  if (named === null) return [];
  const start = named.index + named[0].length;
  const rotated = text.slice(start, start + longest).replaceAll(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(code + ((code & 31) <= 13 ? 13 : -13));
  });
  return [{ text: rotated, start, end: Math.min(start + longest, text.length) }];
}
