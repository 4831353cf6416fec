import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { DeclaredInputs } from '../candidate.ts';
import { canBeGiven } from '../declared-inputs.ts';
import type { Observation } from '../observation.ts';
import { formatRef, parseRef, type Ref, RefError, toPackageUrl } from '../ref.ts';
import { observationSchema } from './observation-schema.ts';

/** Bounds on what one result may hold, as JSON and compressed: a listing of 32 MiB, with room for how JSON is spelt. */
const maximumBytes = 64 * 1024 ** 2;
const maximumCompressedBytes = 48 * 1024 ** 2;
const maximumBase64 = Math.ceil(maximumCompressedBytes / 3) * 4;

/** Package URLs, addresses and versions hold nothing else. */
const name = z.string().regex(/^[!-~]{1,4000}$/);

/** Bounded as a whole. What a package may say of its own values (`isOwn`), no job says. */
const declaredSchema = z
  .strictObject({
    args: z.array(
      z.strictObject({ flag: z.string().nullable(), value: z.string().nullable(), hint: z.string() }),
    ),
    variables: z.array(z.strictObject({ name: z.string(), value: z.string().nullable(), hint: z.string() })),
  })
  .refine(canBeGiven);

const jobSchema = z.strictObject({
  ref: z.string().max(4000).transform(readRef),
  purl: name,
  version: name.nullable(),
  declared: declaredSchema.nullable(),
});

const resultSchema = z.strictObject({
  /** JSON in gzip in base64: PostgreSQL's own JSON refuses some characters that a server may well send. */
  observation: z.string().max(maximumBase64),
});

/** One server that is to be examined. */
export interface Job {
  /** In the version that was found, where it has one. */
  ref: Ref;
  /** Package URL without version, or the remote address. */
  purl: string;
  version: string | null;
  /** What the crawl's sources say that it wants at start; a worker knows no sources. */
  declared: DeclaredInputs | null;
}

/** A message that is not what it should be; it says what is wrong, and nothing that the message says. */
export class MessageError extends Error {
  override name = 'MessageError';
}

/** @throws MessageError where the job is one that no worker would take. */
export function writeJob({ ref, ...rest }: Job): object {
  const message = { ref: formatRef(ref), ...rest };
  readJob(message);
  return message;
}

/** @throws MessageError where it is none. */
export function readJob(data: unknown): Job {
  return read(jobSchema, data, 'job');
}

/** @throws MessageError where the observation is no observation, or larger than a result may be. */
export async function writeResult(observation: Observation): Promise<object> {
  const bytes = Buffer.from(JSON.stringify(read(observationSchema, observation, 'observation')));
  const compressed = bytes.length > maximumBytes ? null : await compress(bytes);
  if (compressed === null || compressed.length > maximumCompressedBytes)
    throw new MessageError('The observation is larger than a result may be.');
  return { observation: compressed.toString('base64') };
}

/** @throws MessageError where it is none. */
export async function readResult(data: unknown): Promise<Observation> {
  const { observation } = read(resultSchema, data, 'result');
  return read(observationSchema, await unpack(observation), 'observation');
}

const compress = promisify(gzip);
const expand = promisify(gunzip);

async function unpack(base64: string): Promise<unknown> {
  try {
    const bytes = await expand(Buffer.from(base64, 'base64'), { maxOutputLength: maximumBytes });
    return JSON.parse(bytes.toString());
  } catch (error) {
    throw new MessageError('The result holds no observation that can be read.', { cause: error });
  }
}

function read<T>(schema: z.ZodType<T>, data: unknown, name: string): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const faults = read.error.issues.slice(0, 3).map(({ path, code }) => `${path.join('.') || 'all'}: ${code}`);
  throw new MessageError(`It is no ${name} (${faults.join(', ')}).`);
}

/** Only what others can know as well: a job must not make a worker read its own machine. */
function readRef(text: string, context: z.RefinementCtx): Ref {
  try {
    const ref = parseRef(text);
    if (toPackageUrl(ref) !== null) return ref;
  } catch (error) {
    if (!(error instanceof RefError)) throw error;
  }
  context.addIssue({ code: 'custom', message: 'It names no server that others know.' });
  return z.NEVER;
}
