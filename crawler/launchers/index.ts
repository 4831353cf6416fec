import { cleanLine } from '../diagnosis.ts';
import type { AnyLauncher } from '../launcher.ts';
import { formatRef, type Ref, RefError } from '../ref.ts';
import { makeNpmLauncher } from './npm/index.ts';
import { makePypiLauncher } from './pypi/index.ts';
import { makeRemoteLauncher, type RemoteSettings } from './remote/index.ts';

/**
 * All kinds of server that can be launched.
 * @param cache folder that the launchers keep what they fetched in.
 * @param remote who asks servers that run elsewhere, and which of them a person named.
 */
export function makeLaunchers(cache: string, remote: RemoteSettings = {}): AnyLauncher[] {
  return [makeNpmLauncher(cache), makePypiLauncher(cache), makeRemoteLauncher(remote)];
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
