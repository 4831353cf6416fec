import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseClientConfiguration } from './parse.ts';

const files = { name: 'files', command: ['npx', '-y', 'files'], url: null, isDisabled: false };
const far = { name: 'far', command: [], url: 'https://mcp.example.com/mcp', isDisabled: false };

/** One configuration of each shape that a client has. */
const cases: [client: string, file: string, content: string, expected: object[]][] = [
  [
    'Claude Desktop, Cursor and others',
    'claude_desktop_config.json',
    '\uFEFF{"theme":"dark","mcpServers":{"files":{"command":"npx","args":["-y","files"]},"far":{"url":"https://mcp.example.com/mcp"}}}',
    [files, far],
  ],
  [
    'Claude Code, its own servers and those of a project',
    '.claude.json',
    '{"mcpServers":{"files":{"command":"npx","args":["-y","files"]}},"projects":{"/p":{"mcpServers":{"far":{"type":"http","url":"https://mcp.example.com/mcp"}}}}}',
    [files, far],
  ],
  [
    'VS Code, with comments',
    '.vscode/mcp.json',
    '{\n  // ours\n  "inputs": [],\n  "servers": {"files": {"type": "stdio", "command": "npx", "args": ["-y", "files"],},},\n}',
    [files],
  ],
  [
    'VS Code, old settings',
    'settings.json',
    '{"mcp":{"servers":{"files":{"command":"npx","args":["-y","files"]}}}}',
    [files],
  ],
  [
    'Windsurf and Gemini CLI spell addresses in their own ways',
    'mcp_config.json',
    '{"mcpServers":{"far":{"serverUrl":"https://mcp.example.com/mcp"},"further":{"httpUrl":"https://mcp.example.com/mcp"}}}',
    [far, { ...far, name: 'further' }],
  ],
  [
    'Codex',
    'config.toml',
    'model = "x"\n[mcp_servers.files]\ncommand = "npx"\nargs = ["-y", "files"]\n[mcp_servers.far]\nurl = "https://mcp.example.com/mcp"\nenabled = false\n',
    [files, { ...far, isDisabled: true }],
  ],
  [
    'OpenCode, the whole line as a list',
    'opencode.json',
    '{"mcp":{"files":{"type":"local","command":["npx","-y","files"]},"far":{"type":"remote","url":"https://mcp.example.com/mcp"}}}',
    [files, far],
  ],
  [
    'Zed',
    'settings.json',
    '{"context_servers":{"files":{"source":"custom","command":"npx","args":["-y","files"]}}}',
    [files],
  ],
  [
    'Goose, passing over what is its own',
    'config.yaml',
    'extensions:\n  developer: {type: builtin, bundled: true}\n  files: {type: stdio, cmd: npx, args: [-y, files]}\n  far: {type: streamable_http, uri: "https://mcp.example.com/mcp"}\n',
    [files, far],
  ],
  [
    'Continue, as a list',
    'config.yaml',
    'mcpServers:\n  - name: files\n    command: npx\n    args: [-y, files]\n',
    [files],
  ],
  [
    'Amp, whose key holds a dot',
    'settings.json',
    '{"amp.mcpServers":{"files":{"command":"npx","args":["-y","files"]}}}',
    [files],
  ],
  [
    'a plugin, a map of servers itself',
    '.mcp.json',
    '{"files":{"command":"npx","args":["-y","files"]}}',
    [files],
  ],
  [
    'arguments that are null, and an entry of another shape beside',
    'mcp.json',
    '{"mcpServers":{"odd":{"command":7},"plain":{"command":"files","args":null},"text":"x"}}',
    [{ ...files, name: 'plain', command: ['files'] }],
  ],
  ['none', 'package.json', '{"name":"x","scripts":{"test":"x"},"dependencies":{"a":"1"}}', []],
  ['nothing', 'empty.yaml', '', []],
];

for (const [client, file, content, expected] of cases)
  test(`reads the servers of ${client}`, () =>
    assert.deepEqual(parseClientConfiguration(content, file), expected));

test('of servers with one name the first counts, and names of every kind are names', () => {
  const content =
    '{"mcpServers":{"__proto__":{"command":"a"},"files":{"command":"b"}},"servers":{"files":{"command":"c"}}}';
  const found = parseClientConfiguration(content, 'x.json').map(({ name, command }) => [name, ...command]);
  assert.deepEqual(found.at(-1), ['files', 'b']);
});

for (const [file, content] of [
  ['a.json', '{"mcpServers":'],
  ['a.toml', 'x = ['],
  ['a.yaml', 'a: [b'],
] as const)
  test(`refuses ${file} that is broken`, () =>
    assert.throws(() => parseClientConfiguration(content, file), Error));
