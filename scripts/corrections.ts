import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Classification, Correction } from '../classifier/classification.ts';
import { correct } from '../classifier/correct.ts';
import { UsageError } from './exit-codes.ts';

/** A correction and the one definition that it is for. */
export interface ReviewedCorrection extends Correction {
  /** Package URL without version. */
  server: string;
  tool: string;
  /** SHA-256 of the canonical definition. */
  digest: string;
}

const correctionSchema = z.strictObject({
  server: z.string().min(1),
  tool: z.string(),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be the 64 hexadecimal digits of a definition'),
  category: z.enum(['Read', 'Write', 'Execute', 'Destructive', 'Financial']),
  reason: z.string().min(10),
  link: z.url({ protocol: /^https$/ }),
});
const fileSchema = z.strictObject({ corrections: z.array(correctionSchema) });

const ownFile = join(import.meta.dirname, '..', 'data', 'corrections.yaml');

/**
 * The reviewed corrections that placard carries.
 * @throws UsageError that names the file and the line where it is no such list.
 */
export function readCorrections(file = ownFile): ReviewedCorrection[] {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined)
    throw new UsageError(`${file}, line ${lines.linePos(fault.pos[0]).line}: ${firstLine(fault.message)}`);
  const parsed = fileSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data.corrections;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `${file}, at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not a list of corrections'}.`,
  );
}

/** The verdict on a server's definition, as a reviewer corrected it where one did. */
export function applyCorrections(
  classification: Classification,
  server: string,
  digest: string,
  corrections: ReviewedCorrection[],
): Classification {
  const correction = corrections.find(
    (candidate) =>
      candidate.server === server && candidate.digest === digest && candidate.tool === classification.name,
  );
  if (correction === undefined) return classification;
  const { category, reason, link } = correction;
  return correct(classification, { category, reason, link });
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
