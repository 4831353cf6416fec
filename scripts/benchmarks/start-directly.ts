import type { Sandbox, SandboxRequest } from '../../crawler/sandbox.ts';

/**
 * Starts a server in the sandbox and speaks the fewest words that end in a list of tools, as the servers' own share of
 * what a look costs.
 * @returns milliseconds to its answer to `tools/list` (the first page); null where none came.
 */
export async function startDirectly(sandbox: Sandbox, request: SandboxRequest): Promise<number | null> {
  const start = performance.now();
  const { stdin, stdout, stderr, exited, kill } = sandbox.start(request);
  stderr.resume();
  stdin.on('error', () => {}); // Its end is the answer.
  const say = (message: object) => stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const answered = new Promise<number>((resolve) => {
    let text = '';
    stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const id of lines.map(readId)) {
        if (id === 1) {
          say({ method: 'notifications/initialized' });
          say({ id: 2, method: 'tools/list' });
        }
        if (id === 2) resolve(performance.now() - start);
      }
    });
  });
  const clientInfo = { name: 'bench', version: '1' };
  say({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
  });
  const milliseconds = await Promise.race([answered, exited.then(() => null)]);
  kill();
  await exited;
  return milliseconds;
}

function readId(line: string): unknown {
  try {
    return JSON.parse(line)?.id;
  } catch {
    return null;
  }
}
