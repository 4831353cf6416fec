import { readClientConfiguration } from '../crawler/client-configuration/index.ts';
import { parseRef, type Ref } from '../crawler/ref.ts';
import { toPlainText } from '../policy/plain-text.ts';
import { UsageError } from './exit-codes.ts';
import { explainRefusal } from './system-error.ts';

/** A server that a person named, by itself or as one of a client's configuration. */
export interface NamedServer {
  ref: Ref;
  /** What the client calls it; null where nobody said. */
  key: string | null;
  /** It is one of a configuration, whose other servers can be had without it. */
  isConfigured: boolean;
}

/**
 * The servers behind the REFs of a command line: a client's configuration stands for all that it names, by the client's
 * own keys. What of it cannot be examined is said on standard error, and counted.
 * @param keys for the REFs that are no configurations, in their order.
 * @throws UsageError or RefError in one line.
 */
export async function readServerNames(
  names: readonly string[],
  keys: readonly string[] = [],
): Promise<{ servers: NamedServer[]; leftOut: number }> {
  const free = [...keys];
  const servers: NamedServer[] = [];
  let leftOut = 0;
  for (const ref of names.map(parseRef)) {
    if (ref.kind !== 'config') {
      servers.push({ ref, key: free.shift() ?? null, isConfigured: false });
      continue;
    }
    const configured = await readConfigured(ref.file, ref.server);
    servers.push(...configured.servers);
    leftOut += configured.leftOut;
  }
  return { servers, leftOut };
}

async function readConfigured(file: string, wanted: string | null) {
  const configured = await explainRefusal(
    file,
    'name a file in which a client keeps its servers, such as config:.mcp.json',
    () => readClientConfiguration(file, wanted),
  );
  const servers: NamedServer[] = [];
  for (const { name, ref, why } of configured) {
    if (ref === null) tellLeftOut(name, why);
    else servers.push({ ref, key: name, isConfigured: true });
  }
  if (servers.length === 0) throw new UsageError(`${file} names no server that placard can examine.`);
  return { servers, leftOut: configured.length - servers.length };
}

/** Says that a server of a configuration is left out, and why, as the end of a sentence. */
export function tellLeftOut(name: string, why: string): void {
  process.stderr.write(`${toPlainText(name, 60)} is left out: ${toPlainText(why, 300)}\n`);
}
