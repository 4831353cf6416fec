/**
 * The name of one server's file where a format has a document for each server: `policy.json` where it is the only one,
 * else `policy.2-KEY.json`, with the server's place and its key without what file systems take amiss.
 */
export function nameServerFile(fileName: string, key: string, place: number, servers: number): string {
  if (servers === 1) return fileName;
  const safe = key.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  const [stem = '', ...endings] = fileName.split('.');
  return [stem, `${place + 1}-${safe}`, ...endings].join('.');
}
