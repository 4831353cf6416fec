import { wordsOf } from '../split-name.ts';
import type { Words } from '../text/split-words.ts';
import type { TextField, Tool } from '../tool.ts';
import { decodeRuns } from './encoded-text.ts';
import { canOrder, findOrders, findSplitOrder, type Order } from './find-orders.ts';
import { joinMarks } from './join-marks.ts';
import type { Sentence } from './mark.ts';
import { findMarkers } from './markers.ts';
import { OwnNames } from './own-names.ts';
import { readPlainly } from './plain-text.ts';
import type { PossibleOrders } from './possible-orders.ts';
import { MarkReader } from './read-marks.ts';
import { type Concept, conceptsOf } from './vocabulary.ts';
import { isSecretPlace } from './word-forms.ts';

/** An order to the model, or text hidden from people, and where it stands. */
export interface Finding {
  signal: Order['signal'];
  says: string;
  field: string;
  quote: string;
  start: number;
}

/** No more than these are told of one text, and of one definition: a reader needs no longer list. */
const mostInText = 3;
const mostInTool = 12;
const longestQuote = 200;
function quoteOrder({ signal, says, start, end }: Order, { field, text }: TextField): Finding {
  const quote = text.slice(start, Math.min(Math.max(end, start + 1), start + longestQuote));
  return { signal, says, field, quote, start };
}

/** Fewer characters have no room for an order; most names of properties end here. */
export const shortestOrder = 12;
/** Characters that can be other than they seem: not seen, joined to others, or of a script whose letters pass for Latin. */
const mayDisguise =
  /(?![\t\n\r])\p{Cc}|[\p{Cf}\p{Co}\p{M}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\u2460-\u24ff\uff00-\uffef\u{1d400}-\u{1d7ff}]/u;
/** Of each character below U+10000 whether it is one of these; found when first met, 0 until then. */
const disguising = new Uint8Array(0x10000);
const isNone = 1;
const isOne = 2;

function mayBeDisguised(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x20 && code < 0x7f) continue;
    if (code >= 0xd800 && code < 0xe000) {
      // The first half tells of a pair; those of emoji hold none.
      if (code >= 0xdc00 || (code >= 0xd83c && code <= 0xd83e)) continue;
      if (mayDisguise.test(text.slice(index, index + 2))) return true;
    } else {
      if (disguising[code] === 0) disguising[code] = mayDisguise.test(text.charAt(index)) ? isOne : isNone;
      if (disguising[code] === isOne) return true;
    }
  }
  return false;
}

const shortestName = 16;
const longestName = 256;
const nameOnly = /^[\w.-]+$/;
/** No shorter run of letters and digits decodes to an order. */
const shortestCode = 24;
const none: Order[] = [];

/** The texts of a definition that tell what its orders may be about. */
type Told = Pick<Tool, 'name' | 'description' | 'parameters'>;

/** Reads the texts of one definition for what they say to the model instead of about the tool. */
export class PoisonReader {
  readonly findings: Finding[] = [];
  private readonly words: Words;
  private readonly tool: Told;
  private readonly marks: MarkReader;
  private job: ReadonlySet<Concept> | null = null;
  private orders: Order[] = [];
  /** The sentence before, where an order may have begun in it. */
  private before: Sentence | null = null;

  constructor(words: Words, tool: Told) {
    this.words = words;
    this.tool = tool;
    this.marks = new MarkReader(words, new OwnNames(tool), this.readSentence);
  }

  /** Reads a text that has been split into the reader's words, which it may use up. */
  read(field: TextField): void {
    if (this.findings.length >= mostInTool) return;
    const orders = this.readSplit(field.text);
    if (orders.length === 0) return;
    for (const order of orders.slice(0, mostInText)) this.findings.push(quoteOrder(order, field));
  }

  private readSplit(text: string): Order[] {
    if (!this.words.isOrdinary && mayBeDisguised(text)) return this.readDisguised(text);
    return text.length < shortestOrder ? none : this.readPlain(text);
  }

  /** What a text says in its plain form, and which characters hide it. */
  private readDisguised(text: string): Order[] {
    const { plain, disguises, originalOffset } = readPlainly(text);
    this.words.split(plain);
    return [
      ...disguises
        .slice(0, mostInText)
        .map(({ kind, start, end }) => hides(`holds ${kind} characters`, start, end)),
      ...this.readPlain(plain).map((order) => ({
        ...order,
        start: originalOffset(order.start),
        end: originalOffset(order.end),
      })),
    ];
  }

  /** Reads a text that has been split. */
  private readPlain(text: string, mayDecode = true): Order[] {
    const isName = text.length <= longestName && !text.includes(' ') && nameOnly.test(text);
    if (isName && text.length < shortestName) return none;
    const orders: Order[] = [];
    this.orders = orders;
    this.before = null;
    if (isName) this.words.split(readName(text));
    this.marks.read();
    if (this.marks.hasMarkup) orders.push(...findMarkers(text));
    if ((this.marks.hasCode || (isName && text.length >= shortestCode && !text.includes('_'))) && mayDecode)
      orders.push(...this.readEncoded(text));
    return isName ? orders.map((order) => ({ ...order, start: 0, end: text.length })) : orders;
  }

  private readonly readSentence = (sentence: Sentence | null, possible: PossibleOrders): void => {
    const { orders, before } = this;
    this.before = null;
    if (sentence === null || orders.length >= mostInText || !canOrder(sentence)) return;
    const joined = joinMarks(sentence);
    const found = findOrders(joined, possible, this.isOwn);
    const split = found.length > 0 || before === null ? null : findSplitOrder(before, joined, this.isOwn);
    orders.push(...found, ...(split === null ? [] : [split]));
    this.before = joined;
  };

  private readEncoded(text: string): Order[] {
    return decodeRuns(text)
      .filter((run) => saysHarm(run.text) || this.saysOrder(run.text))
      .map(({ start, end }) => hides('hides an order in an encoded run', start, end));
  }

  private saysOrder(decoded: string): boolean {
    this.words.split(decoded);
    return this.readPlain(decoded, false).length > 0;
  }

  /** Whether the tool's very job, by its name and the first words of its description, is about something. */
  private readonly isOwn = (concept: Concept): boolean => {
    this.job ??= readJob(this.tool);
    return this.job.has(concept);
  };
}

/** A description that begins with one of these does not say what the tool is for. */
const noHeadline: ReadonlySet<Concept> = new Set([
  'order',
  'trigger',
  'also',
  'forbid',
  'you',
  'model',
  'user',
  'without',
]);
/** How many words of a description say what the tool is for. */
const headline = 8;

function readJob({ name, description }: Told): ReadonlySet<Concept> {
  const job = new Set<Concept>();
  for (const word of [...wordsOf(name), ...readHeadline(description.slice(0, 200).toLowerCase())]) {
    for (const concept of conceptsOf(word) ?? []) job.add(concept);
    if (isSecretPlace(word)) job.add('place');
  }
  if (job.has('system') && job.has('prompt')) job.add('systemPrompt');
  return job;
}

/** The first words of the first sentence, whole and in parts; none where it begins like an order. */
function readHeadline(description: string): string[] {
  const [sentence = ''] = description.split(/[.:]\s|[\n。]/, 1);
  const words = sentence.split(/\s+/).slice(0, headline);
  const first = conceptsOf(words[0] ?? '') ?? [];
  if (first.some((concept) => noHeadline.has(concept))) return [];
  return words.flatMap((word) => [word, ...word.split(/[^\p{L}]+/u)]);
}

/** A property's name or a value of one word, as the sentence of its words. */
function readName(name: string): string {
  const words = wordsOf(name).join(' ');
  return isSecretPlace(name.toLowerCase()) ? `${words} ${name}` : words;
}

const fetchesCode = /\b(?:curl|wget)\b/i;
const fromSomewhere = /https?:|\|/i;
const shellHarm =
  /\brm -[rf]|\bchmod \+x|\/bin\/(?:ba)?sh|\/dev\/tcp|\bnc -|\bpowershell\b|\beval\b|\.ssh\b|id_rsa|\.env\b|\.aws\b/i;

function saysHarm(decoded: string): boolean {
  return shellHarm.test(decoded) || (fetchesCode.test(decoded) && fromSomewhere.test(decoded));
}

function hides(says: string, start: number, end: number): Order {
  return { signal: 'hidden-instructions', says, start, end };
}
