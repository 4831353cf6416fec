import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from '../site/serve.ts';
import { UsageError } from './exit-codes.ts';
import { explainRefusal } from './system-error.ts';

/** Serves a built site until the process ends, and says where. */
export async function runServe(folder: string, port: number): Promise<void> {
  if (!existsSync(join(folder, 'index.html')))
    throw new UsageError(
      `${folder} holds no site: run placard build first, or name the folder that it wrote.`,
    );
  const { url } = await explainRefusal(`Port ${port}`, 'name another with --port; 0 takes a free one', () =>
    serveFolder(folder, port),
  );
  console.log(`Serving ${folder} at ${url} until Ctrl-C.`);
}
