// Runs inside the sandbox around a server that opens a port instead of speaking on standard input and output: starts it,
// waits for its port, and hands messages back and forth. Arguments: the server's program and its own arguments; none where
// it runs already, in the same network.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

type Send = (line: string) => Promise<void>;

const [program = '', ...args] = process.argv.slice(2);
let printed = '';
if (program !== '') start();

function start(): void {
  // Some end when their standard input does.
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-16_000);
    process.stderr.write(text);
  });
  server.once('error', () => process.exit(127));
  server.once('exit', (code) => process.exit(code ?? 1));
}

let place: Promise<Send> | null = null;
for await (const line of createInterface({ input: process.stdin })) {
  if (place === null) place = meet(line);
  else place.then((send) => send(line)).catch(tell);
}

/** Tries every port that is open, at every usual path, until one answers the first message; the sandbox bounds the time. */
async function meet(first: string): Promise<Send> {
  for (;;) {
    for (const address of findPorts().flatMap(findAddresses)) {
      const send = (await tryPost(address, first)) ?? (await tryStream(address, first));
      if (send !== null) return send;
    }
    await sleep(100);
  }
}

/** In the sandbox's own network there is nobody else's port. */
function findPorts(): number[] {
  const ports = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, , port, state] = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) \S+ ([0-9A-F]{2})/.exec(line) ?? [];
        return state === '0A' && port !== undefined ? [Number.parseInt(port, 16)] : [];
      }),
  );
  return [...new Set(ports)];
}

function findAddresses(port: number): string[] {
  const own = [...printed.matchAll(/https?:\/\/[^\s/"']{1,100}(\/[\w/.-]{1,100})/g)].map(
    ([, path]) => path ?? '/',
  );
  return [...new Set([...own, '/mcp', '/sse', '/', '/api/mcp', '/mcp/sse'])].map(
    (path) => `http://localhost:${port}${path}`,
  );
}

/** Streamable HTTP; null where the first message gets no answer of the protocol. */
async function tryPost(address: string, first: string): Promise<Send | null> {
  let session: string | null = null;
  let revision: string | null = null;
  const send = async (line: string): Promise<boolean> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(session !== null && { 'mcp-session-id': session }),
        ...(revision !== null && { 'mcp-protocol-version': revision }),
      },
      body: line,
    });
    session ??= response.headers.get('mcp-session-id');
    let isAnswered = response.status === 202;
    const hand = (text: string) => {
      const message = readMessage(text);
      if (message === null) return;
      isAnswered = true;
      revision ??= message.result?.protocolVersion ?? null;
      tell(message);
    };
    if (isStream(response)) for await (const { data } of readEvents(response)) hand(data);
    else hand(await response.text());
    return isAnswered;
  };
  const isThere = await send(first).catch(() => false);
  return isThere ? async (line) => void (await send(line)) : null;
}

/** HTTP with SSE, the transport of 2024-11-05; null where no stream names its endpoint. */
async function tryStream(address: string, first: string): Promise<Send | null> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), 2000);
  try {
    const headers = { accept: 'text/event-stream' };
    const response = await fetch(address, { headers, signal: patience.signal });
    if (!isStream(response)) return null;
    const events = readEvents(response);
    const { value } = await events.next();
    if (value?.kind !== 'endpoint') return null;
    clearTimeout(timer);
    const endpoint = new URL(value.data, address);
    const send: Send = async (line) => {
      await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body: line });
    };
    readOn(events).catch(tell);
    await send(first);
    return send;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function readOn(events: AsyncGenerator<{ data: string }>): Promise<void> {
  for await (const { data } of events) {
    const message = readMessage(data);
    if (message !== null) tell(message);
  }
}

function isStream(response: Response): boolean {
  return response.ok && (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
}

/** Messages on standard output, faults on standard error. */
function tell(what: unknown): void {
  if (what instanceof Error) process.stderr.write(`${what.message}\n`);
  else process.stdout.write(`${JSON.stringify(what)}\n`);
}

function readMessage(text: string): { result?: { protocolVersion?: string } } | null {
  try {
    const value = JSON.parse(text);
    return value?.jsonrpc === '2.0' ? value : null;
  } catch {
    return null;
  }
}

async function* readEvents(response: Response): AsyncGenerator<{ kind: string; data: string }> {
  let rest = '';
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    rest = (rest + text).replaceAll('\r\n', '\n');
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const read = (field: string) =>
        event
          .split('\n')
          .filter((line) => line.startsWith(`${field}:`))
          .map((line) => line.slice(field.length + 1).trim())
          .join('\n');
      if (read('data') !== '') yield { kind: read('event'), data: read('data') };
    }
  }
}
