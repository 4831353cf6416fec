import npa from 'npm-package-arg';
import pacote from 'pacote';
import { cleanLine } from '../../diagnosis.ts';
import { isJsonObject } from '../../json.ts';
import type { Failed, Resolution } from '../../launcher.ts';
import type { NpmOptions } from '../../node/configuration.ts';
import type { FailureReason, PackageFacts } from '../../observation.ts';

/**
 * Finds the exact version that a name and a version, range or tag mean, with what the registry says of it.
 * A package or version that the registry does not know is `not-found`; a registry that does not answer is `install-failed`.
 */
export async function resolvePackage(
  purl: string,
  name: string,
  version: string | null,
  options: NpmOptions,
): Promise<Resolution | Failed> {
  const spec = version === null ? name : `${name}@${version}`;
  const shared = { ...options, fullMetadata: true as const, packumentCache: new Map() };
  try {
    const packument = await pacote.packument(spec, shared);
    const manifest = await pacote.manifest(spec, shared);
    // Both name folders on this machine, and what is installed by them must be what was resolved.
    if (manifest.name !== name || npa.resolve(name, manifest.version).type !== 'version')
      return refuse(
        'install-failed',
        `The npm registry answered for ${spec} with another package or version.`,
      );
    const publishedAt = readTime(packument.time?.[manifest.version]);
    return { purl, version: manifest.version, package: readFacts(manifest, publishedAt) };
  } catch (error) {
    return describeRefusal(spec, error);
  }
}

function readFacts(
  manifest: pacote.Manifest & pacote.ManifestResult,
  publishedAt: string | null,
): PackageFacts {
  const extra: { mcpName?: unknown; license?: unknown; homepage?: unknown; deprecated?: unknown } = {
    ...manifest,
  };
  const repository: unknown = manifest.repository;
  return {
    name: manifest.name,
    version: manifest.version,
    description: textOrNull(manifest.description),
    licence: textOrNull(extra.license),
    homepage: textOrNull(extra.homepage),
    repository: textOrNull(isJsonObject(repository) ? repository.url : repository),
    publishedAt,
    integrity: textOrNull(manifest._integrity),
    deprecated: textOrNull(extra.deprecated),
    mcpName: textOrNull(extra.mcpName),
  };
}

function describeRefusal(spec: string, error: unknown): Failed {
  const { code, message }: { code?: unknown; message?: unknown } = Object(error);
  if (code === 'E404') return refuse('not-found', `The npm registry has no package ${spec}.`);
  if (code === 'ETARGET' || code === 'ENOVERSIONS')
    return refuse('not-found', `The npm registry has no version ${spec}.`);
  return refuse(
    'install-failed',
    `The npm registry could not be asked for ${spec} (${String(code ?? 'no code')}).`,
    cleanLine(String(message ?? '')),
  );
}

function refuse(reason: FailureReason, detail: string, stderrTail = ''): Failed {
  return { failure: { reason, detail, stderrTail } };
}

/** In ISO 8601; null where the registry tells none that can be read. */
function readTime(time: unknown): string | null {
  const read = typeof time === 'string' ? new Date(time) : null;
  return read === null || Number.isNaN(read.getTime()) ? null : read.toISOString();
}

/** Publishers may write what they like, and at any length. */
function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 2000).toWellFormed() : null;
}
