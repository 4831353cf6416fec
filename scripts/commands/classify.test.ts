import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { classify } from '../../classifier/classify.ts';
import { makePolicy } from '../../policy/policy.ts';
import { defaultAdvisor } from '../../policy/recommend.ts';
import { policylayer } from '../../policy/targets/policylayer.ts';
import { makeFolder, runPlacard } from '../fixtures/run-program.ts';
import { seedTools } from '../fixtures/seed-tools.ts';

const folder = makeFolder();
const save = (name: string, content: string) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const tools = Object.values(seedTools);

test('the tools of the seed pages come out as their pages say', async () => {
  const { code, stdout, stderr } = await runPlacard([
    'classify',
    save('seeds.json', JSON.stringify({ tools })),
  ]);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  const reports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const verdicts = reports.map(({ name, category, riskLevel, severity }) => [
    name,
    category,
    riskLevel,
    severity,
  ]);
  assert.deepEqual(verdicts, [
    ['run_all_cells', 'Execute', 'High', 3],
    ['jupyter_execute_code', 'Execute', 'High', 3],
    ['run_python_file', 'Execute', 'High', 3],
    ['run', 'Execute', 'High', 3],
    ['notebook_export', 'Write', 'Medium', 2],
  ]);
  const advice = reports.map(({ recommendation: { decision, withoutAsk, rate } }) => [
    decision,
    withoutAsk,
    rate?.max,
  ]);
  assert.deepEqual(advice, [
    ['ask', 'allow', 10],
    ['ask', 'deny', undefined],
    ['ask', 'allow', 10],
    ['ask', 'allow', 10],
    // Without its `output_path` it only reads.
    ['allow', 'deny', undefined],
  ]);
  const signals = reports[3].signals.map(({ id, quote }: { id: string; quote: string }) => `${id}: ${quote}`);
  assert.ok(signals.includes('path-parameter: path'), signals.join('\n'));
  assert.ok(
    signals.some((signal: string) => signal.startsWith('parameter-count: ')),
    signals.join('\n'),
  );
  for (const report of reports)
    for (const key of ['name', 'category', 'riskLevel', 'severity', 'signals', 'actions', 'recommendation'])
      assert.ok(key in report, `${report.name} has no ${key}`);
});

test('their policy for PolicyLayer is that of their pages', () => {
  const judged = tools.map((definition) => ({ definition, classification: classify(definition) }));
  const advisor = { ...defaultAdvisor, preset: 'permissive' as const };
  const { files } = policylayer.emit(
    makePolicy([{ key: 'seeds', name: 'pkg:npm/seeds', tools: judged }], advisor),
  );
  const content = files[0]?.content ?? '';
  const limit = (name: string, max: number) => ({
    limits: [{ counter: `${name}_rate`, window: 'minute', max, scope: 'grant' }],
  });
  assert.deepEqual(JSON.parse(content), {
    version: '1',
    default: 'deny',
    tools: {
      run_all_cells: limit('run_all_cells', 10),
      jupyter_execute_code: limit('jupyter_execute_code', 10),
      run_python_file: limit('run_python_file', 10),
      run: limit('run', 10),
      notebook_export: limit('notebook_export', 30),
    },
  });
});

describe('what people save is read', () => {
  const answer = { tools: [seedTools.run] };
  const inputs = [
    { because: 'a byte order mark is no content', input: `\uFEFF${JSON.stringify(answer)}` },
    {
      because: 'a whole JSON-RPC response holds the answer',
      input: JSON.stringify({ jsonrpc: '2.0', id: 1, result: answer }),
    },
    {
      because: 'other fields are passed over',
      input: JSON.stringify({ server: 'x', nextCursor: 'y', ...answer }),
    },
  ];
  for (const { because, input } of inputs)
    test(because, async () => {
      const { code, stdout } = await runPlacard(['classify', '-'], { input });
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).name, 'run');
    });
});

test('elements that are no definitions are judged unknown, and nothing of a text reaches the terminal raw', async () => {
  const hostile = { name: '\u001b[2J\u009b31m\u202e', description: `Deletes \u2028${'x'.repeat(100_000)}` };
  const { code, stdout } = await runPlacard(['classify', '-'], {
    input: JSON.stringify({ tools: [null, 1, 'x', [], {}, hostile] }),
  });
  assert.equal(code, 0);
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, 6);
  for (const line of lines.slice(0, 5)) assert.equal(JSON.parse(line).category, 'Unknown');
  assert.equal(JSON.parse(lines[5] ?? '').name, hostile.name);
  assert.doesNotMatch(stdout, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
});

describe('what cannot be read is refused in one line', () => {
  const refusals = [
    {
      because: 'it is no JSON',
      file: save('bad.json', '{\n"tools": [}'),
      says: /bad\.json is no JSON: value expected at line 2, column 11/,
    },
    {
      because: 'it is empty',
      file: save('empty.json', ''),
      says: /empty\.json is no JSON: .* at line 1, column 1/,
    },
    {
      because: 'it has no list of tools',
      file: save('none.json', '{"tool":[]}'),
      says: /none\.json holds no list "tools"/,
    },
    {
      because: 'its tools are no list',
      file: save('object.json', '{"tools":{}}'),
      says: /holds no list "tools"/,
    },
    { because: 'it is a bare list', file: save('bare.json', '[]'), says: /holds no list "tools"/ },
    {
      because: 'its list is empty',
      file: save('zero.json', '{"tools":[]}'),
      says: /zero\.json lists no tools/,
    },
    {
      because: 'it nests without end',
      file: save('deep.json', `{"tools":[${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}]}`),
      says: /deep\.json is nested too deeply/,
    },
    { because: 'it is not there', file: join(folder, 'missing.json'), says: /missing\.json does not exist/ },
    { because: 'it is a folder', file: folder, says: /is a folder/ },
  ];
  for (const { because, file, says } of refusals)
    test(because, async () => {
      const { code, stdout, stderr } = await runPlacard(['classify', file]);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    });
});

test('without a file there must be a catalogue, and none is made', async () => {
  const { code, stderr } = await runPlacard(['classify', '--catalogue', join(folder, 'none.db')]);
  assert.equal(code, 2);
  assert.match(stderr, /^placard: .*none\.db does not exist: run placard crawl first/);
});
