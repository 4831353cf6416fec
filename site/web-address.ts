/** An address that a reader may follow, from what a publisher wrote; null where that is no http address. */
export function readWebAddress(written: string | null): { address: string; words: string } | null {
  if (written === null) return null;
  const url = URL.parse(written.replace(/^git\+/, '').replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://'));
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  // A name before the host can pass one address off as another.
  if (url.username !== '' || url.password !== '') return null;
  return { address: url.href, words: `${url.host}${url.pathname.replace(/\/$/, '').replace(/\.git$/, '')}` };
}
