const longestBrief = 100;

/** A text short enough for a heading or a list: what passes 100 characters is cut, with `…` at the end. */
export function makeBrief(text: string): string {
  if (text.length <= longestBrief) return text;
  return `${Array.from(text.slice(0, longestBrief * 2))
    .slice(0, longestBrief)
    .join('')}…`;
}
