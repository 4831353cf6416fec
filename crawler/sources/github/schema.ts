import { z } from 'zod';

const text = z.string().nullish().catch(null);

/** Of an element of `GET /search/repositories`. */
export const repositorySchema = z.object({
  id: z.number().int(),
  node_id: z.string(),
  full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  html_url: z.string(),
  description: text,
  stargazers_count: z.number(),
  license: z.object({ spdx_id: text }).nullish().catch(null),
  language: text,
  archived: z.boolean(),
  fork: z.boolean(),
  created_at: z.string(),
  pushed_at: text,
});
export type FoundRepository = z.infer<typeof repositorySchema>;

/** Of an element of `GET /search/code`. */
export const codeSchema = z.object({
  path: z.string(),
  repository: z.object({ node_id: z.string(), full_name: z.string() }),
});

export const searchSchema = z.object({
  total_count: z.number().int(),
  incomplete_results: z.boolean(),
  items: z.array(z.unknown()),
});

const blob = z
  .object({ text: z.string().nullable() })
  .nullish()
  .catch(null)
  .transform((object) => object?.text ?? null);

/** What is asked of a repository by GraphQL (facts.ts). */
export const factsSchema = z.object({
  databaseId: z.number().int(),
  nameWithOwner: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  url: z.string(),
  description: text,
  stargazerCount: z.number(),
  licenseInfo: z.object({ spdxId: text }).nullable(),
  primaryLanguage: z.object({ name: z.string() }).nullable(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  parent: z.object({ url: z.string() }).nullable(),
  createdAt: z.string(),
  pushedAt: text,
  serverJson: blob,
  packageJson: blob,
});
export type Facts = z.infer<typeof factsSchema>;

/** A part of a search: from and to, both included. */
const windowSchema = z.tuple([z.number().int(), z.number().int()]);
export type Window = z.infer<typeof windowSchema>;

export const checkpointSchema = z.object({
  /** When the discovery under way began, in seconds since 1970. */
  startedAt: z.number().int(),
  /** Only repositories pushed to since this second; null for all. */
  since: z.number().int().nullable(),
  /** The search under way; beyond the last one, the discovery is finished. */
  search: z.number().int().min(0),
  /** Parts of it that are still to be read, the next one last; null where it has not begun. */
  windows: z.array(windowSchema).nullable(),
  /** The next page of the last window. */
  page: z.number().int().min(1),
});
export type GithubCheckpoint = z.infer<typeof checkpointSchema>;
