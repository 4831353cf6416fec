import { isLookAlike, latinOf } from './look-alikes.ts';

/** Characters that a reader of the text does not see, or sees as others than they are. */
export interface Disguise {
  kind: 'invisible' | 'bidirectional' | 'tag' | 'private-use' | 'control' | 'look-alike';
  /** Offsets in the original text, in UTF-16 units; `end` is exclusive. */
  start: number;
  end: number;
}

/** A text as it is meant to be read: lower case, look-alikes turned to Latin, marks and invisible characters gone. */
export interface PlainText {
  plain: string;
  disguises: Disguise[];
  /** Where a unit of `plain` stands in the original text; for `plain.length`, the original's end. */
  originalOffset(offset: number): number;
}

/** Reads through disguises. Offsets stay known, so that what was found can be quoted as it stands. */
export function readPlainly(text: string): PlainText {
  const offsets: number[] = [];
  const disguises: Disguise[] = [];
  let plain = '';
  let mixedUntil = 0;
  let isMixed = false;
  for (let index = 0; index < text.length; ) {
    const code = text.codePointAt(index) ?? 0;
    const next = index + (code > 0xffff ? 2 : 1);
    if (index >= mixedUntil && isLetter(code)) {
      mixedUntil = endOfWord(text, index);
      isMixed = mixesLookAlikes(text, index, mixedUntil);
      if (isMixed) disguises.push({ kind: 'look-alike', start: index, end: mixedUntil });
    }
    const kind = disguiseOf(code, text, index);
    if (kind !== null) disguises.push({ kind, start: index, end: next });
    const meant =
      isMixed && index < mixedUntil && isLookAlike(code) ? latinOf(code) : plainForm(code, text, index);
    for (let unit = 0; unit < meant.length; unit++) offsets.push(index);
    plain += meant;
    index = next;
  }
  return { plain, disguises, originalOffset: (offset) => offsets[offset] ?? text.length };
}

/** Of the characters of alphabets, what each stands for. */
const plainForms: readonly string[] = Array.from({ length: 0x2000 }, (_, code) =>
  findPlainForm(code, String.fromCharCode(code)),
);

function plainForm(code: number, text: string, index: number): string {
  return plainForms[code] ?? findPlainForm(code, text.slice(index, index + (code > 0xffff ? 2 : 1)));
}

/** What a character stands for: compatibility forms unfolded, marks stripped, invisible ones gone. */
function findPlainForm(code: number, character: string): string {
  if (code < 0x80)
    return code < 0x20 && code !== 9 && code !== 10 && code !== 13 ? '' : character.toLowerCase();
  if (isInvisible(code) || isMark(code)) return '';
  // Hangul and kana would fall apart into pieces that no vocabulary knows.
  if (code >= 0x2e80 && code < 0xfb00) return character;
  let form = '';
  for (const part of character.normalize('NFKD').toLowerCase()) {
    if (!isMark(part.codePointAt(0) ?? 0)) form += part;
  }
  return form;
}

function isMark(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x20d0 && code <= 0x20ff)
  );
}

function isInvisible(code: number): boolean {
  if (code === 0xad || code === 0x34f || code === 0x61c || code === 0x180e || code === 0xfeff) return true;
  if (code >= 0x200b && code <= 0x200f) return true;
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)) return true;
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe000 && code <= 0xf8ff)) return true;
  return code >= 0xe0000 && code <= 0xe0fff;
}

/** Which disguise a character is; null for what ordinary text holds: emoji joiners, marks of right-to-left script. */
function disguiseOf(code: number, text: string, index: number): Disguise['kind'] | null {
  if (code < 0x80) return code === 0x1b || code === 8 ? 'control' : null;
  if (code < 0x180e || (code > 0x206f && code < 0xe000)) return null;
  const before = index === 0 ? 0 : (text.codePointAt(index - 1) ?? 0);
  if (code === 0x202a || code === 0x202b || code === 0x202d || code === 0x202e) return 'bidirectional';
  if (code >= 0x2066 && code <= 0x2069) return hasRightToLeft(text) ? null : 'bidirectional';
  if (code === 0x200b || code === 0x2060 || (code >= 0x2061 && code <= 0x2064)) return 'invisible';
  if (code === 0x200c || code === 0x200d || code === 0xfeff) return isLatin(before) ? 'invisible' : null;
  if (code >= 0xfe00 && code <= 0xfe0f) return isLatin(before) ? 'invisible' : null;
  if (code >= 0xe000 && code < 0xf8ff) return 'private-use';
  if (isStyledLetter(code)) return isStyledLetter(letterBefore(text, index, 3)) ? 'look-alike' : null;
  // A subdivision's flag is a black flag (U+1F3F4, whose low half is U+DFF4 or a tag before it) and tags.
  if (code >= 0xe0000 && code <= 0xe007f) return text.includes('\u{1f3f4}') ? null : 'tag';
  // One of these selects a form of the character before it; a row of them spells bytes.
  if (code < 0xe0100 || code > 0xe01ef) return null;
  return isLatin(before) || isSelectorBefore(text, index) ? 'tag' : null;
}

function isSelectorBefore(text: string, index: number): boolean {
  const before = text.codePointAt(index - 2) ?? 0;
  return before >= 0xe0100 && before <= 0xe01ef;
}

/** Mathematical and full-width small letters: a few in a row are a formula or a sample, four are a word. */
function isStyledLetter(code: number): boolean {
  return (code >= 0x1d400 && code <= 0x1d6a3) || (code >= 0xff41 && code <= 0xff5a);
}

/** The styled letter so many places before an offset; 0 where something else stands between. */
function letterBefore(text: string, index: number, places: number): number {
  let code = 0;
  for (let place = 0, end = index; place < places; place++) {
    const isPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xdc00;
    end -= isPair ? 2 : 1;
    code = text.codePointAt(end) ?? 0;
    if (!isStyledLetter(code)) return 0;
  }
  return code;
}

function hasRightToLeft(text: string): boolean {
  return /[\u0590-\u08ff]/.test(text);
}

function isLatin(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && isLetter(text.charCodeAt(end))) end++;
  return end;
}

/** Letters of Latin, Greek, Cyrillic and Armenian; others do not look like Latin. */
function isLetter(code: number): boolean {
  return isLatin(code) || (code >= 0xc0 && code <= 0x587);
}

/** Whether a word of Latin letters holds letters of another script that look like Latin ones. */
function mixesLookAlikes(text: string, start: number, end: number): boolean {
  let latin = 0;
  let alike = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (isLatin(code)) latin++;
    else if (isLookAlike(code)) alike++;
    else if (code > 0x24f) return false;
  }
  return alike > 0 && latin > 0 && latin + alike > 3;
}
