import { splitName } from '../split-name.ts';
import type { TextField, Tool } from '../tool.ts';
import { decodeRuns } from './encoded-text.ts';
import { findOrders, type Order } from './find-orders.ts';
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
  const { plain, disguises, originalOffset } = readPlainly(text);
  const inPlain = [...findMarkers(plain), ...findPhrases(plain), ...ordersIn(plain, own)];
  const found: Order[] = [
    ...disguises.map(({ kind, start, end }) => hides(`holds ${kind} characters`, start, end)),
    ...inPlain.map((order) => ({
      ...order,
      start: originalOffset(order.start),
      end: originalOffset(order.end),
    })),
    ...decodeRuns(text)
      .filter((run) => saysHarm(run.text, own))
      .map(({ start, end }) => hides('hides an order in an encoded run', start, end)),
  ];
  return found.slice(0, mostFindings).map(({ signal, says, start, end }) => {
    const quote = text.slice(start, Math.min(Math.max(end, start + 1), start + longestQuote));
    return { signal, says, field, quote, start };
  });
}

function hides(says: string, start: number, end: number): Order {
  return { signal: 'hidden-instructions', says, start, end };
}

function ordersIn(plain: string, own: OwnNames): Order[] {
  if (/\s/.test(plain)) return readSentences(plain, own).flatMap(findOrders);
  return findOrders(readNameAsSentence(plain, splitName(plain)));
}

const shellHarm =
  /\b(?:curl|wget)\b.*(?:https?:|\|)|\brm -[rf]|\bchmod \+x|\/bin\/(?:ba)?sh|\/dev\/tcp|\bnc -|\bpowershell\b|\beval\b|\.ssh\b|id_rsa|\.env\b|\.aws\b/;

function saysHarm(decoded: string, own: OwnNames): boolean {
  const plain = decoded.toLowerCase();
  return shellHarm.test(plain) || ordersIn(plain, own).length > 0 || findMarkers(plain).length > 0;
}
