import { z } from 'zod';

const text = z.string().nullish().catch(null);

/** `GET /servers`: what is used of it. */
export const pageSchema = z.object({
  servers: z.array(z.unknown()),
  pagination: z.object({ totalPages: z.number().int() }),
});
export const foundSchema = z.object({ qualifiedName: z.string().regex(/^@?[\w.-]+(\/[\w.-]+)?$/) });

/** What a server wants at start, as a JSON Schema. */
const configSchema = z
  .object({
    properties: z.record(z.string(), z.unknown()).catch({}).default({}),
    required: z.array(z.string()).catch([]).default([]),
  })
  .nullish()
  .catch(null);

/** `GET /servers/NAME`. */
export const serverSchema = z.object({
  qualifiedName: z.string(),
  displayName: text,
  description: text,
  homepage: text,
  deploymentUrl: text,
  connections: z
    .array(z.object({ type: z.string(), deploymentUrl: text, url: text, configSchema }))
    .nullish()
    .catch(null),
});
export type SmitheryServer = z.infer<typeof serverSchema>;

export const checkpointSchema = z
  .object({ page: z.number().int().min(1), seed: z.number().int() })
  .nullable()
  .catch(null);
