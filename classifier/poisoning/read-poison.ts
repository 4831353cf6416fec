import { splitName } from '../split-name.ts';
import type { TextField, Tool } from '../tool.ts';
import { decodeRuns } from './encoded-text.ts';
import { findOrders, type Order } from './find-orders.ts';
import { findSuspects } from './glance.ts';
import { findMarkers } from './markers.ts';
import { findPhrases } from './phrases.ts';
import { readPlainly } from './plain-text.ts';
import { type OwnNames, readNameAsSentence, readSentences } from './sentences.ts';

/** An order to the model, or text hidden from people, and where it stands. */
export interface Finding {
  signal: Order['signal'];
  says: string;
  field: string;
  quote: string;
  start: number;
}

/** No more than these are told of one text; a reader needs no longer list. */
const mostFindings = 3;
const longestQuote = 200;

const readings = new WeakMap<Tool, Finding[]>();

/** What any text of a definition says to the model instead of about the tool. Read once for all rules. */
export function readPoison(tool: Tool): Finding[] {
  let findings = readings.get(tool);
  if (findings === undefined) {
    const own = ownNames(tool);
    findings = tool.texts.flatMap((field) => readField(field, own));
    readings.set(tool, findings);
  }
  return findings;
}

function ownNames({ name, parameters }: Tool): OwnNames {
  return {
    tool: name.toLowerCase(),
    parameters: new Set(parameters.map((parameter) => parameter.name.toLowerCase())),
  };
}

function readField({ field, text }: TextField, own: OwnNames): Finding[] {
  const isPlain = isOrdinary.test(text);
  if (isPlain && text.length < shortestOrder) return none;
  const found = isPlain ? readOrdinary(text, own) : readDisguised(text, own);
  if (mayBeEncoded.test(text)) found.push(...readEncoded(text, own));
  return found.slice(0, mostFindings).map(({ signal, says, start, end }) => {
    const quote = text.slice(start, Math.min(Math.max(end, start + 1), start + longestQuote));
    return { signal, says, field, quote, start };
  });
}

/** Fewer characters have no room for an order; most names of properties end here. */
const shortestOrder = 12;
const none: Finding[] = [];
/** Nothing but printable ASCII: each character is what it seems. */
const isOrdinary = /^[\t\n\r\x20-\x7e]*$/;
const mayBeEncoded = /\b[A-Za-z0-9+/]{20}|\\[xu]|&#|%[0-9a-f]{2}%/i;

function readOrdinary(text: string, own: OwnNames): Order[] {
  return [...findMarkers(text), ...ordersIn(text, own)];
}

function readDisguised(text: string, own: OwnNames): Order[] {
  const { plain, disguises, originalOffset } = readPlainly(text);
  const inPlain = [...findMarkers(plain), ...findPhrases(plain), ...ordersIn(plain, own)];
  return [
    ...disguises.map(({ kind, start, end }) => hides(`holds ${kind} characters`, start, end)),
    ...inPlain.map((order) => ({
      ...order,
      start: originalOffset(order.start),
      end: originalOffset(order.end),
    })),
  ];
}

function readEncoded(text: string, own: OwnNames): Order[] {
  return decodeRuns(text)
    .filter((run) => saysHarm(run.text, own))
    .map(({ start, end }) => hides('hides an order in an encoded run', start, end));
}

function hides(says: string, start: number, end: number): Order {
  return { signal: 'hidden-instructions', says, start, end };
}

function ordersIn(text: string, own: OwnNames): Order[] {
  if (!/\s/.test(text)) return ordersInName(text);
  const suspects = isSpelled.test(text) ? [{ start: 0, end: text.length }] : findSuspects(text);
  return suspects.flatMap(({ start, end }) =>
    readSentences(text.slice(start, end).toLowerCase(), own)
      .flatMap(findOrders)
      .map((order) => ({ ...order, start: order.start + start, end: order.end + start })),
  );
}

/** A property's name or a value, read as the sentence of its words. */
function ordersInName(name: string): Order[] {
  if (name.length < shortestName) return [];
  if (findSuspects(name.replaceAll(camelBoundary, '$1 $2')).length === 0) return [];
  return findOrders(readNameAsSentence(name.toLowerCase(), splitName(name)));
}

const camelBoundary = /([a-z])([A-Z])/g;
/** A shorter name has no room for an order. */
const shortestName = 16;

/** Letters that stand apart may spell words, which only a close reading joins. */
const isSpelled = /\b[a-z]\W{1,2}[a-z]\W{1,2}[a-z]\W{1,2}[a-z]\b/i;

const shellHarm =
  /\b(?:curl|wget)\b.*(?:https?:|\|)|\brm -[rf]|\bchmod \+x|\/bin\/(?:ba)?sh|\/dev\/tcp|\bnc -|\bpowershell\b|\beval\b|\.ssh\b|id_rsa|\.env\b|\.aws\b/i;

function saysHarm(decoded: string, own: OwnNames): boolean {
  return shellHarm.test(decoded) || ordersIn(decoded, own).length > 0 || findMarkers(decoded).length > 0;
}
