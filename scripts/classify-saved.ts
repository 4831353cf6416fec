import { classify } from '../classifier/classify.ts';
import { toVisibleJson } from '../policy/plain-text.ts';
import { describeTool } from './describe-tool.ts';
import { readSavedList } from './saved-list.ts';

/** Prints one JSON object a line for each tool of a saved `tools/list` answer; `-` is standard input. */
export async function classifySaved(file: string): Promise<void> {
  const { tools } = await readSavedList(file);
  for (const tool of tools) process.stdout.write(`${toVisibleJson(describeTool(classify(tool), tool))}\n`);
}
