/** A mark that makes text look like a message to the model: of a chat template, a pretended tag, a hidden comment. */
export interface Marker {
  says: string;
  /** Offsets in the plain text. */
  start: number;
  end: number;
}

const tags =
  /<(import[ae]nt|system|override|secret|hidden|admin|critical|urgent|directives?|information|inst|developer|jailbreak)>/g;
const chatTemplate =
  /<\|(?:system|user|assistant|im_start|im_end|endoftext|begin_of_text|start_header_id)\|?>|\[\/?inst\]|<<\/?sys>>|#{2,4} ?(?:instruction|system|system prompt|new instructions?|human|assistant) ?:/g;
const comment = /<!--/g;
/** A comment is no order by itself: templates carry them. One that gives orders does. */
const orderInComment =
  /\b(?:system ?:|ignore|disregard|override|you must|always|do not|don't|never|before (?:using|calling|any)|secretly|silently|assistant|instructions?|send|exfiltrate|passwd|\.ssh|\.env|credentials)\b/;

/** All of them in a plain text. */
export function findMarkers(plain: string): Marker[] {
  const markers: Marker[] = [];
  for (const match of plain.matchAll(tags)) {
    // `<secret>` alone is a placeholder; one that is closed holds a text.
    if (plain.includes(`</${match[1]}>`, match.index))
      markers.push(at(match, 'speaks in a tag that only a model heeds'));
  }
  for (const match of plain.matchAll(chatTemplate))
    markers.push(at(match, "poses as a turn of the model's chat"));
  for (const match of plain.matchAll(comment)) {
    const close = plain.indexOf('-->', match.index);
    const end = close < 0 ? plain.length : close + 3;
    if (!orderInComment.test(plain.slice(match.index, Math.min(end, match.index + 2_000)))) continue;
    markers.push({ says: 'hides an order in a comment', start: match.index, end });
  }
  return markers;
}

function at(match: RegExpExecArray, says: string): Marker {
  return { says, start: match.index, end: match.index + match[0].length };
}
