import { z } from 'zod';

const text = z.string().nullish().catch(null);
const input = z.object({
  name: z.string(),
  env: text,
  example: z.coerce.string().nullish().catch(null),
  description: text,
});
const inputs = z.array(input).nullish().catch(null);

/** `servers/NAME/server.yaml`: what is used of it. */
export const serverSchema = z.object({
  name: z.string(),
  type: z.string(),
  image: text,
  about: z.object({ title: text, description: text }).nullish().catch(null),
  source: z.object({ project: text, directory: text }).nullish().catch(null),
  remote: z.object({ url: z.string() }).nullish().catch(null),
  run: z
    .object({
      command: z.array(z.coerce.string()).nullish().catch(null),
      env: z.record(z.string(), z.coerce.string()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  config: z.object({ secrets: inputs, env: inputs }).nullish().catch(null),
});
export type CatalogueServer = z.infer<typeof serverSchema>;

/** The commit whose files were read. */
export const checkpointSchema = z.object({ commit: z.string().regex(/^[0-9a-f]{40,64}$/) });
