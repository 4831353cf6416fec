import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answer, oneTool, scriptLauncher, scriptProbe } from './fixtures/scripted.ts';
import type { JsonObject } from './json.ts';
import { probe } from './probe.ts';
import { parseRef } from './ref.ts';

const nest = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

/** Answers one method as given, and all others well. */
function answering(method: string, result: unknown): Answer {
  return (asked, params) => (asked === method ? (result as JsonObject) : oneTool(asked, params));
}
const initialise =
  (more: object): Answer =>
  (method, params) =>
    method === 'initialize' ? { ...oneTool(method, params), ...more } : oneTool(method, params);

const cases: [because: string, answer: Answer, expected: string | RegExp][] = [
  ['it does all well', oneTool, '1 tools'],
  [
    'a null answers nothing',
    answering('initialize', null),
    'timed-out: It did not list its tools within 1 seconds.',
  ],
  [
    'its version is no text',
    initialise({ protocolVersion: 5 }),
    /^protocol-error: Its handshake failed: Invalid result for initialize/,
  ],
  [
    'its version is none that is known',
    initialise({ protocolVersion: '1999-01-01' }),
    /^protocol-error: Its handshake failed: .*1999-01-01$/,
  ],
  [
    'its capabilities are no objects',
    initialise({ capabilities: { prompts: true } }),
    /^protocol-error: Its handshake failed: /,
  ],
  [
    'it says much of itself, and nested',
    initialise({ instructions: 'x'.repeat(1e6), capabilities: { tools: {}, experimental: nest(500) } }),
    '1 tools',
  ],
  [
    'its tools are null',
    answering('tools/list', { tools: null }),
    'protocol-error: Its answer to tools/list holds no list "tools".',
  ],
  [
    'a cursor that is no text leads nowhere',
    answering('tools/list', { tools: [{}], nextCursor: 5 }),
    '1 tools',
  ],
  ['an empty cursor is none', answering('tools/list', { tools: [{}], nextCursor: '' }), '1 tools'],
  [
    'one page without end has an end',
    answering('tools/list', { tools: Array.from({ length: 50_000 }, () => ({})) }),
    '10000 tools; tools/list was followed for 1 pages and 50000 elements, and no further.',
  ],
  [
    'it claims the new revision and cannot speak it',
    answering('server/discover', { supportedVersions: ['2026-07-28'], capabilities: {}, serverInfo: 5 }),
    '1 tools',
  ],
  ['it answers the new revision with nothing', answering('server/discover', {}), '1 tools'],
  [
    'it offers prompts and has none to show',
    initialise({ capabilities: { tools: {}, prompts: {} } }),
    '1 tools; It offers prompts but did not answer prompts/list.',
  ],
];

it('launches nothing without a sandbox', async () => {
  const launcher = scriptLauncher({ a: '1.0.0' });
  const resolution = await launcher.resolve(parseRef('npm:a'));
  assert.ok('purl' in resolution);
  const observation = await probe(launcher, 'npm:a', resolution, { ...scriptProbe(), sandbox: null });
  assert.ok('failure' in observation.outcome);
  assert.equal(observation.outcome.failure.reason, 'sandbox-unavailable');
  assert.deepEqual([observation.version, observation.sandbox, observation.attempts], ['1.0.0', null, 0]);
});

it('starts a server with what registries say of it, where the package itself says nothing', async () => {
  const launcher = scriptLauncher({ a: '1.0.0' });
  const serve = { args: [{ flag: null, value: 'serve', hint: '' }], variables: [] };
  for (const [declared, command] of [
    [serve, ['/scripted', 'serve']],
    [null, ['/scripted']],
  ] as const) {
    const resolution = await launcher.resolve(parseRef('npm:a'));
    assert.ok('purl' in resolution);
    const observation = await probe(launcher, 'npm:a', resolution, scriptProbe(), declared);
    assert.deepEqual(observation.command, command);
  }
});

it('keeps for how long the list stays true, which is as long as its briefest page', async () => {
  const pages: [answers: JsonObject[], expected: number | null][] = [
    [[{ ttlMs: 60_000 }], 60_000],
    [[{ ttlMs: 60_000 }, { ttlMs: 5000 }, {}], 5000],
    [[{ ttlMs: -1 }, { ttlMs: '7' }], null],
    [[{}], null],
  ];
  for (const [answers, expected] of pages) {
    let page = 0;
    const answer: Answer = (method, params) => {
      if (method !== 'tools/list') return oneTool(method, params);
      const more = page + 1 < answers.length ? { nextCursor: String(page) } : {};
      return { tools: [{ name: 'a' }], ...answers[page++], ...more };
    };
    const launcher = scriptLauncher({ a: '1.0.0' });
    const resolution = await launcher.resolve(parseRef('npm:a'));
    assert.ok('purl' in resolution);
    const { outcome } = await probe(launcher, 'npm:a', resolution, scriptProbe(answer));
    assert.ok('listing' in outcome);
    assert.equal(outcome.listing.ttlMs, expected);
  }
});

describe('a probe', { concurrency: true }, () => {
  for (const [because, answer, expected] of cases) {
    it(`gives ${expected}, because ${because}`, async () => {
      const launcher = scriptLauncher({ a: '1.0.0' });
      const resolution = await launcher.resolve(parseRef('npm:a'));
      assert.ok('purl' in resolution);
      const { outcome } = await probe(launcher, 'npm:a', resolution, {
        ...scriptProbe(answer),
        timeoutMs: 1000,
      });
      const seen =
        'listing' in outcome
          ? [`${outcome.listing.tools.length} tools`, ...outcome.listing.remarks].join('; ')
          : `${outcome.failure.reason}: ${outcome.failure.detail}`;
      if (typeof expected === 'string') assert.equal(seen, expected);
      else assert.match(seen, expected);
    });
  }
});
