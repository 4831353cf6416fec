import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { completeFolder } from '../../complete-folder.ts';
import { RefusedRequestError, RetryLaterError, UnreadableAnswerError } from '../../http/errors.ts';
import type { Fetch } from '../../http/fetch.ts';
import type { Failed } from '../../launcher.ts';
import type { Ref } from '../../ref.ts';
import { refuse } from '../../refuse.ts';
import { BundleError, bundleLimits, unpackBundle } from './unpack.ts';

export type BundleRef = Extract<Ref, { kind: 'bundle' }>;

/** What was unpacked of a bundle is a folder of its own: nothing in it is taken for what placard wrote beside it. */
export const treeName = 'tree';
export const remarksName = 'remarks.json';

/**
 * Puts the content of a bundle into a folder that bears the SHA-256 of the file, unless it is there already; one whose
 * sum was said before is then not even downloaded.
 * @param bundles folder on the host that is kept.
 * @returns the sum, in hexadecimal.
 */
export async function fetchBundle(
  ref: BundleRef,
  bundles: string,
  fetch: Fetch,
  limits = bundleLimits,
): Promise<{ sha256: string } | Failed> {
  if (ref.sha256 !== null && (await isThere(join(bundles, ref.sha256)))) return { sha256: ref.sha256 };
  await mkdir(bundles, { recursive: true });
  const staging = await mkdtemp(join(bundles, 'fetch-'));
  try {
    const file = join(staging, 'bundle');
    const sha256 = await keep(await openBundle(ref, fetch, limits), file, limits);
    if (ref.sha256 !== null && ref.sha256 !== sha256)
      return refuse(
        'install-failed',
        `Its SHA-256 is ${sha256}, and not ${ref.sha256} as whoever named it says: it is another file than that.`,
      );
    await completeFolder(join(bundles, sha256), async (folder) => {
      const tree = join(folder, treeName);
      await mkdir(tree);
      const { links } = await unpackBundle(file, tree, limits);
      const remarks =
        links === 0 ? [] : [`Links in it were left out (${links}), for they could lead anywhere.`];
      await writeFile(join(folder, remarksName), JSON.stringify(remarks));
      return null;
    });
    return { sha256 };
  } catch (error) {
    return explain(error, ref, limits);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

async function openBundle(
  ref: BundleRef,
  fetch: Fetch,
  { fileBytes }: typeof bundleLimits,
): Promise<Readable> {
  if (!/^https?:/i.test(ref.location)) {
    const entry = await stat(ref.location).catch((error: unknown) => {
      throw new MissingFileError(Object(error).code === 'EACCES' ? 'may not be read' : 'is not there');
    });
    if (!entry.isFile()) throw new MissingFileError('is no file');
    return createReadStream(ref.location);
  }
  const response = await fetch(ref.location, { maximumBytes: fileBytes });
  if (!response.ok) {
    await response.body?.cancel();
    throw new RefusedRequestError(`It answered ${response.status}.`, response.status);
  }
  return response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
}

class MissingFileError extends Error {
  override name = 'MissingFileError';
}

/** @returns the SHA-256 of what was read. */
async function keep(from: Readable, file: string, { fileBytes }: typeof bundleLimits): Promise<string> {
  const sum = createHash('sha256');
  let left = fileBytes;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      sum.update(chunk);
      done(left < 0 ? new UnreadableAnswerError('too large') : null, chunk);
    },
  });
  await pipeline(from, counted, createWriteStream(file));
  return sum.digest('hex');
}

/** What is a fault of this machine, such as a full disk, is thrown on. */
function explain(error: unknown, { location }: BundleRef, { fileBytes }: typeof bundleLimits): Failed {
  if (error instanceof BundleError)
    return refuse(error.isTooLarge ? 'limit-exceeded' : 'install-failed', error.message);
  if (error instanceof MissingFileError) return refuse('not-found', `${location} ${error.message}.`);
  if (error instanceof UnreadableAnswerError)
    return refuse('limit-exceeded', `It is larger than ${fileBytes / 1000 ** 2} MB.`);
  if (error instanceof RefusedRequestError && [404, 410].includes(error.status ?? 0))
    return refuse('not-found', 'There is no bundle at that address.');
  if (error instanceof RefusedRequestError) return refuse('unavailable', error.message);
  if (error instanceof RetryLaterError) return refuse('unavailable', error.message);
  throw error;
}
