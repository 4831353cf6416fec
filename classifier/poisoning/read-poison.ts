import type { TextField, Tool } from '../tool.ts';
import { decodeRuns } from './encoded-text.ts';
import { findOrders } from './find-orders.ts';
import { findMarkers } from './markers.ts';
import { findPhrases } from './phrases.ts';
import { readPlainly } from './plain-text.ts';
import type { Shape } from './shapes.ts';

/** An order to the model, or text hidden from people, and where it stands. */
export interface Finding {
  signal: Shape['signal'];
  says: string;
  field: string;
  quote: string;
  start: number;
}

/** No more than these are told of one text; a reader needs no longer list. */
const mostFindings = 3;

const read = new WeakMap<Tool, Finding[]>();

/** What any text of a definition says to the model instead of about the tool. Read once for all rules. */
export function readPoison(tool: Tool): Finding[] {
  let findings = read.get(tool);
  if (findings === undefined) {
    findings = tool.texts.flatMap((field) => readField(field, tool.name.toLowerCase()));
    read.set(tool, findings);
  }
  return findings;
}

function readField({ field, text }: TextField, toolName: string): Finding[] {
  if (text.length < 3) return [];
  const { plain, disguises, originalOffset } = readPlainly(text);
  const found: { signal: Shape['signal']; says: string; start: number; end: number }[] = [];
  for (const { kind, start, end } of disguises) {
    found.push({ signal: 'hidden-instructions', says: `holds ${kind} characters`, start, end });
  }
  const inPlain = [
    ...findMarkers(plain).map((marker) => ({ signal: 'hidden-instructions' as const, ...marker })),
    ...findPhrases(plain),
    ...findOrders(plain, toolName),
  ];
  for (const { signal, says, start, end } of inPlain) {
    found.push({ signal, says, start: originalOffset(start), end: originalOffset(end) });
  }
  for (const { text: decoded, start, end } of decodeRuns(text)) {
    if (saysHarm(decoded, toolName))
      found.push({ signal: 'hidden-instructions', says: 'hides an order in an encoded run', start, end });
  }
  return found.slice(0, mostFindings).map(({ signal, says, start, end }) => ({
    signal,
    says,
    field,
    start,
    quote: text.slice(start, Math.min(Math.max(end, start + 1), start + 200)),
  }));
}

const shellHarm =
  /\b(?:curl|wget)\b.*(?:https?:|\|)|\brm -[rf]|\bchmod \+x|\/bin\/(?:ba)?sh|\/dev\/tcp|\bnc -|\bpowershell\b|\beval\b/;

function saysHarm(decoded: string, toolName: string): boolean {
  const plain = decoded.toLowerCase();
  return (
    shellHarm.test(plain) ||
    findOrders(plain, toolName).length > 0 ||
    /\.ssh|id_rsa|\.env\b|\.aws/.test(plain)
  );
}
