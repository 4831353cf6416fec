import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../json.ts';
import { digestDefinition, isShallow, maximumItems } from '../list.ts';
import { failureReasons, type Observation } from '../observation.ts';

/** Far more than any honest text of its kind has; the whole is bounded by the message that carries it. */
const longText = z.string().max(1_000_000);
const text = z.string().max(100_000);
const count = z.int().min(0);
const moment = z.iso.datetime();

/** As the server sent it: the object itself, and no copy. */
const anyObject = z.custom<JsonObject>((value) => isJsonObject(value) && isShallow(value));
const anyObjects = z.array(anyObject).max(maximumItems);

const listedTool = z
  .object({ position: count, definition: anyObject, digest: z.string().length(64) })
  .refine(({ definition, digest }) => digestDefinition(definition) === digest, {
    error: 'The digest is not that of the definition.',
  });

const listing = z.object({
  protocolVersion: text,
  serverInfo: anyObject,
  capabilities: anyObject,
  instructions: z.string().nullable(),
  tools: z.array(listedTool).max(maximumItems),
  ttlMs: z.number().nullable(),
  prompts: anyObjects.nullable(),
  resources: anyObjects.nullable(),
  remarks: z.array(text).max(1000),
});

const failure = z.object({ reason: z.enum(failureReasons), detail: text, stderrTail: text });

const facts = z.object({
  name: text,
  version: text,
  description: text.nullable(),
  licence: text.nullable(),
  homepage: text.nullable(),
  repository: text.nullable(),
  publishedAt: text.nullable(),
  integrity: text.nullable(),
  deprecated: text.nullable(),
  mcpName: text.nullable(),
});

const placeholder = z.object({
  kind: z.enum(['variable', 'argument']),
  name: text,
  value: longText,
  source: z.enum(['server.json', 'manifest.json', 'readme', 'registry', 'stderr']),
});

/** An observation that goes to another machine or comes from one; keys that the catalogue would not keep are dropped. */
export const observationSchema = takeAll(
  z.object({
    purl: z.string().min(1).max(4000),
    ref: z.string().min(1).max(4000),
    version: text.nullable(),
    observedAt: moment,
    method: z.literal('live'),
    durationMs: count,
    sandbox: text.nullable(),
    package: facts.nullable(),
    command: z.array(longText).max(10_000),
    placeholders: z.array(placeholder).max(10_000),
    attempts: count,
    outcome: z.union([z.object({ listing }), z.object({ failure })]),
  }),
);

/** Compiles only where the schema takes every kind of observation that there is, and gives no other. */
function takeAll<S extends z.ZodType<Observation>>(
  schema: S & (Observation extends z.input<S> ? unknown : never),
): z.ZodType<Observation> {
  return schema;
}
