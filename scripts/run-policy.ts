import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Table from 'cli-table3';
import { formatRef, parseRef, type Ref, RefError } from '../crawler/ref.ts';
import { anyRoot } from '../policy/bind-arguments.ts';
import { applyChoices, type Choice } from '../policy/choices.ts';
import { toPlainText, toVisibleJson } from '../policy/plain-text.ts';
import { makePolicy, type Policy } from '../policy/policy.ts';
import type { Preset } from '../policy/presets.ts';
import { serverKey, suggestServerKey } from '../policy/server-key.ts';
import { type Coverage, judgeFidelity, type PolicyFile, type Target } from '../policy/target.ts';
import { targets } from '../policy/targets/index.ts';
import { exitCodes, NotExaminedError, UsageError } from './exit-codes.ts';
import { type FoundServer, findTools } from './find-tools.ts';
import { compareRecords, type PolicyRecord, readRecord, recordPath, recordTools } from './policy-record.ts';
import { type NamedServer, readServerNames, tellLeftOut } from './server-names.ts';
import { findCatalogueFile } from './settings.ts';
import { explainRefusal } from './system-error.ts';

export interface PolicyRequest {
  for?: string;
  out?: string;
  preset?: Preset;
  allow?: string[];
  ask?: string[];
  deny?: string[];
  rate?: string[];
  root?: string[];
  host?: string[];
  serverKey?: string[];
  askAs?: 'allow' | 'deny';
  update?: string;
  strict?: boolean;
  catalogue?: string;
}

type Plan = Omit<PolicyRecord, 'fidelity' | 'coverage' | 'servers'> & {
  servers: { ref: string; key: string | null; isConfigured: boolean }[];
};

/** Writes the starter policy of servers; what the target says in its own way goes to standard error. */
export async function runPolicy(names: string[], request: PolicyRequest): Promise<void> {
  const earlier = request.update === undefined ? null : await readRecord(request.update);
  const { servers: named, leftOut } = await readServerNames(names, request.serverKey);
  const plan = makePlan(named, request, earlier);
  const target = chooseTarget(plan.target);
  const found = await findServers(plan, findCatalogueFile(request.catalogue));
  if (leftOut > 0 || found.length < plan.servers.length) process.exitCode = exitCodes.notExamined;
  const policy = decide(found, plan);
  const definitions = new Map(found.map(({ key, tools }) => [key, tools.map((tool) => tool.definition)]));
  const { files, coverage } = target.emit(policy, { askAs: plan.askAs, definitions });
  const servers = found.map(({ ref, key, ...server }) => ({
    ref,
    key,
    name: server.name,
    version: server.version,
    tools: recordTools(server, policy, key),
  }));
  const record = { ...plan, servers, fidelity: judgeFidelity(coverage), coverage };
  const out = request.out ?? request.update;
  if (out === undefined) printFirst(files);
  else await writeFiles(out, files, record);
  if (earlier !== null) tellChanges(compareRecords(earlier.servers, servers));
  tellGaps(target, coverage);
  if (request.strict && coverage.some(({ status }) => status === 'unsupported')) {
    process.stderr.write(`placard: ${target.title} cannot say all of it, and --strict was given.\n`);
    process.exitCode = exitCodes.wrongUse;
  }
}

/** What was asked for now, over what was asked for when the policy was made. */
function makePlan(
  named: NamedServer[],
  request: PolicyRequest,
  earlier: Omit<PolicyRecord, 'fidelity' | 'coverage'> | null,
): Plan {
  const kept = earlier?.servers.map(({ ref, key }, index) => ({
    ref,
    key: request.serverKey?.[index] ?? key,
    isConfigured: false,
  }));
  return {
    target: request.for ?? earlier?.target ?? '',
    preset: request.preset ?? earlier?.preset ?? 'balanced',
    roots: request.root ?? earlier?.roots ?? [anyRoot],
    hosts: request.host ?? earlier?.hosts ?? null,
    askAs: request.askAs ?? earlier?.askAs ?? null,
    servers:
      named.length > 0 ? named.map((server) => ({ ...server, ref: formatRef(server.ref) })) : (kept ?? []),
    choices: [...(earlier?.choices ?? []), ...readChoices(request)],
  };
}

function readChoices({ allow = [], ask = [], deny = [], rate = [] }: PolicyRequest): Choice[] {
  const decided = ([decision, tools]: ['allow' | 'ask' | 'deny', string[]]): Choice[] =>
    tools.map((tool) => ({ ...splitTool(tool), decision, rate: null }));
  const choices = (
    [
      ['allow', allow],
      ['ask', ask],
      ['deny', deny],
    ] as ['allow' | 'ask' | 'deny', string[]][]
  ).flatMap(decided);
  return [...choices, ...rate.map(readRate)];
}

/** `tool`, or `key:tool` where several servers have one of that name. */
function splitTool(text: string): Pick<Choice, 'server' | 'tool'> {
  const colon = text.indexOf(':');
  return colon < 0
    ? { server: null, tool: text }
    : { server: text.slice(0, colon), tool: text.slice(colon + 1) };
}

function readRate(text: string): Choice {
  const [, tool, max, window] = /^(.+)=(\d{1,6})\/(minute|hour|day)$/.exec(text) ?? [];
  const per = (['minute', 'hour', 'day'] as const).find((one) => one === window);
  if (tool === undefined || per === undefined || Number(max) === 0)
    throw new UsageError(
      `"${toPlainText(text, 60)}" is no limit: write TOOL=N/minute, TOOL=N/hour or TOOL=N/day.`,
    );
  return { ...splitTool(tool), decision: null, rate: { max: Number(max), per } };
}

async function findServers(plan: Plan, catalogue: string) {
  const found: (FoundServer & { ref: string; key: string })[] = [];
  const keys = new Set<string>();
  for (const { ref, key, isConfigured } of plan.servers) {
    const fault = findFault(key, keys);
    if (fault !== null && !isConfigured) throw new UsageError(fault);
    const parsed = parseRef(ref);
    const server = fault === null ? await findOrLeave(parsed, catalogue, isConfigured) : null;
    if (fault !== null) tellLeftOut(key ?? ref, fault);
    if (server === null) continue;
    const free = tellApart(key ?? suggestServerKey(server.name), keys);
    keys.add(free);
    found.push({ ...server, ref: formatRef(parsed), key: free });
  }
  if (found.length === 0) throw new NotExaminedError('There is no server left to write a policy for.');
  return found;
}

function findFault(key: string | null, taken: ReadonlySet<string>): string | null {
  if (key === null) return null;
  const shown = toPlainText(key, 60);
  if (!serverKey.test(key))
    return `"${shown}" is no key for a server: use letters, digits, hyphens, underscores and dots.`;
  return taken.has(key) ? `Two servers have the key "${shown}": give each its own.` : null;
}

/** A server of a configuration that could not be examined is left out, and the others have their policy. */
async function findOrLeave(ref: Ref, catalogue: string, isConfigured: boolean): Promise<FoundServer | null> {
  try {
    return await findTools(ref, catalogue);
  } catch (error) {
    if (!isConfigured || !(error instanceof NotExaminedError || error instanceof RefError)) throw error;
    tellLeftOut(formatRef(ref), error.message);
    return null;
  }
}

function tellApart(key: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? key : `${key}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function decide(
  found: Awaited<ReturnType<typeof findServers>>,
  { choices, preset, roots, hosts }: Plan,
): Policy {
  const { policy, unmatched } = applyChoices(makePolicy(found, { preset, roots, hosts }), choices);
  const [lost] = unmatched;
  if (lost !== undefined) {
    const tools = policy.servers.flatMap(({ rules }) => rules.map(({ tool }) => tool)).join(', ');
    throw new UsageError(
      `There is no tool "${toPlainText(lost.tool, 60)}": there are ${toPlainText(tools, 600)}.`,
    );
  }
  return policy;
}

function printFirst(files: readonly PolicyFile[]): void {
  const [first, ...others] = files;
  process.stdout.write(first?.content ?? '');
  if (others.length > 0) {
    const names = others.map(({ path }) => path).join(', ');
    process.stderr.write(`It needs beside it: ${names}. --out FILE writes all of them.\n`);
  }
}

/** The policy where it was asked for, and in the same folder what it needs beside it; nothing of somebody else's is written over. */
async function writeFiles(out: string, files: readonly PolicyFile[], record: PolicyRecord): Promise<void> {
  const written = files.map(({ path, content }, index) => ({
    file: index === 0 ? out : join(dirname(out), path.split('/').at(-1) ?? path),
    content,
  }));
  const foreign = existsSync(recordPath(out)) ? undefined : written.find(({ file }) => existsSync(file));
  if (foreign !== undefined)
    throw new UsageError(
      `${foreign.file} is there already, and no policy of placard's: name a file in another folder with --out, and merge the two.`,
    );
  await explainRefusal(out, 'name a file in a folder that exists with --out', async () => {
    for (const { file, content } of written) await writeFile(file, content);
    await writeFile(recordPath(out), `${toVisibleJson(record, 2)}\n`);
  });
  for (const { file } of written.slice(1)) process.stderr.write(`Beside it: ${file}.\n`);
}

/** @throws UsageError that names the targets. */
export function chooseTarget(id: string): Target {
  const target = targets.find((candidate) => candidate.id === id);
  if (target !== undefined) return target;
  const known = targets.map((candidate) => candidate.id).join(', ');
  throw new UsageError(
    id === ''
      ? `Say for which target with --for: ${known}.`
      : `No target is called "${toPlainText(id, 60)}": there are ${known}.`,
  );
}

function tellChanges(changes: readonly string[]): void {
  if (changes.length === 0)
    process.stderr.write('Nothing changed since it was made; choices by hand are kept.\n');
  for (const change of changes) process.stderr.write(`${toPlainText(change, 200)}\n`);
}

function tellGaps(target: Target, coverage: readonly Coverage[]): void {
  const gaps = coverage.filter(({ status }) => status !== 'exact');
  if (gaps.length === 0) return;
  const isOne = new Set(coverage.map(({ server }) => server)).size < 2;
  const table = new Table({
    head: ['Tool', 'What', 'Status', 'Note'],
    wordWrap: true,
    colWidths: [28, 14, 13, 60],
    style: { head: [], border: [] },
  });
  for (const { server, tool, feature, argument, status, note } of gaps) {
    const what = argument === null ? feature : toPlainText(argument, 60);
    const name = toPlainText(tool ?? '(others)', 60);
    table.push([isOne ? name : `${server}: ${name}`, what, status, note]);
  }
  process.stderr.write(`${target.title} says some of it in its own way:\n${table.toString()}\n`);
}
