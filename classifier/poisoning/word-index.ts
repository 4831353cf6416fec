import { readPlainly } from './plain-text.ts';
import { vocabulary } from './vocabulary.ts';

/** Classes that a single word does not tell, with the words or signs that they cannot do without. */
const hints: Readonly<Record<string, string>> = {
  place: `ssh aws kube gcloud gnupg azure docker cursor claude env netrc npmrc pypirc bashrc zshrc history profile
    credentials pgpass rsa ed dsa ecdsa passwd shadow sudoers mcp desktop wallet pem keychain authorized process environ`,
  forbid: 'not don mustn shouldn',
  home: 'home users root',
  address: 'http https ftp ws wss mailto',
  tool: '',
  pipe: '',
  self: '',
  named: '',
};
const names = [...new Set([...Object.keys(vocabulary), ...Object.keys(hints)])];

/** How many numbers a set of classes takes, at 32 classes to a number. */
export const setWidth = Math.ceil(names.length / 32);

/** The bit of a class. Throws on a name that is no class: a row of `shapes.ts` is misspelled. */
export function classId(name: string): number {
  const id = names.indexOf(name);
  if (id < 0) throw new Error(`no class of words is called "${name}"`);
  return id;
}

/** A set of classes as bits. */
export function classSet(classes: readonly string[]): Int32Array {
  const set = new Int32Array(setWidth);
  for (const name of classes) {
    const id = classId(name);
    set[id >> 5] = (set[id >> 5] ?? 0) | (1 << (id & 31));
  }
  return set;
}

/** How many words a class has. */
export function wordCount(name: string): number {
  return wordsOf(name).length;
}

function wordsOf(name: string): string[] {
  const words = [Object.entries(vocabulary), Object.entries(hints)].flat().filter(([some]) => some === name);
  return words.flatMap(([, text]) => readPlainly(text).plain.trim().split(/\s+/));
}

/** The hash of a word after one more letter; a word starts with 0. */
export function addLetter(hash: number, letter: number): number {
  return (Math.imul(hash, 31) + letter) | 0;
}

/** The classes that a word of this hash may have; undefined for most. Another word may share the hash. */
export function classesOfHash(hash: number): Int32Array | undefined {
  // The small filter spares a look into the map for most words.
  return filter[hash & (filter.length - 1)] === 1 ? setsByHash.get(hash) : undefined;
}

/** The letter that a character counts as in a word (`1` is read as `i`, as in `1gn0re`); 0 where it ends the word. */
export function letterOf(code: number): number {
  if (code < 128) return letters[code] ?? 0;
  // Latin, Greek and Cyrillic; other scripts have no words in the vocabulary.
  return code >= 0xc0 && code <= 0x52f ? code : 0;
}

const letters = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789')
  letters[letter.charCodeAt(0)] = letter.charCodeAt(0);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') letters[letter.charCodeAt(0)] = letter.charCodeAt(0) + 32;
for (const [sign = '', letter = ''] of ['0o', '1i', '3e', '4a', '5s', '7t']) {
  letters[sign.charCodeAt(0)] = letter.charCodeAt(0);
}

const filter = new Uint8Array(16_384);
const setsByHash = new Map<number, Int32Array>();
for (const name of names) {
  const set = classSet([name]);
  for (const word of wordsOf(name).flatMap((word) => word.split('_'))) {
    const hash = hashOf(word);
    const known = setsByHash.get(hash);
    setsByHash.set(
      hash,
      known === undefined ? set.slice() : known.map((bits, index) => bits | (set[index] ?? 0)),
    );
    filter[hash & (filter.length - 1)] = 1;
  }
}

function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) hash = addLetter(hash, letterOf(word.charCodeAt(index)));
  return hash;
}
