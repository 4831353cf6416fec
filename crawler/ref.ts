import { PackageURL, UrlConverter } from '@socketregistry/packageurl-js';
import npa from 'npm-package-arg';
import { findKey } from './address-key.ts';
import { isBundlePath, nameBundle } from './bundle-address.ts';
import { expandImage, isDigest, joinTag, shortenImage } from './image-name.ts';

/** One server, as a person names it. `version` and `tag` are null where the newest is meant. */
export type Ref =
  | { kind: 'npm' | 'pypi'; name: string; version: string | null }
  /** `tag` may be a digest (`sha256:…`). */
  | { kind: 'oci'; image: string; tag: string | null }
  | { kind: 'remote'; url: string }
  | { kind: 'github'; owner: string; repository: string; path: string | null }
  | { kind: 'folder'; path: string }
  /** An MCPB file of this machine, or an address of one. `sha256` in hexadecimal, where whoever names it says so. */
  | { kind: 'bundle'; location: string; sha256: string | null }
  | { kind: 'command'; command: string }
  | { kind: 'config'; file: string; server: string | null };

/** The text names no server; its message says what is wrong and what a REF looks like. */
export class RefError extends Error {
  override name = 'RefError';
}

const forms =
  'npm:NAME[@VERSION], pypi:NAME[@VERSION], oci:IMAGE[:TAG], https://HOST/PATH, github:OWNER/REPO[#PATH], ./FOLDER, ./FILE.mcpb, cmd:PROGRAM ARGS, config:FILE[#NAME] or a package URL (pkg:npm/NAME)';

/**
 * Reads a REF of the command line.
 * @throws RefError where the text has none of the forms, or the name in it breaks its registry's rules.
 */
export function parseRef(text: string): Ref {
  const trimmed = text.trim();
  if (/^https?:\/\//i.test(trimmed)) return parseRemote(trimmed);
  if (isBundlePath(trimmed) && !trimmed.includes(':'))
    return { kind: 'bundle', location: trimmed, sha256: null };
  if (/^\.{0,2}\//.test(trimmed) || trimmed === '.' || trimmed === '..')
    return { kind: 'folder', path: trimmed };
  const colon = trimmed.indexOf(':');
  const scheme = trimmed.slice(0, colon).toLowerCase();
  const rest = trimmed.slice(colon + 1);
  if (colon < 1 || rest === '') throw new RefError(`"${clip(trimmed)}" names no server: use ${forms}.`);
  switch (scheme) {
    case 'npm':
    case 'pypi':
      return parsePackage(scheme, rest);
    case 'oci':
    case 'docker':
      return parseImage(rest.replace(/^\/\//, ''));
    case 'github':
      return parseGithub(rest);
    case 'cmd':
      return { kind: 'command', command: rest.trim() };
    case 'config':
      return parseConfig(rest);
    case 'pkg':
      return fromPackageUrl(trimmed);
    default:
      throw new RefError(
        `"${clip(trimmed)}" begins with "${clip(scheme)}:", which is no form of REF: use ${forms}.`,
      );
  }
}

/** The REF as text; `parseRef` reads it back to the same value. */
export function formatRef(ref: Ref): string {
  switch (ref.kind) {
    case 'npm':
    case 'pypi':
      return `${ref.kind}:${ref.name}${ref.version === null ? '' : `@${ref.version}`}`;
    case 'oci':
      return `oci:${joinTag(ref.image, ref.tag)}`;
    case 'remote':
      return ref.url;
    case 'github':
      return `github:${ref.owner}/${ref.repository}${ref.path === null ? '' : `#${ref.path}`}`;
    case 'folder':
      return ref.path;
    case 'bundle':
      return ref.sha256 === null ? ref.location : `${ref.location}#sha256=${ref.sha256}`;
    case 'command':
      return `cmd:${ref.command}`;
    case 'config':
      return `config:${ref.file}${ref.server === null ? '' : `#${ref.server}`}`;
  }
}

/**
 * The package URL that identifies what the REF names: with version where the REF has one.
 * A remote server's identity is its own URL; that of a bundle is the place of its releases. null for folders, files,
 * commands and configurations, which are nobody else's.
 */
export function toPackageUrl(ref: Ref): string | null {
  switch (ref.kind) {
    case 'npm': {
      const { namespace, name } = splitScope(ref.name);
      return formatPackageUrl({ type: 'npm', namespace, name, version: ref.version });
    }
    case 'pypi':
      return formatPackageUrl({ type: 'pypi', name: ref.name, version: ref.version });
    case 'oci': {
      const { image, tag } = ref;
      const name = image.slice(image.lastIndexOf('/') + 1).toLowerCase();
      const state = tag === null ? {} : isDigest(tag) ? { version: tag } : { tag };
      const { version = null, ...rest } = { version: null, ...state };
      return formatPackageUrl({
        type: 'oci',
        name,
        version,
        qualifiers: { repository_url: expandImage(image), ...rest },
      });
    }
    case 'github':
      return formatPackageUrl({
        type: 'github',
        namespace: ref.owner,
        name: ref.repository,
        subpath: ref.path,
      });
    case 'remote':
      return ref.url;
    case 'bundle':
      return isAddress(ref.location)
        ? formatPackageUrl({ type: 'generic', ...nameBundle(ref.location) })
        : null;
    case 'folder':
    case 'command':
    case 'config':
      return null;
  }
}

/**
 * The REF that a package URL stands for.
 * @throws RefError where it is malformed or of a type that no REF has.
 */
export function fromPackageUrl(text: string): Ref {
  let purl: PackageURL;
  try {
    purl = PackageURL.fromString(text);
  } catch (error) {
    throw new RefError(
      `"${clip(text)}" is no package URL: ${error instanceof Error ? error.message : 'malformed'}.`,
    );
  }
  const name = purl.name ?? '';
  const version = purl.version ?? null;
  const qualifiers: Qualifiers = { ...purl.qualifiers };
  switch (purl.type) {
    case 'npm':
      return checkPackage({
        kind: 'npm',
        name: purl.namespace ? `${purl.namespace}/${name}` : name,
        version,
      });
    case 'pypi':
      return checkPackage({ kind: 'pypi', name, version });
    case 'oci':
      return checkImage(qualifiers.repository_url ?? name, version ?? qualifiers.tag ?? null);
    case 'docker': {
      const host = qualifiers.repository_url?.replace(/^https?:\/\//, '').replace(/\/$/, '');
      return checkImage(
        [host, purl.namespace, name].filter(Boolean).join('/'),
        version ?? qualifiers.tag ?? null,
      );
    }
    case 'github':
      return parseGithub(`${purl.namespace ?? ''}/${name}${purl.subpath ? `#${purl.subpath}` : ''}`);
    case 'generic':
      return fromDownload(text, qualifiers);
    default:
      throw new RefError(
        `"${clip(text)}" is a package URL of type "${purl.type}": placard knows npm, pypi, oci, docker, github and generic.`,
      );
  }
}

/** The REF of one exact version, as far as REFs of its kind name one. */
export function withVersion(ref: Ref, version: string | null): Ref {
  if (ref.kind === 'oci' && version !== null && isDigest(version)) return { ...ref, tag: version };
  return 'version' in ref ? { ...ref, version } : ref;
}

/** The REF of the newest version. */
export function withoutVersion(ref: Ref): Ref {
  if ('version' in ref) return { ...ref, version: null };
  return 'tag' in ref ? { ...ref, tag: null } : ref;
}

type Qualifiers = Partial<Record<'repository_url' | 'tag' | 'download_url' | 'checksum', string>>;

/** Of the type `generic`, a bundle by the address that it is downloaded from. */
function fromDownload(text: string, { download_url: address = '', checksum = '' }: Qualifiers): Ref {
  const sha256 = checksum.split(',').find((sum) => sum.startsWith('sha256:'));
  const ref = isAddress(address)
    ? parseRemote(sha256 === undefined ? address : `${address}#${sha256.replace(':', '=')}`)
    : null;
  if (ref?.kind === 'bundle') return ref;
  throw new RefError(
    `"${clip(text)}" says of no bundle where it is downloaded: add ?download_url=https://HOST/FILE.mcpb.`,
  );
}

/** The registry's own page on what a package URL names; null where its type has none. */
export function packagePage(purl: string): string | null {
  if (/^https?:/.test(purl)) return null;
  return UrlConverter.toRepositoryUrl(PackageURL.fromString(purl))?.url ?? null;
}

interface PackageUrlParts {
  type: string;
  namespace?: string | undefined;
  name: string;
  version?: string | null;
  qualifiers?: Record<string, string>;
  subpath?: string | null;
}

function formatPackageUrl({ type, namespace, name, version, qualifiers, subpath }: PackageUrlParts): string {
  return new PackageURL(
    type,
    namespace,
    name,
    version ?? undefined,
    qualifiers,
    subpath ?? undefined,
  ).toString();
}

function parsePackage(kind: 'npm' | 'pypi', text: string): Ref {
  const at = text.indexOf('@', 1);
  const name = at < 0 ? text : text.slice(0, at);
  const version = at < 0 ? null : text.slice(at + 1);
  if (version === '')
    throw new RefError(`"${clip(text)}" ends in "@" without a version: leave out the "@" for the newest.`);
  return checkPackage({ kind, name, version });
}

function checkPackage(ref: Extract<Ref, { name: string }>): Ref {
  const { kind, name, version } = ref;
  const fault = findFault({ ...ref, version: null });
  if (fault !== null) throw new RefError(`"${clip(name)}" is no ${kind} package name: ${clip(fault)}.`);
  if (version !== null && (findFault(ref) !== null || !isVersion(kind, name, version)))
    throw new RefError(
      `"${clip(version)}" is no version of ${kind}:${clip(name)}: use a version, a range or a tag of its registry.`,
    );
  return ref;
}

function findFault(ref: Extract<Ref, { name: string }>): string | null {
  if (ref.name.trim() !== ref.name) return 'there is a space at its end';
  try {
    toPackageUrl(ref);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'malformed';
  }
}

/** npm would take a path, a repository or a tarball in a version's place, and would run git or read the disk for it. */
function isVersion(kind: 'npm' | 'pypi', name: string, version: string): boolean {
  if (kind === 'pypi') return pythonVersion.test(version);
  try {
    return ['version', 'range', 'tag'].includes(npa.resolve(name, version).type);
  } catch {
    return false;
  }
}

/** The characters of PEP 440; pip takes addresses in a version's place as well. */
const pythonVersion = /^[A-Za-z0-9][A-Za-z0-9.!+*_-]{0,100}$/;

function parseImage(text: string): Ref {
  const digest = text.indexOf('@');
  const named = digest < 0 ? text : text.slice(0, digest);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? null : named.slice(colon + 1);
  return checkImage(colon < 0 ? named : named.slice(0, colon), digest < 0 ? tag : text.slice(digest + 1));
}

function checkImage(image: string, tag: string | null): Ref {
  const isImage = /^[a-z0-9][\w.:-]*(\/[\w.-]+)*$/i.test(image);
  const isTag = tag === null || isDigest(tag) || /^\w[\w.-]{0,127}$/.test(tag);
  if (!isImage || !isTag)
    throw new RefError(`"oci:${clip(joinTag(image, tag))}" names no image: use oci:IMAGE[:TAG].`);
  return { kind: 'oci', image: shortenImage(image), tag };
}

function parseGithub(text: string): Ref {
  const match = /^([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:#(.+))?$/.exec(text);
  const [, owner, repository, path] = match ?? [];
  if (owner === undefined || repository === undefined)
    throw new RefError(`"github:${clip(text)}" names no repository: use github:OWNER/REPO[#PATH].`);
  return { kind: 'github', owner, repository, path: path ?? null };
}

function parseConfig(text: string): Ref {
  const hash = text.lastIndexOf('#');
  const file = hash < 0 ? text : text.slice(0, hash);
  if (file === '') throw new RefError(`"config:${clip(text)}" names no file: use config:FILE[#NAME].`);
  return { kind: 'config', file, server: hash < 0 ? null : text.slice(hash + 1) || null };
}

function parseRemote(text: string): Ref {
  if (!URL.canParse(text)) throw new RefError(`"${clip(text)}" is no URL.`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new RefError(
      `The URL of ${clip(url.host)} holds a user name or password, which would be published with it: leave them out.`,
    );
  const key = findKey(url);
  if (key !== null)
    throw new RefError(
      `The URL of ${clip(url.host)} holds a secret (${clip(key)}), which would be sent and published with it: leave it out.`,
    );
  const { hash } = url;
  url.hash = '';
  if (!isBundlePath(url.pathname)) return { kind: 'remote', url: url.href };
  const sha256 = /^#sha256=([0-9a-f]{64})$/i.exec(hash)?.[1]?.toLowerCase() ?? null;
  if (sha256 === null && hash.startsWith('#sha256='))
    throw new RefError(`"${clip(hash)}" is no SHA-256, which has 64 hexadecimal digits.`);
  return { kind: 'bundle', location: url.href, sha256 };
}

function isAddress(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

function splitScope(name: string): { namespace: string | undefined; name: string } {
  const slash = name.indexOf('/');
  return slash < 0
    ? { namespace: undefined, name }
    : { namespace: name.slice(0, slash), name: name.slice(slash + 1) };
}

/** Bounded and without control characters, for a message. */
function clip(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return printable.length > 120 ? `${printable.slice(0, 120)}…` : printable;
}
