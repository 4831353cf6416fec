/**
 * Characters that a reader cannot see or that move others about: controls but line feed and tab, bidirectional
 * marks, zero-width and format characters, tags, the rarer variation selectors, private use, lone surrogates.
 * The joiners of emoji and of the scripts that are written with them stay.
 */
const hiddenRun =
  /(?:[[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u2028\u2029\u3164\uFFA0\u{E0100}-\u{E01EF}]--[\n\t]](?<!(?<=[[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Grek}\p{sc=Cyrl}]]\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200C\u200D](?=[[[\p{L}\p{M}]--[\p{sc=Latin}\p{sc=Grek}\p{sc=Cyrl}]]\p{Extended_Pictographic}])))+/gv;
const tagOrHiddenRun = new RegExp(`(<[^>]*>)|${hiddenRun.source}`, 'gv');
const mostNamed = 8;

/** The text with every run of hidden characters replaced by their code points: `[U+202E]`. */
export function showHiddenCharacters(text: string): string {
  return text.replaceAll(hiddenRun, (run) => `[${nameCharacters(run)}]`);
}

/**
 * Finished HTML with every run of hidden characters shown as a mark. Working on the finished page means that no
 * value can be forgotten. Values of attributes hold no `>`, since templates escape it, so a tag is what it seems.
 */
export function showHiddenCharactersOfHtml(html: string): string {
  // Most pages have none, and looking for tags in them would cost as much as making them.
  if (html.search(hiddenRun) === -1) return html;
  return html.replaceAll(tagOrHiddenRun, (found: string, tag: string | undefined) =>
    tag === undefined
      ? `<span class="hidden-characters">${nameCharacters(found)}</span>`
      : showHiddenCharacters(tag),
  );
}

function nameCharacters(run: string): string {
  const characters = [...run];
  const named = characters
    .slice(0, mostNamed)
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
  const rest = characters.length - named.length;
  return rest > 0 ? `${named.join(' ')} and ${rest} more` : named.join(' ');
}
