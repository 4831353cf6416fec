import { join } from 'node:path';
import type { Ref } from '../crawler/ref.ts';
import { parseRef } from '../crawler/ref.ts';
import { readRefList } from '../crawler/sources/list.ts';
import { explainRefusal } from './system-error.ts';

/** What to crawl: the REFs given, else those of the list file given, else those of `data/starter-servers.txt`. */
export async function chooseRefs(only: string[] | undefined, list: string | undefined): Promise<Ref[]> {
  if (only !== undefined && only.length > 0) return only.map(parseRef);
  if (list !== undefined)
    return explainRefusal(list, 'name a file of REFs, one a line, with --list', () => readRefList(list));
  return readRefList(join(import.meta.dirname, '..', 'data', 'starter-servers.txt'));
}
