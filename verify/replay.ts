// Replays placard's policies in the engines that enforce them and writes what came of it to policy/verified.json.
// Arguments: targets; all of them where there is none. Exits with 1 where an engine let through what it must not.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../classifier/classify.ts';
import { type Call, evaluate } from '../policy/evaluate.ts';
import { makePolicy, type Policy } from '../policy/policy.ts';
import { readers } from '../policy/readers/index.ts';
import { targets } from '../policy/targets/index.ts';
import type { Replay } from '../policy/verified.ts';
import type { Client } from './client.ts';
import { claudeCode } from './clients/claude-code.ts';
import { codex } from './clients/codex.ts';
import { continueCli } from './clients/continue.ts';
import { copilotCli } from './clients/copilot-cli.ts';
import { opencode } from './clients/opencode.ts';
import { checkTypes } from './engines/api-types.ts';
import { startGeminiEngine } from './engines/gemini-cli.ts';
import { buildIntercept } from './engines/intercept.ts';
import { askOpa, readOpaVersion } from './engines/opa.ts';
import { readInstalledVersion } from './installed.ts';
import { runClient, type Seen } from './run-client.ts';
import * as sample from './sample.ts';

const file = join(import.meta.dirname, '..', 'policy', 'verified.json');
const gold = join(import.meta.dirname, '..', '..', 'shared', 'gold', 'servers');
/** The gold server that the clients are tried on as well. */
const realServer = 'modelcontextprotocol_server-filesystem.json';
const wanted = process.argv.slice(2);
const replays = new Map<string, Replay>(
  (JSON.parse(readFileSync(file, 'utf8')) as Replay[]).map((replay) => [replay.target, replay]),
);

for (const client of [claudeCode, codex, continueCli, copilotCli, opencode])
  await attempt(client.target, () => replayClient(client));
await attempt('gemini-cli', replayGemini);
await attempt('intercept', replayIntercept);
await attempt('opa', replayOpa);
for (const [target, name] of [
  ['openai-responses', 'openai'],
  ['anthropic-toolset', '@anthropic-ai/sdk'],
] as const)
  await attempt(target, () => checkTypes(target, name, emitFiles(target, sample.policy)));

const sorted = [...replays.values()].sort((a, b) => (a.target < b.target ? -1 : 1));
writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
process.exitCode = sorted.some(({ departures }) => departures.length > 0) ? 1 : 0;

async function attempt(target: string, run: () => Promise<Replay | string>): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(target)) return;
  const replay = await run();
  if (typeof replay === 'string') {
    console.log(`${target}: left out: ${replay}`);
    return;
  }
  replays.set(target, replay);
  const { engine, version, calls, departures } = replay;
  console.log(`${target}: ${calls} calls in ${engine} ${version}, ${departures.length} not as expected`);
  for (const departure of departures) console.log(`  ${departure}`);
}

function emitFiles(target: string, policy: Policy): ReadonlyMap<string, string> {
  const emission = targets.find(({ id }) => id === target)?.emit(policy);
  return new Map(emission?.files.map(({ path, content }) => [path, content]));
}

function readerOf(target: string, files: ReadonlyMap<string, string>, policy: Policy) {
  const reader = readers.find(({ id }) => id === target);
  if (reader === undefined) throw new Error(`no reader for ${target}`);
  return reader.read(
    [...files.values()],
    policy.servers.map(({ key }) => key),
  );
}

/** What a client is tried on: a policy, the tools that the server lists, and calls of them. */
interface Scenario {
  policy: Policy;
  tools: readonly object[];
  calls: readonly Call[];
}

/** The sample, and a real server as far as the gold servers are on this machine. */
function makeScenarios(): Scenario[] {
  const scenarios: Scenario[] = [sample];
  const file = join(gold, realServer);
  if (!existsSync(file)) return scenarios;
  const { tools }: { tools: Definition[] } = JSON.parse(readFileSync(file, 'utf8'));
  const calls = tools.flatMap(({ name, inputSchema }) =>
    ['/workspace/a', '/etc/passwd'].map((path) => ({
      server: sample.key,
      tool: name,
      arguments: fillArguments(inputSchema, path),
    })),
  );
  return [...scenarios, { policy: readGoldServer(realServer), tools, calls }];
}

interface Definition {
  name: string;
  inputSchema: { properties?: Record<string, { type?: string; enum?: unknown[] }>; required?: string[] };
}

/** What a tool insists on, a path wherever it may be one. */
function fillArguments({ properties = {}, required = [] }: Definition['inputSchema'], path: string) {
  const fill = ({ type, enum: values }: { type?: string; enum?: unknown[] }): unknown => {
    if (type === 'array') return [path];
    return values?.[0] ?? (type === 'number' || type === 'integer' ? 1 : type === 'boolean' ? true : path);
  };
  return Object.fromEntries(required.map((name) => [name, fill(properties[name] ?? {})]));
}

/** Each call in a run of its own, so that one that is refused ends no other. */
async function replayClient(client: Client): Promise<Replay | string> {
  const version = readInstalledVersion(client.package);
  if (version === null) return `${client.package} is not installed`;
  const departures: string[] = [];
  let count = 0;
  for (const { policy, tools, calls } of makeScenarios()) {
    const files = emitFiles(client.target, policy);
    const { decide } = readerOf(client.target, files, policy);
    for (const call of calls) {
      count++;
      const run = await runClient(client, sample.key, files, tools, [call]);
      const seen = run.calls[0]?.seen ?? 'denied';
      if (isAsExpected(seen, decide(call).decision, call, policy, client.target)) continue;
      departures.push(`${describe(call)}: ${seen}, where the reader says ${decide(call).decision}`);
      if (process.env.DEBUG !== undefined) console.log(run.output.slice(-2000), run.calls);
    }
  }
  return { target: client.target, engine: client.package, version, ...today(), calls: count, departures };
}

/** Without a person at hand, a client denies what it would ask about. Only what the coverage owns up to may run against the model. */
function isAsExpected(seen: Seen, decision: string, call: Call, policy: Policy, target: string): boolean {
  if (seen !== 'ran') return decision !== 'allow';
  return (
    decision === 'allow' && (evaluate(policy, call).decision === 'allow' || isOwnedUpTo(call, policy, target))
  );
}

function isOwnedUpTo({ tool }: Call, policy: Policy, target: string): boolean {
  const isNamed = policy.servers.some(({ rules }) => rules.some((rule) => rule.tool === tool));
  const { coverage = [] } = targets.find(({ id }) => id === target)?.emit(policy) ?? {};
  return coverage.some((row) => row.tool === (isNamed ? tool : null) && row.status === 'unsupported');
}

/** How an engine beside the reader of its documents decides on calls, in their order. */
interface ReplayedEngine {
  target: string;
  engine: string;
  version: string;
  decide(files: ReadonlyMap<string, string>, calls: readonly Call[]): string[] | Promise<string[]>;
  /** Whether it takes a hidden tool for no more than a denied one. */
  hidesNothing: boolean;
}

/** Every tool of the gold servers, and the sample, in a real engine beside the reader of its documents. */
async function replayEngine({ target, decide, hidesNothing, ...facts }: ReplayedEngine): Promise<Replay> {
  const departures: string[] = [];
  let count = 0;
  for (const policy of [sample.policy, ...readGold()]) {
    const files = emitFiles(target, policy);
    const reading = readerOf(target, files, policy);
    const calls = callsOf(policy);
    count += calls.length;
    for (const [place, really] of (await decide(files, calls)).entries()) {
      const call = calls[place];
      const read = call === undefined ? '' : reading.decide(call).decision;
      if (call === undefined || really === read || (hidesNothing && really === 'deny' && read === 'hide'))
        continue;
      departures.push(`${describe(call)}: ${really}, where the reader says ${read}`);
    }
  }
  return { target, ...facts, ...today(), calls: count, departures };
}

async function replayGemini(): Promise<Replay | string> {
  const engine = '@google/gemini-cli-core';
  const version = readInstalledVersion(engine);
  if (version === null) return `${engine} is not installed`;
  // The engine tells of every call that it decides on.
  console.debug = () => {};
  const refusals: string[] = [];
  const replay = await replayEngine({
    ...{ target: 'gemini-cli', engine, version, hidesNothing: true },
    async decide(files, calls) {
      const [document = ''] = files.values();
      const started = await startGeminiEngine(document);
      refusals.push(...started.errors);
      const answers: string[] = [];
      for (const { server, tool, arguments: given } of calls)
        answers.push(await started.decide(server, tool, given));
      return answers;
    },
  });
  return { ...replay, departures: [...refusals, ...replay.departures] };
}

async function replayIntercept(): Promise<Replay | string> {
  const intercept = buildIntercept();
  if (typeof intercept === 'string') return intercept;
  const { version, decide, close } = intercept;
  try {
    return await replayEngine({
      ...{ target: 'intercept', engine: 'Intercept', version, hidesNothing: true },
      decide(files, calls) {
        const [document = ''] = files.values();
        return decide(document, calls);
      },
    });
  } finally {
    close();
  }
}

/** Beside its WebAssembly, in which the reader of its data asks. */
async function replayOpa(): Promise<Replay | string> {
  const version = readOpaVersion();
  if (version === null) return 'there is no opa on the PATH';
  const facts = { target: 'opa', engine: 'Open Policy Agent', version, hidesNothing: false };
  return replayEngine({ ...facts, decide: askOpa });
}

function readGold(): Policy[] {
  return existsSync(gold) ? readdirSync(gold).map(readGoldServer) : [];
}

function readGoldServer(name: string): Policy {
  const { server, tools } = JSON.parse(readFileSync(join(gold, name), 'utf8'));
  const judged = (tools as unknown[]).map((definition) => ({
    definition,
    classification: classify(definition),
  }));
  return makePolicy([{ key: sample.key, name: server, tools: judged }]);
}

function callsOf({ servers }: Policy): Call[] {
  return servers.flatMap(({ key, rules }) =>
    [...rules, { tool: 'no_rule_names_this', constraints: [] }].flatMap(({ tool, constraints }) =>
      [
        {},
        ...['/workspace/a', '/etc/passwd', false, ['/workspace/a']].map((value) =>
          Object.fromEntries(constraints.map(({ argument }) => [argument, value])),
        ),
      ].map((given) => ({ server: key, tool, arguments: given })),
    ),
  );
}

function describe({ tool, arguments: given }: Call): string {
  return `${tool} ${JSON.stringify(given)}`;
}

function today(): { date: string } {
  return { date: new Date().toISOString().slice(0, 10) };
}
