import { joinSpelled } from './spelled-words.ts';
import { classesOf, type WordClass } from './vocabulary.ts';

/**
 * What a token is beside its word classes: a `place` that holds secrets, a path of somebody's `home`, an `address`, the name of another `tool`, the
 * definition's own name (`self`), an order not to (`forbid`), a `pipe` of a shell, or part of a parameter's name (`named`).
 */
export type TokenClass = WordClass | 'address' | 'tool' | 'self' | 'home' | 'pipe' | 'named';

export interface Token {
  word: string;
  /** Offsets in the plain text. */
  start: number;
  end: number;
  classes: readonly TokenClass[];
}

/** Names that a definition may speak of as its own, in lower case: its tool and its parameters. */
export interface OwnNames {
  tool: string;
  parameters: ReadonlySet<string>;
}

/** Files and folders where people keep secrets, and start-up files that an attacker wants to change. */
const secretPlace =
  /\.(?:ssh|aws|kube|gcloud|gnupg|azure|docker|cursor|claude)(?:[/\\]|$)|(?:^|[/\\=])\.(?:env|netrc|npmrc|pypirc|bashrc|zshrc|bash_history|zsh_history|profile|bash_profile|git-credentials|pgpass)$|id_(?:rsa|ed25519|ecdsa|dsa)|\/etc\/(?:passwd|shadow|sudoers)|mcp\.json|claude_desktop_config|credentials\.json|wallet\.dat|\.pem$|keychain|authorized_keys|process\.env$|os\.environ/;
const address = /^(?:https?:|ftp:|wss?:|mailto:)|^[\w.+-]+@[\w-]+\.[\w.-]+$|^\+\d{7,}$|^0x[0-9a-f]{20,}$/;
const home = /^(?:~\/|\/(?:home|users|root)\/)/;
const identifier = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

const stops = '\n;!?。！？';
const piece = /[^\s"`“”«»()<>[\]{},;!?。！？、，；：|&]+|[\n;!?。！？|&]/g;

/** Sentences of a plain text as tokens; the end of a line ends one. */
export function readSentences(plain: string, own: OwnNames): Token[][] {
  const sentences: Token[][] = [];
  let tokens: Token[] = [];
  const close = () => {
    if (tokens.length > 0) sentences.push(joinSpelled(tokens));
    tokens = [];
  };
  for (const match of plain.matchAll(piece)) {
    const raw = match[0];
    if (raw === '|' || raw === '&') {
      tokens.push({ word: raw, start: match.index, end: match.index + 1, classes: ['pipe'] });
    } else if (raw.length === 1 && stops.includes(raw)) {
      close();
    } else {
      addTokens(raw, match.index, own, tokens);
      if (raw.endsWith('.')) close();
    }
  }
  close();
  return sentences;
}

/** A name of one word, such as a property's, as a sentence of its words; `place` where it names one. */
export function readNameAsSentence(
  plain: string,
  words: readonly { word: string; start: number; end: number }[],
): Token[] {
  const tokens = words.map(({ word, start, end }): Token => ({ word, start, end, classes: classesOf(word) }));
  const whole = { word: plain, start: 0, end: plain.length };
  return [...tokens, { ...whole, classes: secretPlace.test(plain) ? ['place', 'named'] : ['named'] }];
}

/** A place, an address or a tool's name is one token; anything else is split at hyphens, full stops and signs. */
function addTokens(raw: string, start: number, own: OwnNames, tokens: Token[]): void {
  const quotes = raw.startsWith("'") ? 1 : 0;
  const word = raw.slice(quotes, endOfWord(raw));
  const special = specialClass(word, own);
  if (special !== null) {
    tokens.push({ word, start: start + quotes, end: start + quotes + word.length, classes: [special] });
    return;
  }
  for (const part of word.matchAll(/[^-./:=+*~#_%\\—–]+/g)) {
    const from = start + quotes + part.index;
    const bare = bareWord(part[0]);
    tokens.push({
      word: bare,
      start: from,
      end: from + part[0].length,
      classes: classesIn(bare, tokens.at(-1)?.word),
    });
  }
}

/** Where the full stops, colons and quotes at its end begin. */
function endOfWord(raw: string): number {
  let end = raw.length;
  while (end > 0 && ".:'".includes(raw.charAt(end - 1))) end--;
  return end;
}

function specialClass(word: string, own: OwnNames): TokenClass | null {
  if (word.length > 3 && word === own.tool) return 'self';
  if (secretPlace.test(word)) return 'place';
  if (address.test(word)) return 'address';
  if (home.test(word)) return 'home';
  return identifier.test(word) && !own.parameters.has(word) ? 'tool' : null;
}

/** Without the `s` of "user's", the article of "l'utilisateur" and the apostrophe of "don't". */
function bareWord(word: string): string {
  const apostrophe = word.search(/['’]/);
  if (apostrophe < 0) return word;
  const after = word.slice(apostrophe + 1);
  if (after.length > 3) return after;
  return after === 's' ? word.slice(0, apostrophe) : word.slice(0, apostrophe) + after;
}

function classesIn(word: string, before: string | undefined): readonly TokenClass[] {
  const classes = classesOf(word);
  if (word === 'not' && isForbidding(before)) return [...classes, 'forbid'];
  return classes.length === 0 ? classesOf(lettersOf(word)) : classes;
}

/** "Do not", "must not": an order. "Does not", "is not": a statement. */
function isForbidding(before: string | undefined): boolean {
  return before === 'do' || before === 'must' || before === 'should' || before === 'shall' || before === 'to';
}

const letters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
};

/** The word that `1gn0re` is read as; the word itself where it has no such signs. */
function lettersOf(word: string): string {
  if (!/[0-9]/.test(word) || !/[a-z]/.test(word)) return word;
  return word.replaceAll(/[0-9]/g, (sign) => letters[sign] ?? sign);
}
