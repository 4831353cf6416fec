import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { digestDefinition } from '../list.ts';
import type { Observation } from '../observation.ts';
import { parseRef } from '../ref.ts';
import { listed } from './fixtures/observations.ts';
import { MessageError, readJob, readResult, writeJob, writeResult } from './messages.ts';

/** As a queue carries it: through JSON. */
function carry(message: object): object {
  return JSON.parse(JSON.stringify(message));
}

const declared = {
  args: [
    { flag: '--root=', value: null, hint: 'Where' },
    { flag: null, value: 'serve', hint: '' },
  ],
  variables: [{ name: 'KEY', value: 'short \u{1f600}', hint: 'The key.' }],
};

describe('a job', () => {
  it('is read as it was written', () => {
    for (const text of [
      'npm:@scope/a@1.0.0',
      'https://host.example/mcp?a=1',
      'github:owner/repository#path',
    ]) {
      for (const inputs of [null, { args: [], variables: [] }, declared]) {
        const job = { ref: parseRef(text), purl: 'pkg:npm/a', version: null, declared: inputs };
        assert.deepEqual(readJob(carry(writeJob(job))), job);
      }
    }
  });

  const job = { ref: parseRef('npm:a@1.0.0'), purl: 'pkg:npm/a', version: '1.0.0', declared };
  const good = writeJob(job);
  const argument = { flag: null, value: 'a', hint: '' };
  const declaring = (change: object) => ({ ...good, declared: { ...declared, ...change } });
  const poisoned: [because: string, data: unknown][] = [
    ['it is nothing', null],
    ['it is no object', 'npm:a'],
    ['it is empty', {}],
    ['it says more than a job does', { ...good, command: 'rm -rf /' }],
    ['its REF is none', { ...good, ref: 'a' }],
    ['its REF breaks the rules of its registry', { ...good, ref: 'npm:../../etc@1.0.0' }],
    ['its REF is longer than any', { ...good, ref: `https://host.example/${'a'.repeat(5000)}` }],
    ['a folder lies on the worker itself', { ...good, ref: '/etc' }],
    ['a command would run on the worker itself', { ...good, ref: 'cmd:sh -c true' }],
    ['its version is longer than any', { ...good, version: '1'.repeat(5000) }],
    ['its package URL holds what no database takes', { ...good, purl: 'pkg:npm/\u0000' }],
    ['it is of an older format', { ref: 'npm:a@1.0.0', purl: 'pkg:npm/a', version: '1.0.0' }],
    ['what it declares is a text', { ...good, declared: 'KEY=1' }],
    ['what it declares says more than a declaration does', declaring({ mounts: ['/'] })],
    ['an argument is a text', declaring({ args: ['--root'] })],
    ['an argument says that it is the package’s own', declaring({ args: [{ ...argument, isOwn: true }] })],
    ['an argument would end at a NUL', declaring({ args: [{ ...argument, value: 'a\0b' }] })],
    ['an argument holds what no database takes', declaring({ args: [{ ...argument, flag: '\ud800' }] })],
    [
      'a variable has no name that there can be',
      declaring({ variables: [{ name: 'A=B', value: '', hint: '' }] }),
    ],
    [
      'a variable bears the name of an option',
      declaring({ variables: [{ name: '--env', value: '', hint: '' }] }),
    ],
    ['it declares more than a program can be given', declaring({ args: Array(5000).fill(argument) })],
    [
      'a hint is longer than all that a program can be given',
      declaring({ args: [{ ...argument, hint: 'a'.repeat(50_000) }] }),
    ],
  ];
  for (const [because, data] of poisoned)
    it(`is refused: ${because}`, () => assert.throws(() => readJob(data), MessageError));

  it('is not written where no worker would take it', () => {
    const variables = [{ name: 'KEY', value: 'a\0b', hint: '' }];
    assert.throws(() => writeJob({ ...job, declared: { args: [], variables } }), MessageError);
  });
});

describe('a result', () => {
  it('carries whatever a server may send, which PostgreSQL would not take as it is', async () => {
    const definition = { name: 'a\u0000b', description: '\ud800 \u{1f600}', inputSchema: { type: 'object' } };
    const observation = listed([definition]);
    const message = await writeResult(observation);
    assert.deepEqual(await readResult(carry(message)), observation);
    assert.doesNotMatch(JSON.stringify(message), /\\u/);
  });

  it('carries a failure, and nothing beside it that the catalogue would not keep', async () => {
    const failure = { reason: 'timed-out' as const, detail: 'It was silent.', stderrTail: '' };
    const outcome = { failure, opensPort: false };
    const read = await readResult(carry(await writeResult({ ...listed([]), outcome })));
    assert.deepEqual(read, { ...listed([]), outcome: { failure } });
  });

  it('carries megabytes, compressed', async () => {
    const tools = Array.from({ length: 2000 }, (_, index) => ({
      name: `tool-${index}`,
      description: 'a '.repeat(2000),
    }));
    const observation = listed(tools);
    const message = await writeResult(observation);
    assert.ok(JSON.stringify(message).length < 1_000_000);
    assert.deepEqual(await readResult(carry(message)), observation);
  });

  const tooLarge: [because: string, change: Partial<Observation>][] = [
    ['it is larger than 64 MiB', { command: Array.from({ length: 70 }, () => 'a'.repeat(1_000_000)) }],
    ['it has more tools than a listing', listed(Array.from({ length: 10_001 }, () => ({ name: 'a' })))],
    ['a date is none', { observedAt: 'today' }],
  ];
  for (const [because, change] of tooLarge)
    it(`is not written: ${because}`, () =>
      assert.rejects(writeResult({ ...listed([]), ...change }), MessageError));

  it('is refused where it is poisoned', async () => {
    const good = await writeResult(listed([{ name: 'a' }]));
    const poisoned: [because: string, data: unknown][] = [
      ['it is nothing', null],
      ['it says more than a result does', { ...good, run: 'true' }],
      ['it is no base64', { ...good, observation: '%%%' }],
      ['it is not compressed', { ...good, observation: btoa('{}') }],
      ['it unpacks to more than 64 MiB', { ...good, observation: await pack(' '.repeat(70_000_000)) }],
      ['it holds no JSON', { ...good, observation: await pack('{') }],
      ['it holds no observation', { ...good, observation: await pack('{}') }],
      ['a digest is not that of its definition', { ...good, observation: await pack(withFalseDigest()) }],
      ['a definition nests too deep', { ...good, observation: await pack(withDepth(200)) }],
      ['a definition nests deeper than a stack', { ...good, observation: await pack(withDepth(100_000)) }],
    ];
    for (const [because, data] of poisoned) await assert.rejects(readResult(data), MessageError, because);
  });
});

async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString('base64');
}

function withFalseDigest(): string {
  const digest = digestDefinition({ name: 'a' });
  return JSON.stringify(listed([{ name: 'b' }])).replace(/"digest":"[0-9a-f]{64}"/, `"digest":"${digest}"`);
}

function withDepth(depth: number): string {
  const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  return JSON.stringify(listed([{ name: 'a' }])).replace('"name":"a"', `"name":"a","deep":${deep}`);
}
