import { parseArgs } from 'node:util';
import { classify } from '../../classifier/classify.ts';
import { goldFolder, readDefinitions } from './gold.ts';

const rounds = 20;
const mebibyte = 1024 * 1024;

/**
 * Prints how long classifying takes beside parsing the same definitions, on one core, and whether memory grows:
 * `[--gold DIR] [--count N]`. Then how long one definition of 1 MB takes, of several kinds of text.
 */
export function run(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: { gold: { type: 'string', default: goldFolder }, count: { type: 'string', default: '500000' } },
  });
  const texts = [...readDefinitions(values.gold).values()].flat().map((tool) => JSON.stringify(tool));
  measureThroughput(texts, Number(values.count));
  measureLongTexts();
}

function measureThroughput(texts: readonly string[], count: number): void {
  const perRound = Math.ceil(count / rounds);
  const times = { parse: 0, classify: 0 };
  const heaps: number[] = [];
  readRound(texts, perRound, { parse: 0, classify: 0 });
  for (let round = 0; round < rounds; round++) {
    readRound(texts, perRound, times);
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed / mebibyte);
  }
  const total = perRound * rounds;
  console.log(`${total} definitions (${texts.length} different, ${meanLength(texts)} bytes each on average)`);
  console.log(`parse     ${microseconds(times.parse, total)} each`);
  console.log(`classify  ${microseconds(times.classify, total)} each`);
  console.log(`ratio     ${(times.classify / times.parse).toFixed(2)}`);
  console.log(
    `heap      ${heaps[0]?.toFixed(1)} MiB after the first twentieth, ${heaps.at(-1)?.toFixed(1)} MiB at the end`,
  );
}

/** Parses, then classifies, the same definitions; batches keep the two apart and the memory small. */
function readRound(
  texts: readonly string[],
  count: number,
  times: { parse: number; classify: number },
): void {
  for (let done = 0; done < count; done += texts.length) {
    const batch = texts.slice(0, Math.min(texts.length, count - done));
    const start = performance.now();
    const definitions = batch.map((text): unknown => JSON.parse(text));
    const parsed = performance.now();
    for (const definition of definitions) classify(definition);
    times.parse += parsed - start;
    times.classify += performance.now() - parsed;
  }
}

const longTexts: Readonly<Record<string, string>> = {
  words: 'deletes the file and creates another one when it is asked to, ',
  letters: 'a',
  spaces: ' ',
  brackets: '([{<',
  'line feeds': '\n',
  digits: '0123456789abcdef',
  'invisible characters': '\u200b\u{e0041}',
  Chinese: '删除文件并创建新的记录',
  angle: '<!-- <important> ',
};

function measureLongTexts(): void {
  console.log('\nOne definition of 1 MB');
  for (const [name, unit] of Object.entries(longTexts)) {
    const description = unit.repeat(Math.ceil(mebibyte / unit.length));
    const inOne = timeOf({ name: 'read', description, inputSchema: { type: 'object' } });
    const properties = Object.fromEntries(
      Array.from({ length: 64 }, (_, index) => [
        `p${index}`,
        { type: 'boolean', description: description.slice(0, mebibyte / 64) },
      ]),
    );
    const inMany = timeOf({ name: 'read', inputSchema: { type: 'object', properties } });
    console.log(`${name.padEnd(22)} ${inOne.toFixed(1)} ms in one text, ${inMany.toFixed(1)} ms in 64`);
  }
}

function timeOf(definition: unknown): number {
  const start = performance.now();
  classify(definition);
  return performance.now() - start;
}

function meanLength(texts: readonly string[]): number {
  return Math.round(texts.reduce((sum, { length }) => sum + length, 0) / texts.length);
}

function microseconds(milliseconds: number, count: number): string {
  return `${((1000 * milliseconds) / count).toFixed(1)} µs`;
}
