import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import serveStatic from 'serve-static';
import { contentSecurityPolicy } from './content-security-policy.ts';

export interface ServedFolder {
  /** With a slash at its end. */
  url: string;
  close(): Promise<void>;
}

/**
 * Shows a folder on this machine alone (127.0.0.1). Port 0 takes any free one.
 * @throws the system's error where the port is taken.
 */
export async function serveFolder(folder: string, port: number): Promise<ServedFolder> {
  const serveFile = serveStatic(folder, { dotfiles: 'ignore', cacheControl: false });
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    // The browser asks each time, and the ETag tells it that nothing changed.
    response.setHeader('Cache-Control', 'no-cache');
    serveFile(request, response, async () => {
      const page = await readFile(join(folder, '404.html')).catch(() => 'Not found');
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
