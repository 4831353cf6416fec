import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Declaration } from '../../launch-plan.ts';
import { findProgram } from '../../node/program.ts';
import { readDeclarations } from './declarations.ts';

/** A package's folder for one test. */
async function inFolder<T>(files: Record<string, string>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'placard-package-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return use(folder).finally(() => rmSync(folder, { recursive: true }));
}

/** A declaration on one line: `flag value (hint)` of each argument, then each variable. */
function write({ source, args, variables }: Declaration): string {
  const written = [
    ...args.map(({ flag, value, hint }) => `${flag ?? ''}[${value}]${hint === '' ? '' : `(${hint})`}`),
    ...variables.map(({ name, value, hint }) => `${name}=${value}${hint === '' ? '' : `(${hint})`}`),
  ];
  return `${source}: ${written.join(' ')}`;
}

const serverJson = (entry: object, more = {}) => ({
  'server.json': JSON.stringify({
    packages: [{ identifier: 'other' }, { identifier: '@a/b', ...entry }],
    ...more,
  }),
});
const readme = (block: string, before = '') => ({
  'README.md': `# Server\n\n${before}\`\`\`json\n${block}\n\`\`\`\n`,
});
const entry = (args: string[], more = {}) =>
  JSON.stringify({ mcpServers: { x: { command: 'npx', args, ...more } } });

const cases: [because: string, files: Record<string, string>, expected: string[]][] = [
  ['a package may say nothing', {}, []],
  [
    'server.json of today',
    serverJson({
      registryType: 'npm',
      packageArguments: [
        { type: 'named', name: '--root', isRequired: true, format: 'filepath', description: 'Where' },
        { type: 'positional', valueHint: 'target', isRequired: true },
        { type: 'positional', value: 'serve' },
        { type: 'named', name: '--optional', isRequired: false },
      ],
      environmentVariables: [
        { name: 'KEY', isRequired: true, isSecret: true, description: 'A key' },
        { name: 'MODE', default: 'fast', choices: ['slow'] },
        { name: 'LEVEL', choices: ['low', 'high'] },
        { name: 'EXTRA', isRequired: false },
      ],
    }),
    ['server.json: --root[null](filepath Where) [null](target) [serve] KEY=null(A key) MODE=fast LEVEL=low'],
  ],
  [
    'server.json of the first generation, in snake case',
    serverJson({
      registry_name: 'npm',
      identifier: undefined,
      name: '@a/b',
      package_arguments: [{ type: 'named', name: '--root', is_required: true, value_hint: 'folder' }],
      environment_variables: [
        { name: 'KEY', is_required: true },
        { name: 'EXTRA', is_required: false },
      ],
    }),
    ['server.json: --root[null](folder) KEY=null'],
  ],
  ['server.json of another package', { 'server.json': '{"packages":[{"identifier":"other"}]}' }, []],
  [
    'server.json before a README',
    { ...serverJson({ packageArguments: [{ value: 'run' }] }), ...readme(entry(['@a/b', 'serve'])) },
    ['server.json: [run]', 'readme: [serve]'],
  ],
  [
    'what says that it wants nothing says nothing',
    { ...serverJson({}), ...readme(entry(['@a/b', 'serve'])) },
    ['readme: [serve]'],
  ],
  ['a README that shows the package alone', readme(entry(['-y', '@a/b'])), []],
  [
    'a README as people write it',
    readme(entry(['-y', '@a/b@latest', '--stdio'], { env: { KEY: '<key>' } })),
    ['readme: [--stdio] KEY=<key>'],
  ],
  [
    'comments and trailing commas',
    readme(
      '{\n // here\n "mcpServers": { "x": { "command": "npx", "args": ["@a/b", "one",], /* why */ }, },\n}',
    ),
    ['readme: [one]'],
  ],
  [
    'the keys of other clients',
    readme('{"servers":{"x":{"type":"stdio","command":"npx","args":["@a/b","one"]}}}'),
    ['readme: [one]'],
  ],
  [
    'settings within settings',
    readme('{"mcp":{"servers":{"x":{"command":"npx","args":["@a/b","one"]}}}}'),
    ['readme: [one]'],
  ],
  [
    'an entry cut out of its file',
    readme('"x": { "command": "npx", "args": ["@a/b", "one"] }'),
    ['readme: [one]'],
  ],
  ['an entry alone', readme('{ "command": "npx", "args": ["@a/b", "one"] }'), ['readme: [one]']],
  [
    '--package, after which comes the program',
    readme(entry(['-y', '--package=@a/b@1.0.0', 'b', 'one'])),
    ['readme: [one]'],
  ],
  ['--package apart, with a --', readme(entry(['-p', '@a/b', '--', 'b', 'one'])), ['readme: [one]']],
  [
    'values in one argument with their flags',
    readme(entry(['@a/b', '--root=/data', '--k', 'v'])),
    ['readme: --root=[/data] [--k] [v](--k)'],
  ],
  [
    'several servers: the first that is this package',
    readme(
      JSON.stringify({
        mcpServers: {
          o: { command: 'npx', args: ['other', '@a/bc'] },
          x: { command: 'npx', args: ['@a/b', 'one'] },
        },
      }),
    ),
    ['readme: [one]'],
  ],
  [
    'several blocks: the first that fits',
    readme(entry(['@a/b', 'one']), '```sh\nnpm i @a/b\n```\n\n~~~json\n{"@a/b": 1}\n~~~\n\n'),
    ['readme: [one]'],
  ],
  [
    'a block in a list in a quotation',
    { 'readme.markdown': `> 1. ~~~~\n>    ~~~\n>    ${entry(['@a/b', 'one'])}\n>    ~~~~` },
    ['readme: [one]'],
  ],
  ['a block that never ends', { README: `\`\`\`\n${entry(['@a/b', 'one'])}` }, ['readme: [one]']],
  [
    'numbers where texts belong',
    readme('{"command":"npx","args":["@a/b",8080],"env":{"PORT":1}}'),
    ['readme: [8080] PORT=1'],
  ],
  ['no arguments at all', readme('{"command":"npx @a/b"}'), []],
  ['hostile: NUL', readme(entry(['@a/b', 'a\0b', 'c'], { env: { 'A\0B': '1', C: 'd\0e' } })), []],
  [
    'hostile: names that are no variables',
    readme(
      entry(['@a/b'], { env: { 'A=B': '1', 'X Y': '2', LD_PRELOAD: '/x', '': '3', ['V'.repeat(300)]: '4' } }),
    ),
    ['readme: LD_PRELOAD=/x'],
  ],
  [
    'hostile: __proto__ is a name like any other',
    readme('{"__proto__":{"command":"npx","args":["@a/b","one"]},"mcpServers":{"__proto__":{"x":1}}}'),
    ['readme: [one]'],
  ],
  ['hostile: NUL in server.json', serverJson({ packageArguments: [{ value: 'a\0b' }] }), []],
  [
    'hostile: more than can be launched',
    serverJson({ packageArguments: [{ value: 'x'.repeat(90_000) }] }),
    [],
  ],
  [
    'hostile: one broken package beside this one',
    {
      'server.json':
        '{"packages":[7,{"identifier":[]},{"identifier":"@a/b","packageArguments":[null,{"value":"one"}]}]}',
    },
    ['server.json: [one]'],
  ],
  ['hostile: no JSON', { ...readme('{ "@a/b": ]]] undefined'), 'server.json': 'nope' }, []],
  ['hostile: JSON of other shapes', { ...readme('["@a/b", null, 5]'), 'server.json': '[null]' }, []],
  [
    'hostile: nests without end',
    { ...readme(`"@a/b"${'['.repeat(100_000)}`), 'server.json': '{"packages":'.repeat(50_000) },
    [],
  ],
  [
    'hostile: 10 MB',
    { 'README.md': `${'x'.repeat(10_000_000)}\n\`\`\`\n${entry(['@a/b', 'one'])}\n\`\`\`` },
    [],
  ],
  [
    'hostile: a million quotations, which take parsers of Markdown hours',
    { 'README.md': '>'.repeat(1_000_000) },
    [],
  ],
  ['hostile: as many fences', { 'README.md': '```\n~~~\n'.repeat(100_000) }, []],
  ['hostile: as many entries', readme(`[${'{"command":"@a/b","args":[]},'.repeat(20_000)}]`), []],
];

describe('what a package declares', () => {
  for (const [because, files, expected] of cases) {
    it(
      `${expected.length === 0 ? 'is nothing' : expected.join(' and ')}: ${because}`,
      { timeout: 5000 },
      () =>
        inFolder(files, async (folder) => {
          const declarations = await readDeclarations(folder, '@a/b');
          assert.deepEqual(declarations.map(write), expected);
        }),
    );
  }

  it('is not read through links out of the package, or without end', () =>
    inFolder({ ...readme(entry(['@a/b', 'one'])) }, (outside) =>
      inFolder({}, async (folder) => {
        symlinkSync(join(outside, 'README.md'), join(folder, 'README.md'));
        symlinkSync('/dev/zero', join(folder, 'server.json'));
        assert.deepEqual(await readDeclarations(folder, '@a/b'), []);
      }),
    ));
});

const programs: [because: string, manifest: unknown, files: string[], expected: string | null][] = [
  ['a single bin', { name: 'a', bin: './cli.js' }, ['cli.js'], 'cli.js'],
  ['a single named bin', { name: 'a', bin: { whatever: 'cli.js' } }, ['cli.js'], 'cli.js'],
  [
    'the bin named like the package',
    { name: '@s/a', bin: { mcp: 'm.js', a: 'a.js' } },
    ['m.js', 'a.js'],
    'a.js',
  ],
  [
    'the bin that speaks of MCP',
    { name: 'a', bin: { init: 'i.js', 'run-MCP': 'm.js' } },
    ['i.js', 'm.js'],
    'm.js',
  ],
  [
    'main, where no bin fits',
    { name: 'a', bin: { x: 'x.js', y: 'y.js' }, main: 'main.js' },
    ['x.js', 'y.js', 'main.js'],
    'main.js',
  ],
  ['main without its ending', { name: 'a', main: 'main' }, ['main.js'], 'main.js'],
  ['what Node.js takes where nothing is named', { name: 'a' }, ['index.js'], 'index.js'],
  ['nothing', { name: 'a' }, [], null],
  ['a bin that is not there', { name: 'a', bin: 'cli.js' }, [], null],
  ['a bin outside the package', { name: 'a', bin: '../../../../../bin/sh' }, [], null],
  ['a bin from the root', { name: 'a', bin: '/bin/sh' }, [], null],
  ['a bin with NUL', { name: 'a', bin: 'cli.js\0' }, ['cli.js'], null],
  ['fields of other shapes', { name: 7, bin: [1], main: {} }, ['index.js'], 'index.js'],
  ['no manifest', 'text', ['index.js'], null],
];

describe('the program of a package', () => {
  for (const [because, manifest, files, expected] of programs) {
    it(`is ${expected ?? 'none'}: ${because}`, () => {
      const content = Object.fromEntries(files.map((file) => [file, '']));
      return inFolder({ ...content, 'package.json': JSON.stringify(manifest) }, async (folder) =>
        assert.equal(await findProgram(folder), expected),
      );
    });
  }

  it('is none where a script made the manifest a link to endless zeros', () =>
    inFolder({ 'index.js': '' }, async (folder) => {
      symlinkSync('/dev/zero', join(folder, 'package.json'));
      assert.equal(await findProgram(folder), null);
    }));
});
