import { readLanguage, readSplitText } from './language/read-language.ts';
import type { Statement } from './language/statement.ts';
import { PoisonReader, shortestOrder } from './poisoning/read-poison.ts';
import { mentionsIn } from './text/phrase.ts';
import { Words } from './text/split-words.ts';
import type { TextField, Tool } from './tool.ts';

/** The words of the text that is being read; no text is read while another is. */
const words = new Words();

/** What is read of the texts of a definition word by word. */
type WordsRead = Pick<Tool, 'mentions' | 'statements' | 'findings'>;

/**
 * Splits each text of a definition into words, once, and has them read: for the deeds that the description tells, for
 * orders to the model, and for the phrases that rules may look for in the descriptions of the tool and its parameters.
 */
export function readWords(
  tool: Pick<Tool, 'name' | 'nameWords' | 'title' | 'description' | 'parameters'>,
  texts: readonly TextField[],
): WordsRead {
  const { name, nameWords, title, description, parameters } = tool;
  const poison = new PoisonReader(words, tool);
  const mentioned = new Map<string, number>();
  let described: Statement[] | null = null;
  for (const field of texts) {
    const { text } = field;
    if (text.length < shortestOrder && isOrdinary(text)) continue;
    words.split(text);
    const mentions = mentionsIn(words);
    if (mentions !== 0) mentioned.set(text, mentions);
    if (text === description) described ??= readSplitText(words, 'description', name);
    poison.read(field);
  }
  for (const parameter of parameters) parameter.mentions = readMentions(parameter.description, mentioned);
  const mentions = readMentions(description, mentioned);
  return {
    mentions,
    statements: readLanguage(name, nameWords, title, description, described),
    findings: poison.findings,
  };
}

/** Those of a text that was too short to hold an order are read now. */
function readMentions(text: string, mentioned: ReadonlyMap<string, number>): number {
  if (text === '') return 0;
  if (text.length >= shortestOrder) return mentioned.get(text) ?? 0;
  words.split(text);
  return mentionsIn(words);
}

/** Whether each character is printable ASCII or common white space: what it seems. */
function isOrdinary(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7e || (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d)) return false;
  }
  return true;
}
