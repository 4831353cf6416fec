import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import Table from 'cli-table3';
import type { Constraint } from '../policy/constraint.ts';
import { type Call, evaluate, type Outcome } from '../policy/evaluate.ts';
import { toPlainText, toVisibleJson } from '../policy/plain-text.ts';
import { makePolicy, type Policy } from '../policy/policy.ts';
import type { Reading } from '../policy/reader.ts';
import { readers } from '../policy/readers/index.ts';
import { type Decision, decisions } from '../policy/recommendation.ts';
import { suggestServerKey } from '../policy/server-key.ts';
import type { Target } from '../policy/target.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import { findTools } from './find-tools.ts';
import { chooseTarget } from './run-policy.ts';
import { readServerNames } from './server-names.ts';
import { findCatalogueFile } from './settings.ts';
import { explainRefusal } from './system-error.ts';

export interface PolicyCheckRequest {
  for?: string;
  server: string;
  /** The first is the one. */
  serverKey?: string | string[];
  json?: boolean;
  catalogue?: string;
}

/** What a document does with one tool, beside what is advised. */
interface CheckedTool {
  tool: string;
  /** Of the calls that were tried, what the mildest gets. */
  gets: Decision;
  /** The same under the advice. */
  advised: Decision;
  /** A call that gets more than is advised; null where none does. */
  slipsThrough: Call['arguments'] | null;
}

/**
 * Replays a server's tools against a policy that somebody has, and says what it really allows. Exits with 1 where a tool
 * gets more than is advised, or the engine passes something over.
 */
export async function runPolicyCheck(file: string, request: PolicyCheckRequest): Promise<void> {
  const target = chooseTarget(request.for ?? '');
  const texts = await readFiles(file, target);
  const { servers } = await readServerNames([request.server], [request.serverKey ?? []].flat());
  const [server, ...others] = servers;
  if (server === undefined || others.length > 0)
    throw new UsageError(`${request.server} names several servers: name one of them, as config:FILE#NAME.`);
  const found = await findTools(server.ref, findCatalogueFile(request.catalogue));
  const key = server.key ?? suggestServerKey(found.name);
  const policy = makePolicy([{ key, name: found.name, tools: found.tools }]);
  const reading = read(target, texts, key);
  if (typeof reading === 'string') {
    process.exitCode = exitCodes.found;
    const refusal = { target: target.id, refused: reading };
    console.log(
      request.json
        ? toVisibleJson(refusal, 2)
        : `${target.title} would refuse it: ${toPlainText(reading, 500)}`,
    );
    return;
  }
  const tools = checkTools(policy, reading, target.canAsk);
  const unmatched = reading.names.filter((name) => !tools.some(({ tool }) => names(name, key, tool)));
  const report = { target: target.id, server: found.name, key, tools, ignored: reading.ignored, unmatched };
  if (request.json) console.log(toVisibleJson(report, 2));
  else print(report);
  if (tools.some(({ slipsThrough }) => slipsThrough !== null) || reading.ignored.length > 0)
    process.exitCode = exitCodes.found;
}

/** The document, and what the target keeps beside it as far as it lies there. */
async function readFiles(file: string, target: Target): Promise<string[]> {
  const beside = target.emit({ servers: [] }).files.slice(1);
  const paths = beside.map(({ path }) => join(dirname(file), basename(path)));
  const there = [file, ...paths.slice(0, paths.findIndex((path) => !existsSync(path)) >>> 0)];
  return explainRefusal(file, 'name a policy file', () =>
    Promise.all(there.map((path) => readFile(path, 'utf8'))),
  );
}

/** A sentence where the engine would refuse the document. */
function read({ id }: Target, texts: string[], key: string): Reading | string {
  const reader = readers.find((candidate) => candidate.id === id);
  if (reader === undefined) throw new Error(`no reader for ${id}`);
  try {
    return reader.read(texts, [key]);
  } catch (error) {
    // What no parser of the format takes, no engine does.
    return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  }
}

function checkTools(policy: Policy, { decide }: Reading, canAsk: boolean): CheckedTool[] {
  return policy.servers.flatMap(({ key, rules }) =>
    rules.map(({ tool, constraints }) => {
      const calls = probesOf(constraints).map((given) => ({ server: key, tool, arguments: given }));
      const outcomes = calls.map((call) => ({
        call,
        gets: decide(call).decision,
        advised: evaluate(policy, call, canAsk).decision,
      }));
      const slipping = outcomes.find(({ gets, advised }) => passing(gets) < passing(advised));
      return {
        tool,
        gets: mildest(outcomes.map(({ gets }) => gets)),
        advised: mildest(outcomes.map(({ advised }) => advised)),
        slipsThrough: slipping?.call.arguments ?? null,
      };
    }),
  );
}

/** No arguments at all, and for each constraint some that lie inside and outside of what it asks for. */
function probesOf(constraints: readonly Constraint[]): Call['arguments'][] {
  const values: unknown[] = [
    '/etc/passwd',
    '/workspace/../etc/passwd',
    'https://evil.example/',
    true,
    1_000_000,
  ];
  return [
    {},
    ...constraints.flatMap((constraint) =>
      values.map((value) => ({ [constraint.argument]: constraint.isList ? [value] : value })),
    ),
  ];
}

function passing(decision: Outcome['decision']): number {
  return Math.min(decisions.indexOf(decision), decisions.indexOf('deny'));
}

function mildest(some: readonly Decision[]): Decision {
  return some.reduce((a, b) => (passing(b) < passing(a) ? b : a), 'hide');
}

/** Clients put the server's key before a tool's name; the key alone names the whole server. */
function names(name: string, key: string, tool: string): boolean {
  return name === tool || name.endsWith(key) || (name.includes(key) && name.endsWith(tool));
}

function print({
  tools,
  ignored,
  unmatched,
  key,
}: {
  tools: CheckedTool[];
  ignored: string[];
  unmatched: string[];
  key: string;
}): void {
  const table = new Table({
    head: ['Tool', 'Gets', 'Advised', 'Slips through'],
    wordWrap: true,
    colWidths: [34, 8, 9, 50],
    style: { head: [], border: [] },
  });
  for (const { tool, gets, advised, slipsThrough } of tools) {
    const slip = slipsThrough === null ? '' : `with ${toPlainText(JSON.stringify(slipsThrough), 200)}`;
    table.push([toPlainText(tool, 60), gets, advised, slip]);
  }
  console.log(`With the server called ${key}:\n${table.toString()}`);
  for (const sentence of ignored) console.log(`Passed over: ${toPlainText(sentence, 300)}`);
  for (const name of unmatched) console.log(`Matches no tool: ${toPlainText(name, 100)}`);
  const slipping = tools.filter(({ slipsThrough }) => slipsThrough !== null).length;
  console.log(
    slipping === 0
      ? 'No tool gets more than is advised.'
      : `${slipping} of ${tools.length} tools get more than is advised.`,
  );
}
