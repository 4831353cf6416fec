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
/** Fewer escaped letters hide nothing: a quotation mark, a space in a URL. */
const fewestEscapes = 4;
/** Nobody hides an order in a longer run than this; what lies behind is not decoded. */
const longest = 4_096;

/** What base64 and hexadecimal runs and escaped letters of a text say, where they say something readable. */
export function decodeRuns(text: string): Decoded[] {
  return [
    ...decodeAll(text, base64Run, fromBase64),
    ...decodeAll(text, hexRun, fromHex),
    ...decodeAll(text, escapedHexRun, fromHex),
    ...readEscapes(text),
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

function fromBase64(run: string): string {
  const standard = run.replaceAll('=', '');
  try {
    return atob(standard.slice(0, standard.length - (standard.length % 4 === 1 ? 1 : 0)));
  } catch {
    return ''; // The run has letters of the alphabet only, but they may still be no base64.
  }
}

function fromHex(run: string): string {
  const digits = run.replaceAll('\\x', '');
  let text = '';
  for (let index = 0; index + 1 < digits.length; index += 2) {
    text += String.fromCharCode(Number.parseInt(digits.slice(index, index + 2), 16));
  }
  return text;
}

/** The whole text with its escaped letters read, from the first of them to the last. */
function readEscapes(text: string): Decoded[] {
  const escapes = [...text.matchAll(escaped)];
  const first = escapes[0];
  const last = escapes.at(-1);
  if (escapes.length < fewestEscapes || first === undefined || last === undefined) return [];
  const decoded = text.replaceAll(escaped, (_, decimal, hexadecimal, unicode, percent) =>
    fromCode(
      decimal === undefined ? Number.parseInt(hexadecimal ?? unicode ?? percent, 16) : Number(decimal),
    ),
  );
  return [{ text: decoded, start: first.index, end: last.index + last[0].length }];
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Printable ASCII throughout, with a space: bytes of a picture or a key hardly ever are. */
function isReadable(text: string): boolean {
  return text.includes(' ') && /^[\x20-\x7e\n\r\t]{8,}$/.test(text);
}
