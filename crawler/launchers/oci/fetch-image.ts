import { z } from 'zod';
import { type Engine, runEngine } from '../../containers/engine.ts';
import type { Failed } from '../../launcher.ts';
import type { FailureReason } from '../../observation.ts';
import { refuse } from '../../refuse.ts';

/** Large images come over slow lines. */
const pullMs = 10 * 60_000;

const imageSchema = z.object({
  Id: z.string(),
  Digest: z.string().optional(),
  RepoDigests: z.array(z.string()).nullish(),
  Created: z.string().nullish().catch(null),
  Config: z
    .object({
      Labels: z.record(z.string(), z.string()).nullish().catch(null),
      Entrypoint: z.array(z.string()).nullish().catch(null),
      Cmd: z.array(z.string()).nullish().catch(null),
    })
    .nullish(),
});

/** An image that lies on this machine. */
export interface LocalImage {
  /** By which the engine finds exactly this one. */
  id: string;
  /** `sha256:…` of its manifest; of its configuration where no registry has it. */
  digest: string;
  labels: Record<string, string>;
  /** When it was built, ISO 8601; null where it does not say. */
  createdAt: string | null;
  /** What it starts by itself; empty where nothing. */
  command: string[];
  /** It is one of this machine alone, or the registry could not be asked. */
  isLocal: boolean;
  /** It was not on this machine before. */
  isNew: boolean;
}

/**
 * Fetches an image from the registry that its name says, and from no other; one that is there already is fetched
 * again only as far as it changed. Where the registry cannot be asked, one that lies on this machine will do.
 * @param reference in full, with tag or digest.
 */
export async function fetchImage(engine: Engine, reference: string): Promise<LocalImage | Failed> {
  const isOwn = reference.startsWith('localhost/');
  const before = await inspect(engine, reference);
  const pulled = isOwn ? null : await runEngine(engine, writePull(engine, reference), pullMs);
  if (pulled?.code === 0) {
    const fresh = await inspect(engine, reference);
    return fresh === null
      ? refuse('install-failed', `${engine.id} fetched it and does not find it.`)
      : { ...describe(fresh, reference), isLocal: false, isNew: before?.Id !== fresh.Id };
  }
  if (before !== null) return { ...describe(before, reference), isLocal: true, isNew: false };
  return isOwn
    ? refuse('not-found', `There is no image ${reference} on this machine.`)
    : explainPull(reference, pulled?.stderr ?? '', pulled?.code === null);
}

/** Whether the engine still has it. */
export async function hasImage(engine: Engine, id: string): Promise<boolean> {
  return (await inspect(engine, id)) !== null;
}

/** Removes an image, unless something uses it. */
export async function removeImage(engine: Engine, id: string): Promise<void> {
  await runEngine(engine, ['image', 'rm', id]);
}

/** As Docker does by itself, without a certificate on this machine alone. */
function writePull({ id }: Engine, reference: string): string[] {
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+)(:\d+)?\//.test(reference);
  return ['pull', '--quiet', ...(id === 'podman' && isLoopback ? ['--tls-verify=false'] : []), reference];
}

async function inspect(engine: Engine, reference: string): Promise<z.infer<typeof imageSchema> | null> {
  const { stdout } = await runEngine(engine, ['image', 'inspect', reference]);
  try {
    return z.tuple([imageSchema]).parse(JSON.parse(stdout))[0];
  } catch {
    return null;
  }
}

function describe(
  image: z.infer<typeof imageSchema>,
  reference: string,
): Omit<LocalImage, 'isLocal' | 'isNew'> {
  const { Id: id, Digest: own, RepoDigests: digests, Created: created, Config: config } = image;
  // The same image can lie here under several names, each registry with a digest of its own.
  const name = reference.replace(/@.*$/, '').replace(/:[^:/]+$/, '');
  const listed = digests?.find((digest) => digest.startsWith(`${name}@`))?.split('@')[1];
  const hasDate = created != null && !Number.isNaN(Date.parse(created)) && Date.parse(created) > 0;
  return {
    id: id.replace(/^sha256:/, ''),
    digest: listed ?? own ?? (id.startsWith('sha256:') ? id : `sha256:${id}`),
    labels: config?.Labels ?? {},
    createdAt: hasDate ? new Date(created).toISOString() : null,
    command: [...(config?.Entrypoint ?? []), ...(config?.Cmd ?? [])],
  };
}

const reasons: [said: RegExp, reason: FailureReason, detail: (reference: string) => string][] = [
  [
    /manifest unknown|name unknown|not found|does not exist|no such image|\b404\b/i,
    'not-found',
    (reference) => `Its registry has no image ${reference}.`,
  ],
  [
    /unauthorized|denied|authentication required|\b40[13]\b/i,
    'not-found',
    (reference) =>
      `Its registry shows no image ${reference} to this machine: there is none, or it wants an account.`,
  ],
  [
    /no image found in (manifest|image index)|no matching manifest/i,
    'no-program',
    (reference) => `There is no image ${reference} for this machine's processor.`,
  ],
  [
    /no such host|dial tcp|timeout|timed out|refused|unreachable|\b(429|5\d\d)\b|toomanyrequests|EOF/i,
    'unavailable',
    (reference) => `The registry of ${reference} could not be asked.`,
  ],
];

function explainPull(reference: string, stderr: string, isLate: boolean): Failed {
  const [, reason, detail] = reasons.find(([said]) => said.test(stderr)) ?? [];
  if (isLate && reason === undefined)
    return refuse('timed-out', `Fetching ${reference} took more than ${pullMs / 60_000} minutes.`);
  return refuse(
    reason ?? 'install-failed',
    detail?.(reference) ?? `${reference} could not be fetched.`,
    stderr,
  );
}
