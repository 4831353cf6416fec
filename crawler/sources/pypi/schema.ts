import { z } from 'zod';

/** `GET /simple/` as JSON (PEP 691); the serial is PyPI's own, and rises with every change of anything. */
export const indexSchema = z.object({ projects: z.array(z.unknown()) });
export const projectSchema = z.object({
  name: z.string().max(200),
  '_last-serial': z.number().int().min(0).default(0).catch(0),
});

const text = z.string().nullish().catch(null);

/** `GET /pypi/NAME/json`: the newest release. */
export const releaseSchema = z.object({
  info: z.object({
    name: z.string(),
    version: text,
    summary: text,
    home_page: text,
    project_urls: z.record(z.string(), z.unknown()).nullish().catch(null),
    yanked: z.boolean().nullish().catch(null),
  }),
});

/** The last project that was read, in the order of serials. */
export const checkpointSchema = z.object({ serial: z.number().int().min(0), name: z.string() });
