import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { choosePackage, findWorkspace, lists } from './choose-package.ts';
import { writeFiles } from './fixtures/write-files.ts';

const mcp = { '@modelcontextprotocol/sdk': '1' };
const node = (more: object = {}) => ({ name: 'x', bin: 'x.js', dependencies: mcp, ...more });
const python = '[project]\nname = "x"\ndependencies = ["fastmcp>=2"]\n';

interface Case {
  because: string;
  files: Record<string, string | object>;
  path?: string;
  chosen: string | RegExp;
}

const cases: Case[] = [
  {
    because: 'the root itself is the server',
    files: { 'package.json': node(), 'tools/package.json': node() },
    chosen: 'node .',
  },
  {
    because: 'tooling at the root is none',
    files: { 'package.json': { private: true }, 'server/package.json': node() },
    chosen: /^Its server lies in a folder of it: name that \(REF#server\)\.$/,
  },
  {
    because: 'of two kinds in a folder the one that is a server',
    files: { 'package.json': { name: 'husky-only' }, 'pyproject.toml': python },
    chosen: 'python .',
  },
  {
    because: 'servers of examples and tests are not offered',
    files: {
      'a/package.json': node(),
      'b/pyproject.toml': python,
      'examples/c/package.json': node(),
      'tests/d/package.json': node(),
    },
    chosen: /^It holds 2 servers: name one of them \(REF#a, REF#b\)\.$/,
  },
  {
    because: 'a shared library uses the SDK without a program',
    files: { 'lib/package.json': node({ bin: undefined }), 'a/package.json': node() },
    chosen: /REF#a\)/,
  },
  {
    because: 'what is named is meant, though nothing says that it is a server',
    files: { 'a/package.json': { name: 'plain' } },
    path: 'a',
    chosen: 'node a',
  },
  {
    because: 'names of folders are hostile',
    files: { 'a\u001b[31m/package.json': node(), 'b/package.json': node() },
    chosen: /^It holds 2 servers: name one of them \(REF#a, REF#b\)\.$/,
  },
];

describe('the package of a source that is meant', () => {
  const workplace = mkdtempSync(join(tmpdir(), 'placard-choose-'));
  after(() => rmSync(workplace, { recursive: true }));

  for (const [number, { because, files, path, chosen }] of cases.entries()) {
    it(because, async () => {
      const root = join(workplace, String(number));
      writeFiles(root, files);
      const found = await choosePackage(root, path ?? null, (inner) => `REF#${inner}`);
      const told = 'failure' in found ? found.failure.detail : `${found.kind} ${found.path}`;
      if (typeof chosen === 'string') assert.equal(told, chosen);
      else assert.match(told, chosen);
    });
  }

  it('finds the folder whose workspaces list a package', async () => {
    const root = join(workplace, 'workspaces');
    writeFiles(root, {
      'js/package.json': { workspaces: { packages: ['packages/**', '!packages/old'] } },
      'js/packages/deep/a/package.json': node(),
      'js/packages/old/package.json': node(),
    });
    for (const [path, expected] of [
      ['js/packages/deep/a', { folder: 'js', member: 'packages/deep/a' }],
      ['js/packages/old', { folder: 'js/packages/old', member: '.' }],
    ] as const) {
      const chosen = await choosePackage(root, path, String);
      assert.ok('path' in chosen);
      assert.deepEqual(await findWorkspace(root, chosen), expected);
    }
    assert.equal(lists(['./packages/*/'], 'packages/a'), true);
  });
});
