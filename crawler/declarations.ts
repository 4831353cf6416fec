import { parse } from 'jsonc-parser';
import { z } from 'zod';
import { isVariableName, isWorthTrying } from './declared-inputs.ts';
import type { Declaration, DeclaredArgument } from './launch-plan.ts';
import { readPackageInputs } from './server-json.ts';

/** How a client starts a server, as its configuration says it. */
export interface CommandLine {
  command: string;
  args: string[];
}

/**
 * What a package says that its server wants at start: its server.json first, then the configuration blocks of its
 * README that start it. Empty where it says nothing; what cannot be read is passed over.
 * @param readOwnArguments of a line, the arguments that reach the server itself; null where it starts something else.
 */
export function readDeclarations(
  { serverJson, readme }: { serverJson: string | null; readme: string | null },
  packageName: string,
  readOwnArguments: (line: CommandLine) => string[] | null,
): Declaration[] {
  return [
    readServerJson(parseLoosely(serverJson ?? ''), packageName),
    readReadme(readme ?? '', readOwnArguments),
  ]
    .filter((declaration) => declaration !== null)
    .filter(isWorthTrying);
}

/** With comments and trailing commas, as READMEs show it; undefined for what nests too deep to be read. */
function parseLoosely(text: string): unknown {
  try {
    return parse(text, [], { allowTrailingComma: true });
  } catch {
    return undefined;
  }
}

function readServerJson(content: unknown, packageName: string): Declaration | null {
  const inputs = readPackageInputs(content, packageName);
  return inputs && { source: 'server.json', ...inputs };
}

const entrySchema = z.object({
  command: z.string(),
  args: z.array(z.coerce.string()).nullish().catch(undefined),
  env: z.record(z.string(), z.coerce.string()).nullish().catch(undefined),
});

/** Keys under which clients keep their servers. */
const serverKeys = ['mcpServers', 'servers', 'context_servers', 'mcp'];

function readReadme(
  markdown: string,
  readOwnArguments: (line: CommandLine) => string[] | null,
): Declaration | null {
  for (const block of findCodeBlocks(markdown)) {
    for (const entry of findEntries(readBlock(block))) {
      const args = readOwnArguments({ command: entry.command, args: entry.args ?? [] });
      if (args === null) continue;
      const variables = Object.entries(entry.env ?? {}).map(([name, value]) => ({ name, value, hint: '' }));
      return {
        source: 'readme',
        args: args.map(readArgument),
        variables: variables.filter(({ name }) => isVariableName(name)),
      };
    }
  }
  return null;
}

/** As JSON; a piece cut out of a file (`"name": { … }`) as the object that it was cut from. */
function readBlock(block: string): unknown {
  const whole = parseLoosely(block);
  return typeof whole === 'object' ? whole : parseLoosely(`{${block}}`);
}

/**
 * Fenced code blocks, those of lists and quotations included. Line by line, for parsers of the whole of Markdown
 * take hours over a README that is made for it.
 */
function* findCodeBlocks(markdown: string): Generator<string> {
  let block: { fence: string; lines: string[] } | null = null;
  for (const line of markdown.split('\n')) {
    const fence = /^[\s>]{0,20}(?:(?:[-*+]|\d{1,3}\.)\s+)?(`{3,}|~{3,})/.exec(line)?.[1];
    if (block === null) {
      if (fence !== undefined) block = { fence, lines: [] };
    } else if (fence?.startsWith(block.fence)) {
      yield block.lines.join('\n');
      block = null;
    } else {
      block.lines.push(line.replace(/^[\s>]{1,20}/, ''));
    }
  }
  if (block !== null) yield block.lines.join('\n');
}

/** Server entries of a configuration block, which READMEs show whole or cut down to one entry. */
function findEntries(block: unknown, depth = 0): z.infer<typeof entrySchema>[] {
  const entry = entrySchema.safeParse(block);
  if (entry.success) return [entry.data];
  if (typeof block !== 'object' || block === null || depth > 3) return [];
  const inner = serverKeys.flatMap((key) => Object.entries(block).find(([name]) => name === key)?.[1] ?? []);
  return (inner.length > 0 ? inner : Object.values(block)).flatMap((value) => findEntries(value, depth + 1));
}

/**
 * A flag and its value stand together or apart; which flags are bare cannot be told, so each is an argument of its own,
 * and the one before it a hint at what a value is.
 */
function readArgument(argument: string, index: number, all: string[]): DeclaredArgument {
  const pair = /^(--?[\w-]+=)(.+)$/s.exec(argument);
  const before = all[index - 1] ?? '';
  const hint = pair === null && /^--?[\w-]+$/.test(before) ? before : '';
  return { flag: pair?.[1] ?? null, value: pair?.[2] ?? argument, hint };
}
