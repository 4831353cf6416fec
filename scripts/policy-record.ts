import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Choice } from '../policy/choices.ts';
import type { Policy } from '../policy/policy.ts';
import { type Preset, presets } from '../policy/presets.ts';
import type { Coverage, Fidelity } from '../policy/target.ts';
import { UsageError } from './exit-codes.ts';
import type { FoundServer } from './find-tools.ts';
import { explainRefusal } from './system-error.ts';

/** How a policy was made, kept beside it as `FILE.coverage.json`, so that it can be made again. */
export interface PolicyRecord {
  target: string;
  preset: Preset;
  roots: string[];
  hosts: string[] | null;
  askAs: 'allow' | 'deny' | null;
  servers: RecordedServer[];
  choices: Choice[];
  fidelity: Fidelity;
  coverage: Coverage[];
}

interface RecordedServer {
  ref: string;
  key: string;
  name: string;
  version: string | null;
  tools: { name: string; digest: string; decision: string }[];
}

const rate = z.object({ max: z.number().int().positive(), per: z.enum(['minute', 'hour', 'day']) });
const text = z.string().max(100_000);
const schema = z.object({
  target: text,
  preset: z.enum(presets),
  roots: z.array(text),
  hosts: z.array(text).nullable(),
  askAs: z.enum(['allow', 'deny']).nullable(),
  servers: z.array(
    z.object({
      ref: text,
      key: text,
      name: text,
      version: text.nullable(),
      tools: z.array(z.object({ name: text, digest: text, decision: text })),
    }),
  ),
  choices: z.array(
    z.object({
      server: text.nullable(),
      tool: text,
      decision: z.enum(['allow', 'ask', 'deny']).nullable(),
      rate: rate.nullable(),
    }),
  ),
});

/** Where the record of a policy document lies. */
export function recordPath(file: string): string {
  return `${file}.coverage.json`;
}

/**
 * How the policy document was made.
 * @throws UsageError where its record is not there, or is none.
 */
export async function readRecord(file: string): Promise<Omit<PolicyRecord, 'fidelity' | 'coverage'>> {
  const path = recordPath(file);
  const content = await explainRefusal(path, 'make the policy with --out first', () =>
    readFile(path, 'utf8'),
  );
  try {
    return schema.parse(JSON.parse(content));
  } catch {
    throw new UsageError(`${path} is no record of a policy: make the policy again with --out.`);
  }
}

/** The tools of one server as the record keeps them. */
export function recordTools({ tools }: FoundServer, policy: Policy, key: string): RecordedServer['tools'] {
  const rules = policy.servers.find((server) => server.key === key)?.rules ?? [];
  const decisions = new Map(rules.map(({ tool, decision }) => [tool, decision]));
  return tools.map(({ classification: { name }, digest }) => ({
    name,
    digest,
    decision: decisions.get(name) ?? 'deny',
  }));
}

/** What changed between two records of one policy, a sentence each without a full stop. */
export function compareRecords(
  before: readonly RecordedServer[],
  after: readonly RecordedServer[],
): string[] {
  return after.flatMap(({ key, tools }) => {
    const old = new Map(before.find((server) => server.key === key)?.tools.map((tool) => [tool.name, tool]));
    const names = new Set(tools.map(({ name }) => name));
    const news = tools.flatMap(({ name, digest, decision }) => {
      const was = old.get(name);
      if (was === undefined) return [`new: ${name} (${decision})`];
      if (was.digest !== digest) return [`its definition changed: ${name} (${was.decision} → ${decision})`];
      return was.decision === decision ? [] : [`decided otherwise: ${name} (${was.decision} → ${decision})`];
    });
    const gone = [...old.keys()].filter((name) => !names.has(name)).map((name) => `gone: ${name}`);
    return [...news, ...gone];
  });
}
