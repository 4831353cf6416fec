/** A sentence cut at its backticks: what stands between two of them is code. */
export function splitCode(sentence: string): { text: string; isCode: boolean }[] {
  const parts = sentence.split('`');
  // An odd backtick at the end belongs to the text.
  if (parts.length % 2 === 0) return [{ text: sentence, isCode: false }];
  return parts.map((text, index) => ({ text, isCode: index % 2 === 1 })).filter(({ text }) => text !== '');
}
