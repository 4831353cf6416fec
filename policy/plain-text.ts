/**
 * One line of visible text, fit for a sentence, a terminal or a comment: runs of white space become one space, any
 * other invisible character is named by its code point (`<U+202E>`), and what passes `longest` characters is cut with `…`.
 */
export function toPlainText(text: string, longest = 120): string {
  const visible = replaceInvisible(text.replace(/\s+/gu, ' ').trim(), nameCodePoint);
  const characters = Array.from(visible);
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : visible;
}

/**
 * The text with each character that shows nothing, or that turns the direction of its neighbours, replaced; line feeds
 * stay. Some parsers also end a line at a few of these characters, so none may stand raw in a document.
 */
export function replaceInvisible(text: string, replace: (codePoint: number) => string): string {
  return text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, (character) => replace(character.codePointAt(0) ?? 0));
}

/** JSON of the same value, in which every invisible character is written as an escape: `\u202e`. */
export function toVisibleJson(value: unknown, indent = 0): string {
  return replaceInvisible(JSON.stringify(value, null, indent), escapeForJson);
}

function escapeForJson(codePoint: number): string {
  const units = String.fromCodePoint(codePoint).split('');
  return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

function nameCodePoint(codePoint: number): string {
  return `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
}
