import PQueue from 'p-queue';
import { type Fetch, makeFetch } from '../../http/fetch.ts';
import type { AskOptions, Failed, RemoteLauncher, RemoteServer } from '../../launcher.ts';
import type { Failure, Observation } from '../../observation.ts';
import { type Ref, toPackageUrl } from '../../ref.ts';
import { askOnce } from './ask-once.ts';

export interface RemoteSettings {
  /** Who asks: `placard/1.0`. */
  userAgent?: string;
  /** What the user named, as opposed to what a source told of: only it may be `http://` or lie on a private network. */
  named?: Ref[];
  /** Between two requests to one host; 600 where it is not given. */
  gapMs?: number;
}

/** Asks servers that run elsewhere, over HTTP: one at a time on each host, without cookies or credentials. */
export function makeRemoteLauncher({
  userAgent = 'placard',
  named = [],
  gapMs = 600,
}: RemoteSettings): RemoteLauncher {
  const namedHosts = named.flatMap((ref) => (ref.kind === 'remote' ? [new URL(ref.url).host] : []));
  const fetch = makeFetch({ userAgent, namedHosts, timeoutMs: longestLookMs });
  const hosts = new Map<string, Host>();

  function hostOf({ host }: URL): Host {
    const known = hosts.get(host) ?? openHost(gapMs);
    hosts.set(host, known);
    return known;
  }

  const polite: Fetch = (url, init) => hostOf(new URL(url)).requests.add(() => fetch(url, init));
  return {
    id: 'remote',
    accepts: (ref) => ref.kind === 'remote',
    async resolve(ref) {
      if (ref.kind !== 'remote') throw new TypeError(`The remote launcher was given a ${ref.kind} REF.`);
      return readAddress(ref, namedHosts);
    },
    async ask({ purl }, options) {
      const url = new URL(purl);
      return hostOf(url).looks.add(() => askUntilSure(url, polite, options));
    },
  };
}

/** No asking takes longer, whatever time is allowed for it. */
const longestLookMs = 15 * 60_000;

interface Host {
  /** Servers that are asked, one at a time, so that none waits for its turn in the midst of its own time. */
  looks: PQueue;
  /** Requests, with a gap between them. */
  requests: PQueue;
}

function openHost(gapMs: number): Host {
  return {
    looks: new PQueue({ concurrency: 1 }),
    requests: new PQueue({ concurrency: 1, interval: gapMs, intervalCap: 1, strict: true }),
  };
}

function readAddress(ref: Extract<Ref, { kind: 'remote' }>, namedHosts: string[]): RemoteServer | Failed {
  const { protocol, host } = new URL(ref.url);
  const place = /(?:\{|%7B)([^{}/]{1,80}?)(?:\}|%7D)|%3C([^/]{1,80}?)%3E/i.exec(ref.url);
  if (place !== null)
    return refuse(
      'needs-arguments',
      `Its address leaves “${place[1] ?? place[2]}” open: it wants a value of one’s own.`,
    );
  if (protocol === 'http:' && !namedHosts.includes(host))
    return refuse(
      'unavailable',
      'Its address begins with http://, so anybody on the way could answer in its place: it is asked only where a person names it.',
    );
  return { purl: toPackageUrl(ref) ?? ref.url, version: null, package: null };
}

function refuse(reason: Failure['reason'], detail: string): Failed {
  return { failure: { reason, detail, stderrTail: '' } };
}

/**
 * A failure is said only where two askings agree, for what fails once may be the network's doing, or that of a server
 * which refuses a handshake that it does not know; a third asking breaks ties.
 */
async function askUntilSure(
  url: URL,
  fetch: Fetch,
  options: AskOptions,
): Promise<Pick<Observation, 'attempts' | 'outcome'>> {
  const failures: Failure[] = [];
  for (const usual of ['auto', 'legacy', 'auto'] as const) {
    const handshake = failures.some(refusesRevision) ? 'oldest' : usual;
    const asked = await askOnce(url, handshake, fetch, options);
    const attempts = failures.length + 1;
    if ('listing' in asked) return { attempts, outcome: asked };
    const { isFinal, failure } = asked;
    if (isFinal || failures.some(({ reason }) => reason === failure.reason))
      return { attempts, outcome: { failure } };
    failures.push(failure);
  }
  const detail = `It answered differently each time. ${failures.map((failure) => failure.detail).join(' ')}`;
  return {
    attempts: failures.length,
    outcome: { failure: { reason: 'unavailable', detail, stderrTail: '' } },
  };
}

function refusesRevision({ reason, detail, stderrTail }: Failure): boolean {
  return reason === 'protocol-error' && /protocol.{0,3}version/i.test(`${detail} ${stderrTail}`);
}
