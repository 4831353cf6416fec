/** What a server may be called: what every client's configuration takes as a name. */
export const serverKey = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * The name that people give a server in their configuration: the last part of its package URL or address, without
 * "mcp" and "server" around it; `server` where nothing is left. Only letters, digits and hyphens, which every client takes.
 */
export function suggestServerKey(name: string): string {
  const [address = ''] = name.replaceAll('%40', '@').split(/[?#]/);
  const parts = address
    .split(/[/:]/)
    .map((part) => part.slice(0, Math.max(part.lastIndexOf('@'), 0) || undefined));
  const last = parts.findLast((part) => part !== '' && part !== 'mcp' && part !== 'sse') ?? '';
  const words = last.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const telling = words.filter((word) => !['mcp', 'server'].includes(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).join('-').slice(0, 40) || 'server';
}
