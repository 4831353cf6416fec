import { z } from 'zod';

const text = z.string().nullish().catch(null);

/** `GET /v0beta/servers`: what is used of it. */
export const pageSchema = z.object({
  servers: z.array(z.unknown()),
  total_count: z.number().int().nullish(),
});

export const serverSchema = z.object({
  name: z.string(),
  short_description: text,
  source_code_url: text,
  package_registry: text,
  package_name: text,
  remotes: z
    .array(z.object({ url_direct: text }))
    .nullish()
    .catch(null),
});

export const checkpointSchema = z
  .object({ offset: z.number().int().min(0) })
  .nullable()
  .catch(null);
