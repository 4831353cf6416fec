import { writeFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { parseRef } from '../crawler/ref.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { makePolicy } from '../policy/policy.ts';
import type { Coverage, Target } from '../policy/target.ts';
import { targets } from '../policy/targets/index.ts';
import { UsageError } from './exit-codes.ts';
import { findTools } from './find-tools.ts';
import { findCatalogueFile } from './settings.ts';
import { explainRefusal } from './system-error.ts';

export interface PolicyRequest {
  for?: string;
  out?: string;
  catalogue?: string;
}

/** Writes the starter policy of one server; what the target says in its own way goes to standard error. */
export async function runPolicy(server: string, request: PolicyRequest): Promise<void> {
  const target = chooseTarget(request.for);
  const { name, classifications } = await findTools(parseRef(server), findCatalogueFile(request.catalogue));
  const { content, coverage } = target.emit(makePolicy(name, classifications));
  const { out } = request;
  if (out === undefined) process.stdout.write(content);
  else
    await explainRefusal(out, 'name a file in a folder that exists with --out', async () => {
      await writeFile(out, content);
      const document = { target: target.id, coverage };
      await writeFile(`${out}.coverage.json`, `${JSON.stringify(document, null, 2)}\n`);
    });
  tellGaps(target, coverage);
}

function chooseTarget(id: string | undefined): Target {
  const target = targets.find((candidate) => candidate.id === id);
  if (target !== undefined) return target;
  const known = targets.map((candidate) => candidate.id).join(', ');
  throw new UsageError(
    id === undefined
      ? `Say for which target with --for: ${known}.`
      : `No target is called "${toPlainText(id, 60)}": there are ${known}.`,
  );
}

function tellGaps(target: Target, coverage: Coverage[]): void {
  const gaps = coverage.filter(({ status }) => status !== 'exact');
  if (gaps.length === 0) return;
  const table = new Table({
    head: ['Tool', 'What', 'Status', 'Note'],
    wordWrap: true,
    colWidths: [28, 14, 12, 60],
    style: { head: [], border: [] },
  });
  for (const { tool, feature, status, note } of gaps)
    table.push([toPlainText(tool ?? '(others)', 60), feature, status, note]);
  process.stderr.write(`${target.title} says some of it in its own way:\n${table.toString()}\n`);
}
