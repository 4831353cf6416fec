import { z } from 'zod';

/** `GET /-/v1/search`: what is used of it. `total` is not, since some registries count the page only. */
export const searchSchema = z.object({ objects: z.array(z.unknown()) });

const text = z.string().nullish().catch(null);
export const foundSchema = z.object({
  package: z.object({
    name: z.string(),
    version: text,
    description: text,
    links: z.object({ repository: text }).nullish().catch(null),
  }),
});

/** An opaque mark in the feed of changes. */
const markSchema = z.union([z.string(), z.number()]);

/** What the feed's database says of itself. */
export const feedSchema = z.object({ update_seq: markSchema });

/** `GET /_changes`: one row for each package, in the order in which they were last changed. */
export const changesSchema = z.object({ results: z.array(z.unknown()), last_seq: markSchema });
export const changeSchema = z.object({ id: z.string(), deleted: z.boolean().optional() });

export const checkpointSchema = z.object({
  /** The next page of the search; null where it is done. */
  search: z.object({ shard: z.number().int().min(0), from: z.number().int().min(0) }).nullable(),
  /** Where the feed of changes is to be read from; null where it has not been asked yet. */
  since: markSchema.nullable(),
});
export type NpmCheckpoint = z.infer<typeof checkpointSchema>;
