import { createHash } from 'node:crypto';
import { PackageURL } from '@socketregistry/packageurl-js';

const longestSlug = 64;
/** Names that Windows keeps for devices, with or without an ending. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const plainSlug = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;

/** The folder of a server's page: `servers/npm/@scope/name/` for `pkg:npm/%40scope/name`. */
export function serverPath(purl: string): string {
  const { type, namespace, name, qualifiers } = readPurl(purl);
  const parts = namespace === null ? [name] : [...namespace.split('/'), name];
  const isPlain = qualifiers === '' && parts.every((part) => isPlainPart(part));
  const place = isPlain ? parts.join('/') : slugWithDigest(parts.join('-'), purl);
  return `servers/${makeSlug(type)}/${place}/`;
}

/** What a server is called on a page: `@scope/name`. */
export function serverName(purl: string): string {
  const { namespace, name } = readPurl(purl);
  return namespace === null ? name : `${namespace}/${name}`;
}

/**
 * Folder names for the tools of one server, in the order given: the tool's own name where a file system,
 * an address and a reader take it as it is; else a readable part and a digest of the name. No two are equal,
 * even where upper and lower case count as the same, and equal names are numbered as they come.
 */
export function toolSlugs(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const slug = firstFree(name, taken);
    taken.add(slug.toLowerCase());
    return slug;
  });
}

/** A name as one part of an address: itself where that is plain, else a readable part and a digest. */
export function makeSlug(name: string): string {
  return isPlain(name) ? name : slugWithDigest(name, name);
}

/** The folder of a rule's page. */
export function rulePath(id: string): string {
  return `rules/${makeSlug(id)}/`;
}

function firstFree(name: string, taken: Set<string>): string {
  const plain = makeSlug(name);
  if (!taken.has(plain.toLowerCase())) return plain;
  const distinct = slugWithDigest(name, name);
  let slug = distinct;
  for (let count = 2; taken.has(slug.toLowerCase()); count++) slug = `${distinct}-${count}`;
  return slug;
}

function slugWithDigest(readable: string, identity: string): string {
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  const start = readable
    .slice(0, longestSlug)
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return start === '' ? digest : `${start}-${digest}`;
}

function isPlain(name: string): boolean {
  return name.length <= longestSlug && plainSlug.test(name) && !deviceName.test(name);
}

function isPlainPart(part: string): boolean {
  return isPlain(part.startsWith('@') ? part.slice(1) : part);
}

function readPurl(purl: string): {
  type: string;
  namespace: string | null;
  name: string;
  qualifiers: string;
} {
  try {
    const { type, namespace, name, qualifiers, subpath } = PackageURL.fromString(purl);
    const more = [qualifiers === undefined ? '' : JSON.stringify(qualifiers), subpath ?? ''].join('');
    return { type: type ?? 'other', namespace: namespace ?? null, name: name ?? purl, qualifiers: more };
  } catch {
    // A remote server's identity is its address, which is no package URL.
    return { type: 'remote', namespace: null, name: purl, qualifiers: '' };
  }
}
