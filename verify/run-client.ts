import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Client, Stage, Start } from './client.ts';
import type { ScriptedCall } from './dialects.ts';
import { startModelEndpoint } from './model-endpoint.ts';

/** Milliseconds for one run of a client; far more than any takes. */
const longest = 60_000;

export interface Call {
  tool: string;
  arguments: Record<string, unknown>;
}

/** `ran`: the MCP server got the call. `hidden`: the model was never offered the tool, and it did not run. */
export type Seen = 'ran' | 'asked' | 'denied' | 'hidden';

export interface SeenCall extends Call {
  seen: Seen;
  /** What the client told its model of the call; null where nothing came back. */
  answer: string | null;
}

export interface ClientRun {
  calls: SeenCall[];
  /** What the client offered to its model, in the client's own names. */
  offered: string[];
  exitCode: number | null;
  /** The client's two streams, for whoever must find out what went wrong. */
  output: string;
}

/** What became of each call, made in the order given by one run of the real client under a policy's files. */
export async function runClient(
  client: Client,
  serverKey: string,
  files: ReadonlyMap<string, string>,
  tools: readonly object[],
  calls: readonly Call[],
): Promise<ClientRun> {
  const folder = mkdtempSync(join(tmpdir(), 'placard-verify-'));
  const scripted = calls.map((call, index): ScriptedCall => {
    const { namespace, tool } = client.nameTool(serverKey, call.tool);
    return { id: `call_${index}`, tool, namespace, arguments: call.arguments };
  });
  const endpoint = await startModelEndpoint(scripted);
  try {
    const toolsFile = join(folder, 'tools.json');
    const logFile = join(folder, 'calls.jsonl');
    writeFileSync(toolsFile, JSON.stringify(tools));
    const stage: Stage = {
      home: join(folder, 'home'),
      project: join(folder, 'project'),
      modelUrl: endpoint.url,
      serverKey,
      serverCommand: [process.execPath, join(import.meta.dirname, 'logging-server.mjs'), toolsFile, logFile],
    };
    mkdirSync(stage.home);
    mkdirSync(stage.project);
    const { code, output } = await startProgram(client.prepare(stage, files), stage);
    const ran = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n') : [];
    return {
      calls: readCalls(client, calls, scripted, endpoint, ran),
      offered: [...endpoint.offered],
      exitCode: code,
      output,
    };
  } finally {
    await endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCalls(
  { saysAsk }: Client,
  calls: readonly Call[],
  scripted: readonly ScriptedCall[],
  { offered, results }: { offered: Set<string>; results: Map<string, string> },
  ran: string[],
): SeenCall[] {
  const left = [...ran];
  return calls.map((call, index) => {
    const { id, namespace, tool } = scripted[index] ?? { id: '', namespace: '', tool: '' };
    const answer = results.get(id) ?? null;
    const place = left.indexOf(JSON.stringify({ tool: call.tool, arguments: call.arguments }));
    const see = (): Seen => {
      if (place >= 0) return 'ran';
      if (!offered.has(namespace === '' ? tool : `${namespace}/${tool}`)) return 'hidden';
      return saysAsk.test(answer ?? '') ? 'asked' : 'denied';
    };
    const seen = see();
    if (place >= 0) left.splice(place, 1);
    return { ...call, seen, answer };
  });
}

function startProgram(
  { program, args, environment }: Start,
  { home, project }: Stage,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, {
    cwd: project,
    // An empty environment: no key, no proxy, no configuration of whoever runs this.
    env: { HOME: home, PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, TERM: 'dumb', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const stop = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The whole group has ended by itself.
    }
  };
  const timer = setTimeout(stop, longest);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      stop();
      resolve({ code, output });
    });
  });
}
