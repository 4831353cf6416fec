import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readIndexes } from './configuration.ts';
import { findUv } from './uv.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-indexes-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const uv = await findUv(join(folder, 'uv'));
const skip = uv === null ? 'left out: there is neither uv nor a pip to fetch it with' : false;

const pipFile = join(folder, 'pip.conf');
writeFileSync(pipFile, '[global]\nindex-url = https://pip.invalid/simple\n');
const uvFile = join(folder, 'uv.toml');
writeFileSync(uvFile, '[[index]]\nurl = "https://uv.invalid/simple"\ndefault = true\n');

const cases: [because: string, settings: Record<string, string>, expected: (string | RegExp)[]][] = [
  ['nothing is configured, and uv knows one', {}, [/^https:\/\/[\w.]+\/simple\/?$/]],
  ['pip has a file', { PIP_CONFIG_FILE: pipFile }, ['https://pip.invalid/simple']],
  [
    "pip's environment outranks its file, and further indexes are asked first",
    {
      PIP_CONFIG_FILE: pipFile,
      PIP_INDEX_URL: 'https://environment.invalid/simple',
      PIP_EXTRA_INDEX_URL: 'https://a.invalid/simple https://b.invalid/simple',
    },
    ['https://a.invalid/simple', 'https://b.invalid/simple', 'https://environment.invalid/simple'],
  ],
  ['uv has a file', { UV_CONFIG_FILE: uvFile, PIP_CONFIG_FILE: pipFile }, ['https://uv.invalid/simple']],
  [
    "uv's environment, with a password",
    { UV_DEFAULT_INDEX: 'https://user:password@uv.invalid/simple' },
    ['https://user:password@uv.invalid/simple'],
  ],
  ['what is no address is left out', { PIP_INDEX_URL: 'nonsense' }, []],
];

describe('the package indexes that are asked', { skip }, () => {
  const names = [
    'PIP_CONFIG_FILE',
    'PIP_INDEX_URL',
    'PIP_EXTRA_INDEX_URL',
    'UV_CONFIG_FILE',
    'UV_DEFAULT_INDEX',
  ];
  for (const [because, settings, expected] of cases)
    it(`are ${expected.length}: ${because}`, async () => {
      const saved = names.map((name) => [name, process.env[name]] as const);
      for (const name of names) delete process.env[name];
      Object.assign(process.env, { PIP_CONFIG_FILE: '/dev/null' }, settings);
      const indexes = await readIndexes(uv ?? '');
      for (const [name, value] of saved)
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      assert.equal(indexes.length, expected.length);
      for (const [position, index] of indexes.entries()) {
        const wanted = expected[position];
        if (wanted instanceof RegExp) assert.match(index, wanted);
        else assert.equal(index, wanted);
      }
    });
});
