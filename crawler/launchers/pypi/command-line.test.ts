import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOwnArguments } from './command-line.ts';

const cases: [line: string, own: string[] | null, because: string][] = [
  ['uvx mcp-server-git --repository /path', ['--repository', '/path'], 'what follows the package'],
  ['uvx mcp_server_git@latest --root=/', ['--root=/'], 'names and versions are spelled in many ways'],
  ['uvx --from mcp-server-git[all]==1.0 git-mcp --x', ['--x'], 'the script follows the package'],
  ['uvx --from=mcp-server-git git-mcp', [], 'both in one argument'],
  ['uvx --python 3.12 --with httpx mcp-server-git a', ['a'], 'options of the runner are not its own'],
  ['uv tool run mcp-server-git a', ['a'], 'uvx in full'],
  ['uv --directory /src run git-mcp a', ['a'], 'from its source'],
  ['python3.12 -m mcp_server_git a', ['a'], 'as a module'],
  ['pipx run mcp-server-git a', ['a'], 'another runner'],
  ['/usr/local/bin/git-mcp a', ['a'], 'its own script'],
  ['mcp-server-git.exe a', ['a'], 'as on Windows'],
  ['docker run -i --rm mcp-server-git a', null, 'an image, not the package'],
  ['npx mcp-server-git a', null, 'a package of another registry'],
  ['uvx mcp-server-github a', null, 'another package'],
  ['uvx --from git+https://example.invalid/mcp-server-git other', null, 'another source'],
];

for (const [line, own, because] of cases)
  test(`${line}: ${because}`, () => {
    const [command = '', ...args] = line.split(' ');
    assert.deepEqual(readOwnArguments({ command, args }, 'mcp-server-git', { script: 'git-mcp' }), own);
  });
