import { toPackageRef, toRemoteRef } from '../../coordinate.ts';
import { packagePage, type Ref } from '../../ref.ts';
import { readRepository, toRepositoryRef } from '../../repository.ts';

/** One entry of a list. */
export interface ListEntry {
  name: string;
  url: string;
  description: string;
  /** Whether the list says that the URL is the server's own address, not a page about it. */
  isAddress: boolean;
}

/** What an entry's link leads to, as a REF; otherwise why it has none. */
export function readLink({ url, isAddress }: ListEntry): { ref: Ref } | { reason: string } {
  if (isAddress) {
    const ref = toRemoteRef(url);
    return ref === null ? { reason: 'no web address' } : { ref };
  }
  const packaged = readPackagePage('npm', url) ?? readPackagePage('pypi', url);
  if (packaged !== null) return { ref: packaged };
  const repository = readRepository(url);
  const ref = repository && toRepositoryRef(repository);
  if (ref !== null) return { ref };
  return {
    reason: repository === null ? 'a link to no repository or package' : 'a repository that no REF names',
  };
}

/** The package whose page at its registry a URL is; null for any other URL. */
function readPackagePage(kind: 'npm' | 'pypi', url: string): Ref | null {
  const example = packagePage(`pkg:${kind}/name`)?.replace(/name\/?$/, '');
  if (example === undefined || !URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  const { host: registry, pathname: prefix } = new URL(example);
  const isRegistry = host.replace(/^www\./, '') === registry.replace(/^www\./, '');
  if (!isRegistry || !pathname.startsWith(prefix)) return null;
  const [first = '', second = ''] = decodeURI(pathname.slice(prefix.length)).split('/');
  return toPackageRef(kind, first.startsWith('@') ? `${first}/${second}` : first, null);
}
