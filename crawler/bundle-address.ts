/** Whether a path or the path of an address is that of a bundle: MCPB, once called DXT. */
export function isBundlePath(path: string): boolean {
  return /[^/]\.(mcpb|dxt)$/i.test(path);
}

/**
 * What a bundle at an address is to everybody, release after release: host, folder and file, without the release and
 * its number where GitHub or GitLab keep it.
 * @returns as the namespace and the name of a package URL of the type `generic`.
 */
export function nameBundle(address: string): { namespace: string; name: string } {
  const url = new URL(address);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const release = findRelease(url.host, parts);
  const folders = release?.folders.map((part) => part.toLowerCase()) ?? parts.slice(0, -1);
  const file = parts.at(-1) ?? '';
  return {
    namespace: [url.host, ...folders].map(decode).join('/'),
    name: decode(release === null ? file : withoutNumber(file, release.tag)),
  };
}

function findRelease(host: string, parts: string[]): { folders: string[]; tag: string } | null {
  const at = parts.indexOf('releases');
  if (host === 'github.com' && at === 2 && parts.length === 6) {
    const [first = '', second = ''] = parts.slice(3, 5);
    if (first === 'download') return { folders: parts.slice(0, 2), tag: second };
    if (first === 'latest' && second === 'download') return { folders: parts.slice(0, 2), tag: '' };
  }
  const isGitlab = parts[at - 1] === '-' && parts[at + 2] === 'downloads';
  return isGitlab ? { folders: parts.slice(0, at - 1), tag: parts[at + 1] ?? '' } : null;
}

/** `server-1.2.3.mcpb` of the release `v1.2.3` is `server.mcpb` of any. */
function withoutNumber(file: string, tag: string): string {
  const number = decode(tag).replace(/^.*?v?(?=\d)/i, '');
  const at = /^\d/.test(number) ? file.lastIndexOf(number) : -1;
  if (at < 1) return file;
  return file.slice(0, at).replace(/[-_.]?v?$/i, '') + file.slice(at + number.length);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
