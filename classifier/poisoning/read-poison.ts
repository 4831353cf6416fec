import { wordsOf } from '../split-name.ts';
import type { TextField, Tool } from '../tool.ts';
import { decodeRuns } from './encoded-text.ts';
import { canOrder, findOrders, findSplitOrder, type Order } from './find-orders.ts';
import { joinMarks } from './join-marks.ts';
import { findMarkers } from './markers.ts';
import { readPlainly } from './plain-text.ts';
import { readMarks, type Sentence } from './read-marks.ts';
import { type Concept, conceptsOf } from './vocabulary.ts';
import { isSecretPlace, type OwnNames } from './word-forms.ts';

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
const readings = new WeakMap<Tool, Finding[]>();

/** What any text of a definition says to the model instead of about the tool. Read once for all rules. */
export function readPoison(tool: Tool): Finding[] {
  let findings = readings.get(tool);
  if (findings === undefined) {
    findings = readTexts(tool);
    readings.set(tool, findings);
  }
  return findings;
}

function readTexts(tool: Tool): Finding[] {
  const reader = new PoisonReader(tool);
  const findings: Finding[] = [];
  for (const field of tool.texts) {
    for (const order of reader.read(field.text).slice(0, mostInText)) findings.push(quoteOrder(order, field));
    if (findings.length >= mostInTool) break;
  }
  return findings;
}

function quoteOrder({ signal, says, start, end }: Order, { field, text }: TextField): Finding {
  const quote = text.slice(start, Math.min(Math.max(end, start + 1), start + longestQuote));
  return { signal, says, field, quote, start };
}

/** Fewer characters have no room for an order; most names of properties end here. */
const shortestOrder = 12;
/** Nothing but printable ASCII: each character is what it seems. */
const isOrdinary = /^[\t\n\r -~]*$/;
/** Characters that can be other than they seem: not seen, joined to others, or of a script whose letters pass for Latin. */
const mayDisguise =
  /(?![\t\n\r])\p{Cc}|[\p{Cf}\p{Co}\p{M}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\u2460-\u24ff\uff00-\uffef\u{1d400}-\u{1d7ff}]/u;
const shortestName = 16;
const nameOnly = /^[\w.-]+$/;
/** No shorter run of letters and digits decodes to an order. */
const shortestCode = 24;
const none: Order[] = [];

/** Reads the texts of one definition. */
class PoisonReader {
  private readonly tool: Tool;
  private readonly own: OwnNames;
  private job: ReadonlySet<Concept> | null = null;

  constructor(tool: Tool) {
    this.tool = tool;
    const parameters = new Set<string>();
    for (const { name } of tool.parameters) parameters.add(name.toLowerCase());
    this.own = { tool: tool.name.toLowerCase(), parameters };
  }

  read(text: string): Order[] {
    if (!isOrdinary.test(text) && mayDisguise.test(text)) return this.readDisguised(text);
    return text.length < shortestOrder ? none : this.readPlain(text);
  }

  /** What a text says in its plain form, and which characters hide it. */
  private readDisguised(text: string): Order[] {
    const { plain, disguises, originalOffset } = readPlainly(text);
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

  private readPlain(text: string, mayDecode = true): Order[] {
    const isName = nameOnly.test(text);
    if (isName && text.length < shortestName) return none;
    const orders: Order[] = [];
    let before: Sentence | null = null;
    const { hasMarkup, hasCode } = readMarks(isName ? readName(text) : text, this.own, (sentence) => {
      if (orders.length >= mostInText || !canOrder(sentence)) {
        before = null;
        return;
      }
      const joined = joinMarks(sentence);
      const found = findOrders(joined, this.isOwn);
      const split = found.length > 0 || before === null ? null : findSplitOrder(before, joined, this.isOwn);
      orders.push(...found, ...(split === null ? [] : [split]));
      before = joined;
    });
    if (hasMarkup) orders.push(...findMarkers(text));
    if ((hasCode || (isName && text.length >= shortestCode && !text.includes('_'))) && mayDecode)
      orders.push(...this.readEncoded(text));
    return isName ? orders.map((order) => ({ ...order, start: 0, end: text.length })) : orders;
  }

  private readEncoded(text: string): Order[] {
    return decodeRuns(text)
      .filter((run) => saysHarm(run.text) || this.readPlain(run.text, false).length > 0)
      .map(({ start, end }) => hides('hides an order in an encoded run', start, end));
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

function readJob({ name, description }: Tool): ReadonlySet<Concept> {
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
