import { readFile } from 'node:fs/promises';
import { parseRef, type Ref, RefError } from '../../ref.ts';

/**
 * Reads a file of REFs: one a line; blank lines and what follows a `#` at the start of a line or after a space are passed over.
 * @throws RefError that names the file and line where one is no REF.
 */
export async function readRefList(file: string): Promise<Ref[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    const text = line
      .trim()
      .replace(/(^|\s)#.*$/, '')
      .trim();
    if (text === '') return [];
    try {
      return [parseRef(text)];
    } catch (error) {
      if (error instanceof RefError)
        throw new RefError(`${file}, line ${index + 1}: ${error.message}`, { cause: error });
      throw error;
    }
  });
}
