import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Replay } from '../../policy/verified.ts';
import { readInstalledVersion } from '../installed.ts';

const root = join(import.meta.dirname, '..');

/** How each API's own types are asked: what is right must fit, and what is wrong must not. */
const programs: Record<string, (document: string) => string> = {
  'openai-responses': (document) => `
    import type OpenAI from 'openai';
    export const right: OpenAI.Responses.Tool.Mcp[] = ${document};
    // @ts-expect-error: there is no list of denied tools
    export const wrong: OpenAI.Responses.Tool.Mcp = { type: 'mcp', server_label: 'a', denied_tools: ['b'] };`,
  'anthropic-toolset': (document) => `
    import type Anthropic from '@anthropic-ai/sdk';
    type Request = Pick<Anthropic.Beta.Messages.MessageCreateParams, 'mcp_servers' | 'tools'>;
    export const right: Request = ${document};
    // @ts-expect-error: a tool is enabled or not, and nobody is asked
    export const wrong: Request = { tools: [{ type: 'mcp_toolset', mcp_server_name: 'a', default_config: { ask: true } }] };`,
};

/** Whether the document fits the types of the API's own library, by the TypeScript compiler. */
export async function checkTypes(
  target: string,
  engine: string,
  files: ReadonlyMap<string, string>,
): Promise<Replay | string> {
  const version = readInstalledVersion(engine);
  const program = programs[target];
  if (version === null || program === undefined) return `${engine} is not installed`;
  const folder = mkdtempSync(join(root, 'types-'));
  try {
    const file = join(folder, 'document.ts');
    writeFileSync(file, program([...files.values()][0] ?? ''));
    const compilerOptions = {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      module: 'nodenext',
      target: 'es2024',
      types: [],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['document.ts'] }));
    const compiler = join(root, '..', 'node_modules', '.bin', 'tsc');
    const { stdout } = spawnSync(compiler, ['-p', folder], { encoding: 'utf8' });
    const departures = stdout.split('\n').filter((line) => line.includes('error'));
    const date = new Date().toISOString().slice(0, 10);
    return { target, engine, version, date, calls: 0, departures };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
