/** Text that was found in an encoded run, and where the run stands. */
export interface Decoded {
  text: string;
  /** Offsets in the text that was searched, in UTF-16 units. */
  start: number;
  end: number;
}

const base64Run = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const hexRun = /(?:[0-9a-fA-F]{2}){12,}|(?:\\x[0-9a-fA-F]{2}){6,}/g;
const percentRun = /(?:%[0-9a-fA-F]{2}){4,}/g;
/** Nobody hides an order in a longer run than this; what lies behind is not decoded. */
const longest = 4_096;

/** What base64, hexadecimal and percent-encoded runs of a text say, where they say something readable. */
export function decodeRuns(text: string): Decoded[] {
  return [
    ...decodeAll(text, base64Run, fromBase64),
    ...decodeAll(text, hexRun, fromHex),
    ...decodeAll(text, percentRun, fromPercent),
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
  const standard = run.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', '');
  try {
    return atob(standard.slice(0, standard.length - (standard.length % 4 === 1 ? 1 : 0)));
  } catch {
    return ''; // Only letters of the alphabet get here, but a length may still be wrong.
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

function fromPercent(run: string): string {
  return fromHex(run.replaceAll('%', ''));
}

/** Printable ASCII throughout, with a space: bytes of a picture or a key hardly ever are. */
function isReadable(text: string): boolean {
  return text.includes(' ') && /^[\x20-\x7e\n\r\t]{8,}$/.test(text);
}
