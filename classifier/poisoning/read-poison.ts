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

/** One definition being read. */
interface Reading {
  tool: Tool;
  /** How many characters may still be read closely. */
  left: number;
}

/** No more than these are told of one text, and of one definition: a reader needs no longer list. */
const mostInText = 3;
const mostInTool = 12;
const longestQuote = 200;
/** Real definitions are read closely in a few hundred characters, in another script than Latin in a few thousand. */
const mostReadClosely = 32_768;

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
  const reading: Reading = { tool, left: mostReadClosely };

  const findings: Finding[] = [];
  for (const field of tool.texts) {
    for (const order of readText(field.text, reading).slice(0, mostInText))
      findings.push(quoteOrder(order, field));
    if (findings.length >= mostInTool) break;
  }
  return findings;
}

function ownNames({ name, parameters }: Tool): OwnNames {
  return { tool: name.toLowerCase(), parameters: new Set(parameters.map((own) => own.name.toLowerCase())) };
}

function quoteOrder({ signal, says, start, end }: Order, { field, text }: TextField): Finding {
  const quote = text.slice(start, Math.min(Math.max(end, start + 1), start + longestQuote));
  return { signal, says, field, quote, start };
}

/** Fewer characters have no room for an order; most names of properties end here. */
const shortestOrder = 12;
/** Nothing but printable ASCII: each character is what it seems. */
const isOrdinary = /^[\t\n\r\x20-\x7e]*$/;
const mayBeEncoded = /\b[A-Za-z0-9+/]{20}|\\[xu]|&#|%[0-9A-Fa-f]{2}%/;
const none: Order[] = [];

function readText(text: string, reading: Reading): Order[] {
  if (!isOrdinary.test(text)) return readDisguised(text, reading);
  if (text.length < shortestOrder) return none;
  const found = [...findMarkers(text), ...findOrdersIn(text, reading)];
  return mayBeEncoded.test(text) ? [...found, ...readEncoded(text, reading)] : found;
}

/** What a text says in its plain form, and which characters hide it. */
function readDisguised(text: string, reading: Reading): Order[] {
  if (!mayRead(text.length, reading)) return [tooLong(0)];
  const { plain, disguises, originalOffset } = readPlainly(text);
  const inPlain = [...findMarkers(plain), ...findPhrases(plain), ...findOrdersIn(plain, reading)];
  return [
    ...disguises
      .slice(0, mostInText)
      .map(({ kind, start, end }) => hides(`holds ${kind} characters`, start, end)),
    ...inPlain.map((order) => ({
      ...order,
      start: originalOffset(order.start),
      end: originalOffset(order.end),
    })),
    ...readEncoded(text, reading),
  ];
}

function readEncoded(text: string, reading: Reading): Order[] {
  if (!mayRead(text.length, reading)) return [tooLong(0)];
  return decodeRuns(text)
    .filter((run) => saysHarm(run.text, reading))
    .map(({ start, end }) => hides('hides an order in an encoded run', start, end));
}

const fetchesCode = /\b(?:curl|wget)\b/i;
const fromSomewhere = /https?:|\|/i;
const shellHarm =
  /\brm -[rf]|\bchmod \+x|\/bin\/(?:ba)?sh|\/dev\/tcp|\bnc -|\bpowershell\b|\beval\b|\.ssh\b|id_rsa|\.env\b|\.aws\b/i;

function saysHarm(decoded: string, reading: Reading): boolean {
  if (shellHarm.test(decoded) || (fetchesCode.test(decoded) && fromSomewhere.test(decoded))) return true;
  return findMarkers(decoded).length > 0 || findOrdersIn(decoded, reading).length > 0;
}

/** Letters that stand apart may spell words, which only a close reading joins. */
const isSpelled = /\b[a-z]\W{1,2}[a-z]\W{1,2}[a-z]\W{1,2}[a-z]\b/i;

/** The orders in a text that is plain but for its capitals. */
function findOrdersIn(text: string, reading: Reading): Order[] {
  if (!/\s/.test(text)) return findOrdersInName(text, reading);
  const suspects = isSpelled.test(text) ? [{ start: 0, end: text.length }] : findSuspects(text);
  const orders: Order[] = [];
  for (const { start, end } of suspects) {
    if (!mayRead(end - start, reading)) return [...orders, tooLong(start)];
    for (const order of readSentences(text.slice(start, end).toLowerCase(), ownNames(reading.tool)).flatMap(
      findOrders,
    )) {
      orders.push({ ...order, start: order.start + start, end: order.end + start });
    }
    if (orders.length >= mostInText) break;
  }
  return orders;
}

/** A shorter name has no room for an order. */
const shortestName = 16;
const camelBoundary = /([a-z])([A-Z])/g;

/** A property's name or a value, read as the sentence of its words. */
function findOrdersInName(name: string, reading: Reading): Order[] {
  if (name.length < shortestName) return none;
  if (findSuspects(name.replaceAll(camelBoundary, '$1 $2')).length === 0) return none;
  if (!mayRead(name.length, reading)) return [tooLong(0)];
  return findOrders(readNameAsSentence(name.toLowerCase(), splitName(name)));
}

/** Takes what is to be read from what may be; false where that is not enough. */
function mayRead(length: number, reading: Reading): boolean {
  reading.left -= length;
  return reading.left >= 0;
}

/** So much that looks like orders, or like no plain text, is there to bury something. */
function tooLong(start: number): Order {
  return hides('is too long to be read closely', start, start + longestQuote);
}

function hides(says: string, start: number, end: number): Order {
  return { signal: 'hidden-instructions', says, start, end };
}
