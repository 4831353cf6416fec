import pacote from 'pacote';
import type { Failed, Resolution } from '../../launcher.ts';
import type { PackageFacts } from '../../observation.ts';
import type { NpmOptions } from './configuration.ts';

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
    const publishedAt = packument.time?.[manifest.version];
    return {
      purl,
      version: manifest.version,
      package: readFacts(
        manifest,
        typeof publishedAt === 'string' ? new Date(publishedAt).toISOString() : null,
      ),
    };
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
    repository: textOrNull(isRecord(repository) ? repository.url : repository),
    publishedAt,
    integrity: textOrNull(manifest._integrity),
    deprecated: textOrNull(extra.deprecated),
    mcpName: textOrNull(extra.mcpName),
  };
}

function describeRefusal(spec: string, error: unknown): Failed {
  const { code, message }: { code?: unknown; message?: unknown } = isRecord(error)
    ? { ...error, message: String(error.message) }
    : {};
  const unknownPackage = code === 'E404';
  const unknownVersion = code === 'ETARGET' || code === 'ENOVERSIONS';
  return {
    failure: {
      reason: unknownPackage || unknownVersion ? 'not-found' : 'install-failed',
      detail: unknownPackage
        ? `The npm registry has no package ${spec}.`
        : unknownVersion
          ? `The npm registry has no version ${spec}.`
          : `The npm registry could not be asked for ${spec} (${String(code ?? 'no code')}).`,
      stderrTail: unknownPackage || unknownVersion ? '' : String(message ?? '').slice(0, 1000),
    },
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
