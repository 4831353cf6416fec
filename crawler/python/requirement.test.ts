import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlainRequirement, readRequirementName } from './requirement.ts';

const plain = [
  'mcp',
  'mcp[cli]>=1.2,<2',
  'mcp (>=1.0)',
  'zope.interface ~= 5.0 ; python_version < "3.12"',
  'importlib-metadata; extra == "docs"',
];
const others: [because: string, line: string][] = [
  ['an address', 'x @ http://127.0.0.1:9/x-1-py3-none-any.whl'],
  ['an address without spaces', 'x@git+ssh://host/x.git'],
  ['an address after extras', 'x[y] @ file:///etc/passwd'],
  ['a folder', './x'],
  ['a file above', '../x.whl'],
  ['an option', '--index-url http://127.0.0.1:9/simple'],
  ['another file of requirements', '-r more.txt'],
  ['nothing', ''],
  ['a line that would end at a NUL', 'mcp==1\0'],
  ['a line that goes on', 'mcp>=1\n--index-url x'],
];

test('a name with versions is a plain requirement', () => {
  for (const line of plain) assert.ok(isPlainRequirement(line), line);
  assert.deepEqual(plain.map(readRequirementName), [
    ...['mcp', 'mcp', 'mcp', 'zope.interface', 'importlib-metadata'],
  ]);
});

for (const [because, line] of others) test(`${because} is none`, () => assert.ok(!isPlainRequirement(line)));
