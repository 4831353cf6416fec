// The verdicts on pinned real servers. Run as a program, it renews data/verdicts.golden.json: npm run renew-verdicts.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatRef } from '../crawler/ref.ts';
import { readRefList } from '../crawler/sources/list/read-ref-list.ts';
import { askForTools, type FoundServer } from './find-tools.ts';
import { openWorkshop } from './workshop.ts';

/** By REF with version, then by tool in the order listed. No texts: a changed verdict is seen, a definition is not republished. */
export type GoldenVerdicts = Record<
  string,
  { tool: string; digest: string | null; category: string; riskLevel: string; signals: string[] }[]
>;

const folder = join(import.meta.dirname, '..', 'data');
const file = join(folder, 'verdicts.golden.json');

/** The verdicts as they were last reviewed. */
export async function readGolden(): Promise<GoldenVerdicts> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * Launches each pinned server and judges what it lists, by REF with version.
 * @throws NotExaminedError where one of them could not be listed.
 */
export async function judgePinnedServers(): Promise<Map<string, FoundServer>> {
  const refs = await readRefList(join(folder, 'golden-servers.txt'));
  const workshop = await openWorkshop(refs);
  const servers = new Map<string, FoundServer>();
  for (const ref of refs) servers.set(formatRef(ref), await askForTools(ref, workshop));
  return servers;
}

/** What is kept of the verdicts. */
export function toGolden(servers: ReadonlyMap<string, FoundServer>): GoldenVerdicts {
  const entries = [...servers].map(([ref, { tools }]) => [
    ref,
    tools.map(({ digest, classification: { name, category, riskLevel, signals } }) => ({
      tool: name,
      digest,
      category,
      riskLevel,
      signals: [...new Set(signals.map(({ id }) => id))],
    })),
  ]);
  return Object.fromEntries(entries);
}

if (import.meta.main)
  await writeFile(file, `${JSON.stringify(toGolden(await judgePinnedServers()), null, 1)}\n`);
