import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify } from './coordinate.ts';
import { indexLookAlikes } from './look-alike.ts';
import { parseRef } from './ref.ts';

const wellKnown = [
  'npm:@modelcontextprotocol/server-filesystem',
  'npm:mcp-time',
  'pypi:mcp-server-git',
  'pypi:mcp-server-kubernetes',
  'github:github/github-mcp-server',
  'https://mcp.paypal.com/mcp',
];
const index = indexLookAlikes(wellKnown.map((text) => [coordinateOf(text), parseRef(text)]));

const cases: [text: string, of: string | null, how: 'homoglyph' | 'spelling' | null, because: string][] = [
  ['npm:@modelcontextprotoco1/server-filesystem', wellKnown[0] ?? '', 'homoglyph', 'a one for an l'],
  [
    'npm:modelcontextprotocol-server-filesystem',
    wellKnown[0] ?? '',
    'homoglyph',
    'the scope as part of the name',
  ],
  ['npm:@modelcontextprotocol/server-fiIesystem', wellKnown[0] ?? '', 'homoglyph', 'a large i for an l'],
  ['npm:@modelcontextprotocol/server-filesytem', wellKnown[0] ?? '', 'spelling', 'a letter left out'],
  ['npm:@modelcontextprotocol/server-filessytem', wellKnown[0] ?? '', 'spelling', 'letters changed places'],
  ['pypi:mcp-server-kubernets', wellKnown[3] ?? '', 'spelling', 'a letter left out'],
  ['pypi:mcp_server.git', null, null, 'the same project, as PyPI writes it'],
  ['pypi:mcp-server-gin', null, null, 'so short a name is one letter away by chance'],
  ['pypi:mcp-servergit', wellKnown[2] ?? '', 'homoglyph', 'a dash left out'],
  ['github:github/githud-mcp-server', wellKnown[4] ?? '', 'spelling', 'a letter changed'],
  ['https://mcp.paypaI.com/mcp', wellKnown[5] ?? '', 'homoglyph', 'a large i for an l'],
  ['https://mcp.pаypal.com/mcp', wellKnown[5] ?? '', 'homoglyph', 'a Cyrillic a'],
  ['npm:mcp-lime', null, null, 'so short a name is one letter away by chance'],
  ['pypi:modelcontextprotocol-server-filesystem', null, null, 'another registry'],
  ['npm:something-else-entirely', null, null, 'far from all'],
  ['npm:@modelcontextprotocol/server-filesystem', null, null, 'the well-known one itself'],
];

for (const [text, of, how, because] of cases) {
  test(`${text}: ${because}`, () => {
    const found = index.find(coordinateOf(text), parseRef(text));
    assert.deepEqual(found, of === null ? null : { of: coordinateOf(of), how });
  });
}

test('twenty thousand names are compared with five hundred in seconds', () => {
  const many = indexLookAlikes(
    Array.from({ length: 500 }, (_, number) => {
      const text = `npm:well-known-server-number-${number * 7919}`;
      return [coordinateOf(text), parseRef(text)];
    }),
  );
  const started = performance.now();
  for (let number = 0; number < 20_000; number++)
    many.find(`pkg:npm/x-${number}`, { kind: 'npm', name: `some-other-server-${number}`, version: null });
  assert.ok(performance.now() - started < 4000);
});

function coordinateOf(text: string): string {
  return identify(parseRef(text)) ?? '';
}
