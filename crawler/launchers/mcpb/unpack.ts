import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as yauzl from 'yauzl';

/** What a bundle may hold: room for a server with all its dependencies, and no more. */
export const bundleLimits = { fileBytes: 250 * 1000 ** 2, entries: 50_000, bytes: 600 * 1000 ** 2 };

/** The file is no archive that can be unpacked, or holds too much; the message is a sentence. */
export class BundleError extends Error {
  override name = 'BundleError';
  readonly isTooLarge: boolean;

  constructor(message: string, isTooLarge = false) {
    super(message);
    this.isTooLarge = isTooLarge;
  }
}

/**
 * Unpacks a bundle: plain files and folders alone, all below `to`. What counts is the size that an entry
 * says of itself, and one that unpacks to another is broken, so nothing unpacks to more than the limits.
 * @param file of placard's own: a signature behind the archive is cut off.
 * @param to an empty folder.
 * @returns how many links were left out.
 * @throws BundleError; the system's errors, such as that of a full disk, as they come.
 */
export async function unpackBundle(
  file: string,
  to: string,
  limits = bundleLimits,
): Promise<{ links: number }> {
  await dropSignature(file);
  const zip = await yauzl.openPromise(file, { autoClose: false }).catch((error: unknown) => {
    throw explain(error);
  });
  try {
    const left = { entries: limits.entries, bytes: limits.bytes };
    let links = 0;
    if (zip.entryCount > limits.entries) throw tooLarge(limits);
    for await (const entry of zip.eachEntry()) {
      left.entries--;
      left.bytes -= entry.uncompressedSize;
      if (left.entries < 0 || left.bytes < 0) throw tooLarge(limits);
      if (isLink(entry)) links++;
      else await unpackEntry(zip, entry, to);
    }
    return { links };
  } catch (error) {
    throw explain(error);
  } finally {
    zip.close();
  }
}

/** A signed bundle carries its signature behind the archive, where by the rules of the format nothing may stand. */
async function dropSignature(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, longestSignature));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const begin = tail.lastIndexOf(signatureBegin);
    const isSigned = begin >= 0 && tail.subarray(-signatureEnd.length).equals(signatureEnd);
    if (isSigned) await handle.truncate(size - tail.length + begin);
  } finally {
    await handle.close();
  }
}

const signatureBegin = Buffer.from('MCPB_SIG_V1');
const signatureEnd = Buffer.from('MCPB_SIG_END');
const longestSignature = 256 * 1024;

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, to: string): Promise<void> {
  // The library has refused names that lead elsewhere: absolute ones, and those with `..`.
  const path = join(to, entry.fileName);
  if (entry.fileName.includes('\0')) throw new BundleError('It holds a file whose name has a NUL in it.');
  if (entry.fileName.endsWith('/')) {
    await mkdir(path, { recursive: true });
    return;
  }
  if (entry.isEncrypted()) throw new BundleError('It is encrypted.');
  await mkdir(dirname(path), { recursive: true });
  const isExecutable = (unixMode(entry) & 0o100) !== 0;
  const source = await zip.openReadStreamPromise(entry);
  // Never over another: a second entry of the same name would hide what the first one was. Opened last, for its failure
  // comes at any time and is heard by the pipeline alone.
  await pipeline(source, createWriteStream(path, { flags: 'wx', mode: isExecutable ? 0o755 : 0o644 }));
}

function isLink(entry: yauzl.Entry): boolean {
  return (unixMode(entry) & 0o170000) === 0o120000;
}

/** 0 where the archive was made elsewhere. */
function unixMode({ externalFileAttributes }: yauzl.Entry): number {
  return externalFileAttributes >>> 16;
}

function tooLarge({ entries, bytes }: typeof bundleLimits): BundleError {
  return new BundleError(
    `It holds more than ${entries.toLocaleString('en')} files or unpacks to more than ${bytes / 1000 ** 2} MB.`,
    true,
  );
}

/** Errors of the archive carry no code, those of its compression one of zlib, those of a name one of these. */
const nameCodes = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL'];

function explain(error: unknown): unknown {
  if (error instanceof BundleError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === '' || code.startsWith('Z_') || code.startsWith('ERR_'))
    return new BundleError(`It is no archive that can be unpacked: ${error.message.replace(/\.$/, '')}.`);
  return nameCodes.includes(code)
    ? new BundleError(`It holds files whose names stand in each other's way (${code}).`)
    : error;
}
