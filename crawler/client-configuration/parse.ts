import { type ParseError, parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { isJsonObject } from '../json.ts';

/** How a client starts or reaches one server, as its configuration says it. */
export interface ConfiguredEntry {
  /** What the client calls the server. */
  name: string;
  /** Program and arguments; empty where the server runs elsewhere. */
  command: string[];
  /** null where the server is started here. */
  url: string | null;
  /** The client passes it over. */
  isDisabled: boolean;
}

/** Clients spell the same things in these ways; an entry of another shape says nothing that could be used. */
const entrySchema = z.object({
  command: z.union([z.string(), z.array(z.string())]).optional(),
  cmd: z.string().optional(),
  args: z.array(z.coerce.string()).nullish(),
  url: z.string().optional(),
  serverUrl: z.string().optional(),
  httpUrl: z.string().optional(),
  uri: z.string().optional(),
  disabled: z.boolean().optional(),
  enabled: z.boolean().optional(),
});

/** Keys under which clients keep their servers; a dot is a part of the key. */
const serverKeys = [
  ...['mcpServers', 'mcp_servers', 'context_servers', 'amp.mcpServers'],
  ...['servers', 'mcp.servers', 'mcp', 'extensions'],
];

/**
 * The servers that a client's configuration names, in its order: JSON with or without comments, TOML or YAML, by the
 * file's name. Of servers with one name the first counts. What is no server's entry is passed over.
 * @throws Error where the file is none of these.
 */
export function parseClientConfiguration(content: string, fileName: string): ConfiguredEntry[] {
  const entries = findEntries(parse(content.replace(/^\uFEFF/, ''), fileName));
  const byName = new Map(entries.toReversed().map((entry) => [entry.name, entry]));
  return [...byName.values()].reverse();
}

function parse(content: string, fileName: string): unknown {
  if (/\.toml$/i.test(fileName)) return parseToml(content);
  if (/\.ya?ml$/i.test(fileName)) return parseYaml(content);
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(content, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first === undefined) return value;
  const line = content.slice(0, first.offset).split('\n').length;
  throw new Error(`it is no JSON at line ${line}`);
}

/** Where a configuration has none of the keys, it may be a map of servers itself, as plugins have it. */
function findEntries(configuration: unknown): ConfiguredEntry[] {
  if (!isJsonObject(configuration)) return [];
  const held = serverKeys.flatMap((key) => readServers(configuration[key]));
  // OpenClaw and old settings of VS Code keep them one level deeper, Kiro its powers, Claude Code those of each project.
  const { mcp, powers, projects } = configuration;
  const deeper = [mcp, powers, ...(isJsonObject(projects) ? Object.values(projects) : [])].flatMap((inner) =>
    isJsonObject(inner) ? [...readServers(inner.mcpServers), ...readServers(inner.servers)] : [],
  );
  const found = [...held, ...deeper];
  return found.length > 0 ? found : readServers(configuration);
}

/** A map by name, or a list of entries that have names. */
function readServers(servers: unknown): ConfiguredEntry[] {
  if (Array.isArray(servers))
    return servers.flatMap((entry) => (typeof entry?.name === 'string' ? readEntry(entry.name, entry) : []));
  return isJsonObject(servers)
    ? Object.entries(servers).flatMap(([name, entry]) => readEntry(name, entry))
    : [];
}

function readEntry(name: string, value: unknown): ConfiguredEntry[] {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) return [];
  const { command, cmd, args, url, serverUrl, httpUrl, uri, disabled, enabled } = parsed.data;
  const program = [command ?? cmd ?? []].flat();
  const address = url ?? serverUrl ?? httpUrl ?? uri ?? null;
  if (program.length === 0 && address === null) return [];
  return [
    {
      name,
      command: program.length > 0 ? [...program, ...(args ?? [])] : [],
      url: program.length > 0 ? null : address,
      isDisabled: disabled === true || enabled === false,
    },
  ];
}
