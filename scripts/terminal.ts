import { styleText } from 'node:util';
import type { Category } from '../classifier/classification.ts';

type Style = Parameters<typeof styleText>[0];

const categoryStyles: Record<Category, Style> = {
  Read: 'blue',
  Write: 'green',
  Execute: 'yellow',
  Destructive: ['red', 'bold'],
  Financial: ['magenta', 'bold'],
  Unknown: 'gray',
};

/** The mark of a category: a diamond, coloured where the terminal has colours. */
export function mark(category: Category): string {
  return paint(categoryStyles[category], '◆');
}

/** Coloured where standard output is a terminal and nobody objects (NO_COLOR, --no-color). */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout, validateStream: true });
}

/** "3 tools", "1 tool". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
