import { parseRef, type Ref, RefError, toPackageUrl } from './ref.ts';

/** The REF of a package as a source writes it; null where its registry cannot have a package of that name. */
export function toPackageRef(kind: 'npm' | 'pypi', name: string, version: string | null): Ref | null {
  const exact =
    version !== null && /^[\w][\w.+!-]*$/.test(version) && version !== 'latest' ? `@${version}` : '';
  return tryParse(`${kind}:${name.trim()}${exact}`);
}

/**
 * The REF of a container image as a source writes it (`docker.io/a/b:1`, `a/b@sha256:…`); null where it is none.
 * @param version the tag where the image itself carries none.
 */
export function toImageRef(image: string, version: string | null = null): Ref | null {
  const [named = ''] = image
    .trim()
    .replace(/^oci:\/\//, '')
    .split('@');
  if (!/^[a-z0-9][\w./:-]*$/.test(named)) return null;
  const ref = tryParse(`oci:${named}`);
  return ref?.kind === 'oci' && ref.tag === null && version !== null && /^\w[\w.-]{0,127}$/.test(version)
    ? { ...ref, tag: version }
    : ref;
}

/**
 * The REF of a bundle at an address (MCPB); null where it is none.
 * @param sha256 in hexadecimal, as the registry has it.
 */
export function toBundleRef(address: string, sha256: string | null): Ref | null {
  const sum = /^[0-9a-f]{64}$/i.test(sha256 ?? '') ? `#sha256=${sha256}` : '';
  const ref = /^https:\/\//i.test(address) ? tryParse(address.replace(/#.*$/s, '') + sum) : null;
  return ref?.kind === 'bundle' ? ref : null;
}

/** The REF of a server's address; null where it is no web address, or carries credentials or a key. */
export function toRemoteRef(address: string): Ref | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { username, password } = new URL(address);
  return username || password ? null : tryParse(address);
}

/**
 * The coordinate under which a server is known, however it is written: a package URL without version, or a remote
 * address without fragment and closing slash. null for what is only the asker's own (folders, commands, files).
 */
export function identify(ref: Ref): string | null {
  switch (ref.kind) {
    case 'npm':
      return toPackageUrl({ ...ref, version: null });
    case 'pypi':
      // PyPI takes runs of these for one dash (PEP 503).
      return toPackageUrl({ ...ref, name: ref.name.toLowerCase().replace(/[-_.]+/g, '-'), version: null });
    case 'oci':
      return toPackageUrl({ ...ref, image: ref.image.toLowerCase(), tag: null });
    case 'github':
      return toPackageUrl({
        ...ref,
        owner: ref.owner.toLowerCase(),
        repository: ref.repository.toLowerCase(),
      });
    case 'bundle':
      return toPackageUrl(ref);
    case 'remote':
      return ref.url.replace(/#.*$/, '').replace(/\/+$/, '');
    default:
      return null;
  }
}

function tryParse(text: string): Ref | null {
  try {
    return parseRef(text);
  } catch (error) {
    if (error instanceof RefError) return null;
    throw error;
  }
}
