import GitHost from 'hosted-git-info';
import type { RepositoryClaim } from './candidate.ts';
import type { Ref } from './ref.ts';

/**
 * The repository that a text names, in any of the ways in which packages and lists write it (`owner/name`,
 * `git+ssh://…`, `https://github.com/owner/name.git`, `…/tree/main/folder`). null where it names none.
 * @param subfolder the server's folder, where it is told apart from the address.
 */
export function readRepository(text: string, subfolder: string | null = null): RepositoryClaim | null {
  const address = withoutFilter(text.trim());
  if (address.length > 500) return null;
  const url = readKnownHost(address) ?? readOtherHost(address);
  return url === null ? null : { url, id: null, subfolder: cleanFolder(subfolder ?? readTreePath(address)) };
}

/** The REF of a repository; null where it does not lie on GitHub. */
export function toRepositoryRef({ url, subfolder }: RepositoryClaim): Ref | null {
  const { host, pathname } = new URL(url);
  const [owner, repository, ...rest] = pathname.slice(1).split('/');
  if (host !== 'github.com' || !owner || !repository || rest.length > 0) return null;
  return { kind: 'github', owner, repository, path: subfolder };
}

/** Links that an office's filter has rewritten (`github.com.mcas.ms`) name the host before it. */
function withoutFilter(address: string): string {
  return address.replace(/^(https?:\/\/[^/]+?)\.mcas\.ms(?=\/|$)/i, '$1');
}

/** First parts of github.com's own pages, which no user can be called. */
const reservedOwners =
  /^(about|apps|collections|features|login|marketplace|orgs|search|settings|site|sponsors|topics|user-attachments)$/i;

function readKnownHost(address: string): string | null {
  try {
    const host = GitHost.fromUrl(withoutPage(address));
    if (!host?.user || !host.project || !host.domain || host.type === 'gist') return null;
    return reservedOwners.test(host.user) ? null : `https://${host.domain}/${host.user}/${host.project}`;
  } catch {
    return null;
  }
}

/** The address of the repository itself, of a web address of one of its pages. */
function withoutPage(address: string): string {
  if (!/^https?:/i.test(address)) return address;
  const plain = address
    .replace(/^http:/i, 'https:')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  const isNested = /^https:\/\/([^/@]+@)?gitlab\.com\//i.test(plain);
  return isNested
    ? plain.replace(/\/-\/.*$/, '')
    : plain.replace(/(^https:\/\/[^/]+\/[^/]+\/[^/]+)\/.*$/, '$1');
}

/** Hosts that no list knows: a web address with an owner and a name, and not a page of a host that is known. */
function readOtherHost(address: string): string | null {
  const web = address.replace(/^git\+(?=https?:)/i, '').replace(/^git:/i, 'https:');
  if (!/^https?:\/\//i.test(web) || !URL.canParse(web)) return null;
  const { host, pathname } = new URL(web);
  const path = pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  const isKnown = /(^|\.)(github|gitlab)\.com$|^bitbucket\.org$/.test(host);
  return isKnown || path.split('/').length < 3 ? null : `https://${host}${path}`;
}

/** The part of a web address below `/tree/BRANCH/`; a branch with a slash in its name cannot be told from a folder. */
function readTreePath(address: string): string {
  return /\/(?:-\/)?(?:tree|blob|src)\/[^/?#]+\/([^?#]+)/.exec(address)?.[1] ?? '';
}

function cleanFolder(path: string): string | null {
  const parts = decode(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (/^(readme(\.\w+)?|server\.json|package\.json|pyproject\.toml)$/i.test(parts.at(-1) ?? '')) parts.pop();
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
