import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ScriptedCall } from './dialects.ts';
import { dialects } from './dialects.ts';

export interface ModelEndpoint {
  /** `http://127.0.0.1:port`, without a path. */
  url: string;
  /** Tools that any request offered to the model. */
  offered: Set<string>;
  /** What the client sent back for each call, by the call's id. */
  results: Map<string, string>;
  /** Requests that the endpoint had no answer for, as method and path. */
  unanswered: string[];
  close(): Promise<void>;
}

/**
 * A model on the loopback device that asks for the given calls one after another, whatever it is told, and then says
 * that it is done. A call that came back without a result is not asked for again. A request that offers no tool (a
 * title for the session, say) is answered with a word.
 */
export async function startModelEndpoint(calls: readonly ScriptedCall[]): Promise<ModelEndpoint> {
  const offered = new Set<string>();
  const results = new Map<string, string>();
  const unanswered: string[] = [];
  let asked = 0;

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const dialect = dialects.find((dialect) => dialect.path.test(path));
    if (request.method !== 'POST' || dialect === undefined) {
      unanswered.push(`${request.method} ${path}`);
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const seen = dialect.read(JSON.parse(await text(request)));
    for (const tool of seen.offered) offered.add(tool);
    for (const [id, result] of seen.results) results.set(id, result);
    const call = seen.offered.length === 0 ? null : (calls[asked++] ?? null);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(dialect.write(call));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    offered,
    results,
    unanswered,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
