import { classesOf, type WordClass } from './vocabulary.ts';

/** What a token is beside its word classes: a place that holds secrets, an address, the name of a tool, a shell sign. */
export type TokenClass = WordClass | 'place' | 'address' | 'tool' | 'self' | 'forbid' | 'pipe';

export interface Token {
  word: string;
  /** Offsets in the plain text. */
  start: number;
  end: number;
  classes: readonly TokenClass[];
}

/** Files and folders where people keep secrets, and start-up files that an attacker wants to change. */
const secretPlace =
  /\.(?:ssh|aws|kube|gcloud|gnupg|azure|docker|cursor|claude)(?:[/\\]|$)|(?:^|[/\\=])\.(?:env|netrc|npmrc|pypirc|bashrc|zshrc|bash_history|zsh_history|profile|bash_profile|git-credentials|pgpass|env\.\w+)$|id_(?:rsa|ed25519|ecdsa|dsa)|\/etc\/(?:passwd|shadow|sudoers)|mcp\.json|claude_desktop_config|credentials\.json|wallet\.dat|\.pem$|keychain/;
const address = /^(?:https?:|ftp:|wss?:|mailto:)|^[\w.+-]+@[\w-]+\.[\w.-]+$/;
const identifier = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/** Sentences of a text as tokens. A line is a sentence of its own; `self` marks the tool's own name. */
export function readSentences(plain: string, toolName: string): Token[][] {
  const sentences: Token[][] = [];
  let tokens: Token[] = [];
  const close = () => {
    if (tokens.length > 0) sentences.push(tokens);
    tokens = [];
  };
  for (const match of plain.matchAll(piece)) {
    const raw = match[0];
    if (raw === '|' || raw === '&') {
      tokens.push({ word: raw, start: match.index, end: match.index + 1, classes: ['pipe'] });
    } else if (raw.length === 1 && stops.includes(raw)) close();
    else {
      addTokens(raw, match.index, toolName, tokens);
      if (raw.endsWith('.')) close();
    }
  }
  close();
  return sentences;
}

const stops = '\n;!?。！？';
const piece = /[^\s"`“”«»()<>[\]{},;!?。！？、，；：|&]+|[\n;!?。！？|&]/g;

/** A place, an address or a tool's name is one token; anything else is split at hyphens and full stops. */
function addTokens(raw: string, start: number, toolName: string, tokens: Token[]): void {
  const quotes = raw.startsWith("'") ? 1 : 0;
  const word = raw.slice(quotes).replace(/[.:']+$/, '');
  const special = specialClass(word, toolName);
  if (special !== null) {
    tokens.push({ word, start: start + quotes, end: start + quotes + word.length, classes: [special] });
    return;
  }
  for (const part of word.matchAll(/[^-./:=+*~#_$%@\\—–]+/g)) {
    const from = start + quotes + part.index;
    const bare = part[0].replace(/['’](?:s$)?/, '');
    const classes: TokenClass[] = [...classesOf(bare)];
    if (bare === 'not' && isForbidding(tokens.at(-1)?.word)) classes.push('forbid');
    tokens.push({ word: bare, start: from, end: from + part[0].length, classes });
  }
}

function specialClass(word: string, toolName: string): TokenClass | null {
  if (word.length > 3 && word === toolName) return 'self';
  if (secretPlace.test(word)) return 'place';
  if (address.test(word)) return 'address';
  return identifier.test(word) ? 'tool' : null;
}

/** "Do not", "must not": an order. "Does not", "is not": a statement. */
function isForbidding(before: string | undefined): boolean {
  return before === 'do' || before === 'must' || before === 'should' || before === 'shall' || before === 'to';
}
