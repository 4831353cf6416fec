import type { Mark, Sentence } from './mark.ts';
import type { Concept } from './vocabulary.ts';

/** What words mean together: concepts of two marks that stand near each other, in this order, in the same clause. */
interface Join {
  first: readonly Concept[];
  second: readonly Concept[];
  /** In words. */
  within: number;
  meaning: readonly Concept[];
}

export const joins: readonly Join[] = [
  { first: ['no'], second: ['need'], within: 2, meaning: ['forbid'] },
  { first: ['not'], second: ['need'], within: 1, meaning: ['forbid'] },
  { first: ['need'], second: ['not', 'no'], within: 1, meaning: ['forbid'] },
  { first: ['forbid'], second: ['tell'], within: 6, meaning: ['hush'] },
  { first: ['no', 'without'], second: ['tell'], within: 3, meaning: ['hush'] },
  { first: ['tell'], second: ['nothing'], within: 4, meaning: ['hush'] },
  { first: ['tell'], second: ['nobody'], within: 2, meaning: ['hush'] },
  { first: ['say'], second: ['nothing'], within: 1, meaning: ['hush'] },
  { first: ['forbid', 'without', 'skip'], second: ['ask'], within: 5, meaning: ['unasked'] },
  { first: ['no'], second: ['ask'], within: 1, meaning: ['unasked'] },
  { first: ['system', 'hidden'], second: ['prompt'], within: 1, meaning: ['systemPrompt'] },
  { first: ['prompt'], second: ['system'], within: 3, meaning: ['systemPrompt'] },
  { first: ['keyword'], second: ['key'], within: 1, meaning: ['secret'] },
  { first: ['user'], second: ['key'], within: 2, meaning: ['secret'] },
  { first: ['surroundings'], second: ['variables'], within: 1, meaning: ['environment'] },
  { first: ['variables'], second: ['surroundings'], within: 2, meaning: ['environment'] },
  { first: ['model'], second: ['duty'], within: 4, meaning: ['tasked'] },
  { first: ['model'], second: ['does'], within: 1, meaning: ['tasked'] },
  { first: ['as'], second: ['though'], within: 1, meaning: ['pretend'] },
  { first: ['without'], second: ['tell', 'knowledge'], within: 5, meaning: ['hush'] },
  { first: ['card'], second: ['number'], within: 1, meaning: ['personal'] },
  { first: ['recent'], second: ['turn'], within: 1, meaning: ['conversation'] },
  { first: ['no'], second: ['one'], within: 1, meaning: ['nobody'] },
  { first: ['chain'], second: ['thought'], within: 2, meaning: ['reasoning'] },
  { first: ['context'], second: ['window'], within: 1, meaning: ['conversation'] },
  { first: ['destination'], second: ['book'], within: 1, meaning: ['personal'] },
  { first: ['user', 'recent'], second: ['things'], within: 3, meaning: ['personal'] },
  { first: ['prompt'], second: ['things'], within: 1, meaning: ['conversation'] },
  { first: ['dialog'], second: ['things'], within: 1, meaning: ['conversation'] },
  { first: ['earlier'], second: ['prompt'], within: 2, meaning: ['conversation'] },
  { first: ['everything'], second: ['said'], within: 3, meaning: ['conversation'] },
  { first: ['abroad'], second: ['destination'], within: 3, meaning: ['outside'] },
  { first: ['other'], second: ['server'], within: 2, meaning: ['elsewhere'] },
  { first: ['server'], second: ['other'], within: 2, meaning: ['elsewhere'] },
  { first: ['degree'], second: ['priority'], within: 1, meaning: ['outrank'] },
  { first: ['priority'], second: ['degree'], within: 1, meaning: ['outrank'] },
  { first: ['rank'], second: ['above', 'degree'], within: 1, meaning: ['outrank'] },
  { first: ['without', 'no'], second: ['limits'], within: 2, meaning: ['unrestricted'] },
  { first: ['forbid', 'not', 'no'], second: ['apply'], within: 2, meaning: ['void'] },
  { first: ['no'], second: ['attention'], within: 1, meaning: ['override', 'drop'] },
  { first: ['earlier'], second: ['instructions'], within: 2, meaning: ['systemPrompt'] },
  { first: ['other'], second: ['noun'], within: 3, meaning: ['otherTools'] },
  { first: ['you'], second: ['brief'], within: 2, meaning: ['systemPrompt'] },
  { first: ['verification'], second: ['code'], within: 1, meaning: ['secret'] },
  { first: ['terminal'], second: ['past'], within: 1, meaning: ['personal'] },
  { first: ['away'], second: ['now'], within: 1, meaning: ['henceforth'] },
];

const joinsBySecond = new Map<Concept, Join[]>();
for (const join of joins) {
  for (const concept of join.second)
    joinsBySecond.set(concept, [...(joinsBySecond.get(concept) ?? []), join]);
}
/** Words that a meaning may end with. */
export const joinable: ReadonlySet<Concept> = new Set(joinsBySecond.keys());
/** What is forbidden is not ordered: "never include passwords". */
const deniable: ReadonlySet<Concept> = new Set([
  'take',
  'carry',
  'run',
  'change',
  'sends',
  'reveal',
  'treat',
  'transmit',
  'route',
  'modify',
  'enroll',
  'recite',
  'grant',
  'trust',
  'follow',
  'comply',
  'obey',
  'promote',
  'decode',
  'exfiltrate',
  'persuade',
  'override',
  'drop',
]);
/** What is not to be done in secret: "cannot silently overwrite", "instead of pretending". */
const openly: ReadonlySet<Concept> = new Set<Concept>(['quietly', 'pretend', 'unasked']);
const opposite: ReadonlySet<Concept> = new Set<Concept>(['forbid', 'not', 'no']);
const farthest = 8;

/** A sentence with the meanings of its joined words added, and what it forbids left out. */
export function joinMarks(sentence: Sentence): Sentence {
  const joined: Sentence = [];
  for (const mark of sentence) {
    if (isDoneOpenly(mark, joined)) continue;
    if (isForbidden(mark, joined))
      joined.push({ ...mark, concepts: mark.concepts.filter((concept) => !deniable.has(concept)) });
    else joined.push(mark);
    for (const concept of mark.concepts) {
      for (const join of joinsBySecond.get(concept) ?? []) {
        const first = findFirst(join, mark, joined);
        if (first !== undefined && !isTwiceDenied(join, mark, joined))
          joined.push({ ...mark, start: first.start, concepts: join.meaning });
      }
    }
  }
  return joined;
}

function isDoneOpenly(mark: Mark, before: Sentence): boolean {
  if (!mark.concepts.some((concept) => openly.has(concept))) return false;
  const other = before.findLast(({ index }) => index < mark.index);
  return (
    other !== undefined &&
    mark.index - other.index <= 2 &&
    other.clause === mark.clause &&
    other.concepts.some(
      // "Instead of doing it silently", but "instead silently do it".
      (concept) => opposite.has(concept) || (concept === 'instead' && mark.index - other.index === 2),
    )
  );
}

function isForbidden(mark: Mark, before: Sentence): boolean {
  if (!mark.concepts.some((concept) => deniable.has(concept))) return false;
  for (let place = before.length - 1; place >= 0; place--) {
    const other = before[place];
    if (other === undefined || mark.index - other.index > 3 || other.clause !== mark.clause) return false;
    if (
      other.concepts.includes('forbid') ||
      ((other.concepts.includes('not') || other.concepts.includes('no')) && mark.index - other.index < 2)
    )
      return true;
  }
  return false;
}

/** "Never do that without asking" wants the asking. */
function isTwiceDenied({ meaning }: Join, mark: Mark, before: Sentence): boolean {
  if (!meaning.includes('unasked') && !meaning.includes('hush')) return false;
  const negations = before.filter(
    ({ index, clause, concepts }) =>
      index < mark.index &&
      mark.index - index <= farthest &&
      clause === mark.clause &&
      concepts.some((concept) => negative.has(concept)),
  );
  const without = negations.findLastIndex(({ concepts }) => concepts.includes('without'));
  return without > 0 && negations.slice(0, without).some(({ concepts }) => !concepts.includes('without'));
}

const negative: ReadonlySet<Concept> = new Set<Concept>(['forbid', 'not', 'no', 'without']);

function findFirst({ first, within }: Join, mark: Mark, before: Sentence): Mark | undefined {
  for (let place = before.length - 2; place >= 0; place--) {
    const other = before[place];
    if (other === undefined || mark.index - other.index > farthest) return undefined;
    if (other.index === mark.index || mark.index - other.index > within || other.clause !== mark.clause)
      continue;
    if (other.concepts.some((concept) => first.includes(concept))) return other;
  }
  return undefined;
}
