import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RefusedRequestError, RetryLaterError } from '../../http/errors.ts';

const run = promisify(execFile);

/** A bare clone that can be read without a work tree: nothing of it is ever executed or checked out. */
export interface Checkout {
  commit: string;
  /** Paths at the commit that match, in code unit order. */
  list(pattern: RegExp): Promise<string[]>;
  /** Paths that differ between an earlier commit and this one; null where the earlier one is not known here. */
  listChanges(since: string): Promise<string[] | null>;
  /** The file at the commit, or null where it has none of that path. */
  read(path: string, commit?: string): Promise<string | null>;
}

/**
 * Fetches the newest commit of a repository into a folder, with what was fetched before kept beside it.
 * @param url an https address, or a folder on this machine.
 * @throws RetryLaterError where it cannot be reached, RefusedRequestError where there is no git or no such repository.
 */
export async function openCheckout(url: string, folder: string, signal?: AbortSignal): Promise<Checkout> {
  if (!(await exists(join(folder, 'HEAD')))) {
    await mkdir(folder, { recursive: true });
    await git(folder, ['init', '--quiet', '--bare'], signal);
  }
  await git(folder, ['fetch', '--quiet', '--depth=1', '--no-tags', '--', url, 'HEAD'], signal);
  const commit = (await git(folder, ['rev-parse', '--verify', 'FETCH_HEAD^{commit}'], signal)).trim();
  // A reference of its own keeps the commit, so that the next discovery can compare with it.
  await git(folder, ['update-ref', `refs/placard/${commit}`, commit], signal);

  return {
    commit,
    list: async (pattern) => {
      const names = await git(folder, ['ls-tree', '-r', '-z', '--name-only', commit], signal);
      return names.split('\0').filter((name) => pattern.test(name));
    },
    async listChanges(since) {
      try {
        await git(folder, ['cat-file', '-e', `${since}^{commit}`], signal);
      } catch {
        return null;
      }
      const names = await git(folder, ['diff', '-z', '--name-only', '--no-renames', since, commit], signal);
      return names.split('\0').filter((name) => name !== '');
    },
    async read(path, at = commit) {
      const entry = await git(folder, ['ls-tree', '-z', at, '--', path], signal);
      const [mode = '', type] = entry.split(/[ \t]/);
      // A link would name another file, and a submodule none.
      if (type !== 'blob' || mode === '120000') return null;
      return git(folder, ['cat-file', 'blob', `${at}:${path}`], signal);
    },
  };
}

async function git(folder: string, args: string[], signal?: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...args], {
      // Neither questions to the user nor their own settings, and no transport that runs a program.
      env: {
        PATH: process.env.PATH,
        HTTPS_PROXY: process.env.HTTPS_PROXY ?? process.env.https_proxy,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_ALLOW_PROTOCOL: 'https:file',
        LC_ALL: 'C',
      },
      maxBuffer: 50_000_000,
      timeout: 10 * 60 * 1000,
      ...(signal && { signal }),
    });
    return stdout;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw describeFailure(error);
  }
}

function describeFailure(error: unknown): Error {
  const { code, stderr = '' }: { code?: unknown; stderr?: string } = Object(error);
  if (code === 'ENOENT')
    return new RefusedRequestError('git is not installed: the catalogue is kept as a git repository.');
  const reason = stderr
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
  const isRefused =
    /not found|does not (exist|appear)|not allowed|Authentication failed|could not read Username/i;
  return isRefused.test(stderr)
    ? new RefusedRequestError(`git refused: ${reason}`)
    : new RetryLaterError(`git failed: ${reason}`, { cause: error });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
