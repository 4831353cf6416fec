import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Policy } from '../policy.ts';
import { guardPolicy, guardScript, writeGuardFiles } from './guard-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-guard-'));
after(() => rmSync(folder, { recursive: true }));

const rule = { withoutAsk: 'deny', rate: null, reason: 'r', isChosen: false } as const;
const policy: Policy = {
  servers: [
    {
      key: 'files',
      name: 'pkg:npm/files',
      unknownTools: 'deny',
      rules: [
        { ...rule, tool: 'list', decision: 'allow', constraints: [] },
        {
          ...rule,
          tool: 'read-file',
          decision: 'allow',
          constraints: [
            { argument: 'path', isOptional: true, isList: false, kind: 'path-within', roots: ['/workspace'] },
          ],
        },
        { ...rule, tool: 'write', decision: 'ask', constraints: [] },
        { ...rule, tool: 'erase', decision: 'hide', constraints: [] },
      ],
    },
  ],
};

/** What the script, run as a client runs it, says to a text on standard input. */
function answer(client: string, input: string): unknown {
  const { stdout, status } = spawnSync(process.execPath, [join(folder, guardScript), client], { input });
  assert.equal(status, 0);
  const text = stdout.toString();
  return text === '' ? null : JSON.parse(text);
}

before(() => {
  for (const { path, content } of writeGuardFiles(policy, '')) writeFileSync(join(folder, path), content);
});

const decisionOf = (value: unknown) =>
  JSON.stringify(value).match(/"(?:permissionDecision|permission|decision)":"(\w+)"/)?.[1] ?? 'none';

const cases = [
  ['claude-code', 'mcp__files__list', {}, 'allow'],
  ['claude-code', 'mcp__files__read-file', { path: '/workspace/a' }, 'allow'],
  ['claude-code', 'mcp__files__read-file', { path: '/workspace/../etc/passwd' }, 'deny'],
  ['claude-code', 'mcp__files__write', {}, 'ask'],
  ['claude-code', 'mcp__files__erase', {}, 'deny'],
  ['claude-code', 'mcp__files__unheard_of', {}, 'deny'],
  ['claude-code', 'mcp__other__list', {}, 'none'],
  ['codex', 'mcp__files__read_file', { path: '/etc/passwd' }, 'deny'],
  ['codex', 'mcp__files__read_file', { path: '/workspace' }, 'none'],
  ['copilot-cli', 'files-read-file', { path: '/etc/passwd' }, 'deny'],
  ['cursor', 'list', {}, 'none'],
  ['cursor', 'write', {}, 'ask'],
  ['cursor', 'unheard_of', {}, 'deny'],
  ['gemini-cli', 'mcp_files_erase', {}, 'deny'],
] as const;

for (const [client, name, given, says] of cases) {
  test(`the script tells ${client} of ${name} ${JSON.stringify(given)}: ${says}`, () => {
    const input = JSON.stringify({ hook_event_name: 'PreToolUse', tool_name: name, tool_input: given });
    assert.equal(decisionOf(answer(client, input)), says);
  });
}

for (const [server, tool, says] of [
  ['files', 'unheard_of', 'deny'],
  ['user-files::mcpScope:project', 'unheard_of', 'deny'],
  ['other', 'unheard_of', 'none'],
  // A name that the policy knows is held to it, however the client calls the server.
  ['other', 'write', 'ask'],
] as const) {
  test(`the script tells cursor of ${tool} of the server ${server}: ${says}`, () => {
    const said = { mcp_server_name: server, tool_name: tool, tool_input: '{}' };
    assert.equal(decisionOf(answer('cursor', JSON.stringify(said))), says);
  });
}

test('arguments that come as text are read', () => {
  const input = JSON.stringify({ tool_name: 'read-file', tool_input: '{"path":"/etc/passwd"}' });
  assert.equal(decisionOf(answer('cursor', input)), 'deny');
});

describe('what the script does not understand it denies', () => {
  for (const [because, input] of [
    ['it is no JSON', '{'],
    ['it is nothing', ''],
    ['it is a list', '[]'],
    ['it names no tool', '{"tool_input":{}}'],
    ['its arguments are a list', '{"tool_name":"mcp__files__list","tool_input":[]}'],
    ['its arguments are broken text', '{"tool_name":"mcp__files__list","tool_input":"{"}'],
  ] as const)
    test(because, () => assert.equal(decisionOf(answer('claude-code', input)), 'deny'));

  test('the policy is damaged', () => {
    writeFileSync(join(folder, guardPolicy), '{"servers":[');
    const input = JSON.stringify({ tool_name: 'mcp__files__list', tool_input: {} });
    assert.equal(decisionOf(answer('claude-code', input)), 'deny');
  });
});
