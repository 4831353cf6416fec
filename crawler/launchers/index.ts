import { cleanLine } from '../diagnosis.ts';
import { guardCache } from '../guard-cache.ts';
import type { AnyLauncher } from '../launcher.ts';
import { formatRef, type Ref, RefError } from '../ref.ts';
import { makeFolderLauncher } from './folder/index.ts';
import { makeGithubLauncher } from './github/index.ts';
import type { GithubSettings } from './github/repositories.ts';
import { makeMcpbLauncher } from './mcpb/index.ts';
import { makeNpmLauncher } from './npm/index.ts';
import { makeOciLauncher } from './oci/index.ts';
import { makePypiLauncher } from './pypi/index.ts';
import { makeRemoteLauncher, type RemoteSettings } from './remote/index.ts';

/**
 * All kinds of server that can be launched. They reject with a CacheError where the folder takes nothing more.
 * @param cache folder that the launchers keep what they fetched in.
 * @param remote who asks servers that run elsewhere and fetches bundles, and which of them a person named.
 * @param github which GitHub is asked for sources, and as whom.
 */
export function makeLaunchers(
  cache: string,
  remote: RemoteSettings = {},
  github: GithubSettings = {},
): AnyLauncher[] {
  const launchers = [
    makeNpmLauncher(cache),
    makePypiLauncher(cache),
    makeRemoteLauncher(remote),
    makeFolderLauncher(cache),
    makeGithubLauncher(cache, github),
    makeMcpbLauncher(cache, remote),
    makeOciLauncher(),
  ];
  return launchers.map((launcher) => guardCache(launcher, cache));
}

/**
 * The launcher for a REF.
 * @throws RefError where no launcher handles its kind yet.
 */
export function chooseLauncher(launchers: AnyLauncher[], ref: Ref): AnyLauncher {
  const launcher = launchers.find((candidate) => candidate.accepts(ref));
  if (launcher === undefined) {
    const known = launchers.map(({ id }) => `${id}:`).join(', ');
    throw new RefError(
      `"${cleanLine(formatRef(ref))}" cannot be launched yet: placard launches ${known} servers so far.`,
    );
  }
  return launcher;
}
