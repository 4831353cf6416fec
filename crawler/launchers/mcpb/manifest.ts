import { z } from 'zod';
import { cleanLine } from '../../diagnosis.ts';
import type { PackageFacts } from '../../observation.ts';

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value?.slice(0, 2000).toWellFormed() ?? null);
const configSchema = z.object({
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const optionSchema = z.object({
  type: z.string().catch('string'),
  title: text,
  description: text,
  required: z.boolean().catch(false).default(false),
  default: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
    .optional()
    .catch(undefined),
});

/** `manifest.json` of any version (0.1 to 0.4; `dxt_version` before `manifest_version`): what starting it needs. */
const manifestSchema = z.object({
  name: z.string().trim().min(1).max(200),
  version: z
    .string()
    .trim()
    .regex(/^\w[\w.+-]{0,99}$/),
  description: text,
  license: text,
  homepage: text,
  repository: z
    .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
    .nullish()
    .catch(null),
  compatibility: z
    .object({
      platforms: z.array(z.string()).optional().catch(undefined),
      runtimes: z
        .object({ python: z.string().optional().catch(undefined) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  server: z.object({
    type: z.enum(['node', 'python', 'binary', 'uv']),
    entry_point: z.string().default(''),
    mcp_config: configSchema
      .extend({ platform_overrides: z.record(z.string(), configSchema).optional().catch(undefined) })
      .optional(),
  }),
  user_config: z.record(z.string(), optionSchema).catch({}).default({}),
});

/** What a bundle says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;
/** A setting that the user is asked for. */
export type UserOption = z.infer<typeof optionSchema>;

/** Reads `manifest.json`; a sentence that says what is wrong where it is none. */
export function readManifest(content: string): Manifest | { fault: string } {
  // A system ends a word there, so that no program could be started with what follows.
  if (content.includes('\\u0000')) return { fault: 'Its manifest.json holds a NUL character.' };
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: 'Its manifest.json is no JSON.' };
  }
  const { data, error } = manifestSchema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.') || 'the whole';
  return { fault: cleanLine(`Its manifest.json is not that of a bundle: at ${place}, ${issue?.message}.`) };
}

/** What the catalogue keeps of it. */
export function describeBundle(manifest: Manifest, integrity: string): PackageFacts {
  return {
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    licence: manifest.license,
    homepage: manifest.homepage,
    repository: manifest.repository ?? null,
    publishedAt: null,
    integrity,
    deprecated: null,
    mcpName: null,
  };
}
