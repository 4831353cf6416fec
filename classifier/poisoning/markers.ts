import type { Order } from './find-orders.ts';

/** Marks that make text look like a message to the model, and what each does. */
const marks: readonly { says: string; pattern: RegExp }[] = [
  {
    says: "poses as a turn of the model's chat",
    pattern:
      /<\|(?:system|user|assistant|im_start|im_end|endoftext|begin_of_text|start_header_id)\|?>|\[inst\](?! (?:\w+ )?\[)|(?<! and )\[\/inst\]|\[\/?(?:system|sys|(?:system|admin|developer) (?:note|prompt|message|instructions?|override))\]|\{\{ ?(?:system|instruction) ?:|<<\/?sys>>|#{2,4} ?(?:instruction|system|system prompt|new instructions?|human|assistant) ?:|[-=]{3} ?(?:begin )?(?:(?:system|admin|developer|hidden) )?(?:message|instructions?|prompt) (?:from|to|for) |\nhuman ?:[^\n]*\n\s*assistant ?:|\bthought ?:[^:]{1,200}\baction ?:|\bbegin (?:(?:admin|system|hidden|secret) )?(?:system prompt|instructions)\b/g,
  },
  {
    says: 'announces new orders',
    pattern:
      /\[(?:system|hidden|secret|admin|developer|internal)(?: [a-z]+){0,2} ?: |\b(?:(?:new|updated|real|actual|hidden|secret) (?:system )?(?:instruction|directive)s?|(?:hidden|secret) (?:note|message|order|command)s?)\]? ?:|\bsystem (?:override|prompt override)\b|\bend of (?:the )?(?:tool )?(?:description|documentation|system prompt)\b/g,
  },
  {
    says: 'sends text away in the address of a picture or a link',
    pattern: /!?\[[^![\]\n]*\]\(https?:[^!)\s[{<]*[[{<][a-z{]|!\[[^![\]\n]*\]\(https?:[^!)\s?]*\?[^!)\s=]*=/g,
  },
  {
    says: 'hides text by its style',
    pattern:
      /style ?= ?["'][^"'<>]*(?:display ?: ?none|font-size ?: ?0|visibility ?: ?hidden|opacity ?: ?0)/g,
  },
];
/** Tags that no markup language has; a pair of them holds a text that people are not meant to heed. */
const tag =
  /[<[](\/?)(import[ae]nt|critical|urgent|override|secret|hidden|admin|system|developer|directives?|information|inst|jailbreak|(?:system|admin|developer|hidden|secret|internal|assistant|agent|ai|llm|model|tool|global)[-_ ]?(?:prompt|message|instructions?|notes?|override|reminder|rules?|policy|requirements?|directives?|orders?)|[a-z]+[-_](?:override|to[-_](?:ai|llm|model|assistant)))(?: [a-z]+="[a-z]+")?[>\]]/g;
/** Of these no placeholder is made, so that a second one ends the text as well as a closing one. */
const emphatic = /^(?:important|critical|urgent|override)$/;
/** A comment is no order by itself: templates carry them. One that gives orders does. */
const orderInComment =
  /\b(?:system ?:|ignore|disregard|override|you must|always|do not|don't|never|before (?:using|calling|any)|secretly|silently|assistant|instructions?|send|exfil\w*|steal|leak|passwd|\.ssh|\.env|credentials)\b/;
/** Of HTML, or of Markdown: the definition of a link that leads nowhere. */
const comment = /<!--[\s\S]*?(?:-->|$)|\[\/\/\]: ?# ?[("'][^\n]*/g;
/** No more of a kind are told; a reader needs no longer list. */
const mostMarkers = 3;

/** What each of them begins with. */
const mayHoldMarkers =
  /\]\(https?:|\[\/\/\]|\bthought ?:|<[a-z!|/<]|\[\/?(?:inst|sys|hid|adm|sec|dev|dir|imp|over|cri|urg|info|jail)|##|[-=]{3}|\nhuman ?:|\b(?:instruction|directive)s?\b|\b(?:notes?|notice|message|attention|reminder) (?:to|for)\b|\{\{|\bsystem (?:override|prompt)|\bend of\b|\bstyle ?=/i;

/** The first of each kind in a plain text, each as an order. */
export function findMarkers(text: string): Order[] {
  if (!mayHoldMarkers.test(text)) return [];
  const plain = text.toLowerCase();
  const marked = marks.flatMap(({ says, pattern }) =>
    plain
      .matchAll(pattern)
      .take(mostMarkers)
      .map((match) => at(match, says))
      .toArray(),
  );
  return [...marked, ...findTags(plain), ...findComments(plain)];
}

/** A tag that is closed further on: `<secret>` alone is a placeholder. */
function findTags(plain: string): Order[] {
  const open = new Map<string, RegExpExecArray>();
  for (const match of plain.matchAll(tag)) {
    const [, slash = '', name = ''] = match;
    const opened = open.get(name);
    if (slash === '' && opened === undefined) open.set(name, match);
    if ((slash !== '' || emphatic.test(name)) && opened !== undefined && saysSomething(plain, opened, match))
      return [at(opened, 'speaks in a tag that only a model heeds')];
  }
  return [];
}

/** One word alone is a value, not an order. */
function saysSomething(plain: string, opened: RegExpExecArray, closed: RegExpExecArray): boolean {
  return /\S\s+\S/.test(
    plain.slice(opened.index + opened[0].length, Math.min(closed.index, opened.index + 200)),
  );
}

function findComments(plain: string): Order[] {
  return plain
    .matchAll(comment)
    .filter(([text]) => orderInComment.test(text))
    .take(mostMarkers)
    .map((match) => at(match, 'hides an order in a comment'))
    .toArray();
}

function at(match: RegExpExecArray, says: string): Order {
  return { signal: 'hidden-instructions', says, start: match.index, end: match.index + match[0].length };
}
