import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRef, RefError } from '../ref.ts';
import { toRef } from './to-ref.ts';

const told: [line: string[], ref: string][] = [
  [['npx', '-y', '@scope/server'], 'npm:@scope/server'],
  [['npx', '@scope/server@1.2.3', '--flag'], 'npm:@scope/server@1.2.3'],
  [['npx', '-y', 'server@latest', '/root'], 'npm:server'],
  [['npx', '--yes', '--package', '@scope/server@2', 'program'], 'npm:@scope/server@2'],
  [['npx', '--package=@scope/server', '--', 'program'], 'npm:@scope/server'],
  [['/usr/local/bin/npx', '-y', 'server'], 'npm:server'],
  [['C:\\Program Files\\nodejs\\npx.cmd', '-y', 'server'], 'npm:server'],
  [['cmd', '/c', 'npx', '-y', 'server'], 'npm:server'],
  [['env', 'A=b', 'npx', 'server'], 'npm:server'],
  [['npx -y server --root "/a b"'], 'npm:server'],
  [['npm', 'exec', '--', 'server'], 'npm:server'],
  [['pnpm', 'dlx', 'server'], 'npm:server'],
  [['bunx', 'server'], 'npm:server'],
  [['bun', 'x', 'server'], 'npm:server'],
  [['deno', 'run', '-A', 'npm:server@1'], 'npm:server@1'],
  [['npx', '-y', 'mcp-remote', 'https://mcp.example.com/sse'], 'https://mcp.example.com/sse'],
  [['uvx', 'server'], 'pypi:server'],
  [['uvx', '--python', '3.12', 'server@1.0'], 'pypi:server@1.0'],
  [['uvx', '--from', 'server[extra]==1.0', 'program'], 'pypi:server@1.0'],
  [['uv', 'tool', 'run', 'server'], 'pypi:server'],
  [['uvx', '--from', 'git+https://github.com/owner/repo.git@main', 'program'], 'github:owner/repo'],
  [['pipx', 'run', '--spec', 'server==2', 'program'], 'pypi:server@2'],
  [['docker', 'run', '-i', '--rm', '-e', 'TOKEN', 'ghcr.io/owner/image:1.0'], 'oci:ghcr.io/owner/image:1.0'],
  [['podman', 'run', '--mount', 'type=bind', '--init', 'mcp/time:latest'], 'oci:mcp/time'],
];

for (const [command, ref] of told)
  test(`${command.join(' ')} is ${ref}`, () =>
    assert.equal(formatRef(toRef({ name: 'x', command, url: null, isDisabled: false })), ref));

for (const [why, entry] of [
  ['names no package', { command: ['node', '/home/me/server.js'], url: null }],
  ['names no package', { command: ['npx'], url: null }],
  ['starts no image', { command: ['docker', 'compose', 'up'], url: null }],
  ['names no version', { command: ['uvx', '--from', './folder', 'x'], url: null }],
  ['holds a variable', { command: [], url: 'https://{{host}}/mcp' }],
  ['holds a secret', { command: [], url: 'https://mcp.example.com/mcp?api_key=sk-abcdefghijklmnop' }],
  ['none of the web', { command: [], url: 'file:///etc/passwd' }],
] as const)
  test(`says that it ${why}: ${JSON.stringify(entry)}`, () =>
    assert.throws(
      () => toRef({ name: 'x', isDisabled: false, url: entry.url, command: [...entry.command] }),
      (error) => error instanceof RefError && error.message.includes(why),
    ));
