import type { Statement } from './statement.ts';
import { type Deed, unspaced } from './verbs.ts';

const verbDeeds: ReadonlyMap<string, Deed> = new Map(
  Object.entries(unspaced).flatMap(([deed, verbs]) => verbs.split(' ').map((verb) => [verb, deed as Deed])),
);
const unspacedScript = /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
const anyVerb = new RegExp([...verbDeeds.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
/** What joins a further verb to the first; any other verb speaks of the parts. */
const joints = /[并和或及且、]$|然后$|また$|および$/;
/** What sets apart the deeds that a tool which manages something lists. */
const separators = '、，,；;：:（(/';
const longestLead = 120;

/** Verbs of Chinese, Japanese and Korean, which put no spaces between words. */
export function readUnspaced(text: string, field: string): Statement[] {
  if (!unspacedScript.test(text)) return [];
  const statements: Statement[] = [];
  let end = 0;
  for (const found of text.slice(0, longestLead).matchAll(anyVerb)) {
    const verb = found[0];
    if (statements.some(({ deed }) => deed !== 'vague') && !isJoined(text, end, found.index, statements))
      continue;
    end = found.index + verb.length;
    statements.push(toStatement(verb, found.index, text, field));
  }
  const kept = statements.some(({ deed }) => deed === 'look' || deed === 'make')
    ? keepsWhatItBrings.exec(text)
    : null;
  if (kept !== null) statements.push(toStatement('保存', kept.index, text, field));
  return statements;
}

/** "It is saved to …" in a further sentence. */
const keepsWhatItBrings = /保存(?:され|到|至)/;

function toStatement(verb: string, start: number, text: string, field: string): Statement {
  const after = text.slice(start + verb.length, start + verb.length + 40);
  const deed = deedOf(verb, text.slice(Math.max(0, start - 20), start), after);
  const isQuery = verb === '执行' && deed === 'look';
  return {
    // The name of such a tool says `execute_query`, and means the same.
    verb: isQuery ? 'execute' : verb,
    deed,
    object: after.toLowerCase().match(/[a-z]+/g) ?? [],
    rest: [],
    place: 'lead',
    isShared: false,
    isNegated: false,
    isGerund: false,
    isTold: isQuery,
    isWeak: false,
    isNoun: false,
    field,
    quote: verb,
    start,
  };
}

/** Logs and metrics are only looked at, whatever is executed; of what is made in Korean, the object comes before. */
function deedOf(verb: string, before: string, after: string): Deed {
  if (verb === '执行' && /^.{0,12}(?:日志|指标|搜索)/.test(after)) return 'look';
  if (verb === '调用' && /^.{0,6}(?:模型|AI|LLM|GPT)/.test(after)) return 'look';
  if (verb === '생성' && /이미지|차트|그래프|영상|음성|링크|요약|보고서/.test(before)) return 'make';
  return verbDeeds.get(verb) ?? 'vague';
}

function isJoined(text: string, end: number, at: number, [first]: readonly Statement[]): boolean {
  const isListed = first?.deed === 'vague' && separators.includes(text[at - 1] ?? '.');
  return isListed || (at <= end + 3 && joints.test(text.slice(end, at)));
}
