import { z } from 'zod';

const text = z.string().nullish().catch(null);

/** `GET /api/mcp/v1/servers`: what is used of it. */
export const pageSchema = z.object({
  pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
  servers: z.array(z.unknown()),
});

export const serverSchema = z.object({
  namespace: z.string(),
  slug: z.string(),
  name: text,
  description: text,
  repository: z.object({ url: text }).nullish().catch(null),
  environmentVariablesJsonSchema: z
    .object({
      properties: z.record(z.string(), z.unknown()).catch({}).default({}),
      required: z.array(z.string()).catch([]).default([]),
    })
    .nullish()
    .catch(null),
});

export const checkpointSchema = z.object({ cursor: z.string() }).nullable().catch(null);
