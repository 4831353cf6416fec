import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { cleanLine, cleanTail, diagnose, readWants, tellsOfPort } from './diagnosis.ts';
import type { FailureReason } from './observation.ts';

const wants: [stderr: string, variables: string[], args: string[], because: string][] = [
  ['', [], [], 'silence asks for nothing'],
  ['Error: MY_API_KEY environment variable is required', ['MY_API_KEY'], [], 'it names one'],
  ['Please set BASE_URL and API_TOKEN.', ['BASE_URL', 'API_TOKEN'], [], 'it names two'],
  [
    'Missing required environment variables:\n  - A_KEY\n  - B_KEY: the key\n\nUSER_NAME',
    ['A_KEY', 'B_KEY'],
    [],
    'they stand as a list, which a blank line ends',
  ],
  ['export XYKEY=... to go on', ['XYKEY'], [], 'a shell line names it'],
  [
    'DEBUG_LEVEL is optional. LOG_LEVEL must be low (default LOG_LEVEL=info)',
    [],
    [],
    'what has a default is not asked for',
  ],
  ['Error: connect ECONNREFUSED\nERR_MODULE_NOT_FOUND is required', [], [], 'error codes are no settings'],
  ['\u001b[31mSECRET_\u001b[0mKEY is required', ['SECRET_KEY'], [], 'colours are not part of a name'],
  [
    Array.from({ length: 20 }, (_, index) => `VAR_${index} is required`).join('\n'),
    Array.from({ length: 8 }, (_, index) => `VAR_${index}`),
    [],
    'eight are enough',
  ],
  [
    'Usage: server <allowed-directory> [more...]',
    [],
    ['allowed-directory'],
    'a usage line names its positional arguments',
  ],
  ['usage: server --db <path> [--port <n>]', [], ['--db path'], 'what stands in brackets can be left out'],
  ["error: required option '--api-url <url>' not specified", [], ['--api-url '], 'as commander says it'],
  ['Missing required argument: token', [], ['token'], 'as yargs says it of one'],
  ['Missing required arguments: root, name', [], ['--root '], 'as yargs says it of options'],
  ["error: missing required argument 'path'", [], ['path'], 'as commander says it'],
  ["    key = os.environ['A_KEY']\nKeyError: 'A_KEY'", ['A_KEY'], [], 'as Python misses a variable'],
  [
    '2 validation errors for Settings\napi_key\n  Field required [type=missing, input_value={}]\nurl\n  Field required [type=missing, input_value={}]',
    ['API_KEY', 'URL'],
    [],
    'as Pydantic says it of settings',
  ],
  [
    'usage: x [-h] [--verbose] {stdio,sse} ...\nx: error: the following arguments are required: transport, -d/--db-path',
    [],
    ['transport {stdio,sse}', '--db-path '],
    'as argparse says it, with what it may be',
  ],
  ["Error: Missing option '--db-path'.", [], ['--db-path '], 'as Click says it of options'],
  ["Error: Missing argument 'ROOT'.", [], ['ROOT'], 'as Click says it of arguments'],
  [
    'Please provide the vault path as an argument.',
    [],
    ['Please provide the vault path as an argument.'],
    'a sentence tells its shape',
  ],
];

const verdicts: [stderr: string, code: number | null, reason: FailureReason, detail: string][] = [
  ['GITHUB_TOKEN is not set', 1, 'needs-credentials', 'It did not start without GITHUB_TOKEN.'],
  [
    'Authentication required: please log in first',
    1,
    'needs-credentials',
    'It did not start without credentials.',
  ],
  ['Usage: x <folder>', 1, 'needs-arguments', 'It did not start without arguments of its own.'],
  ['getaddrinfo ENOTFOUND api.example', 1, 'needs-network', 'It did not start without reaching a network.'],
  [
    "AttributeError: 'Server' object has no attribute 'list_tools'\n(API_TOKEN is required)",
    1,
    'crashed-at-start',
    'It ended at start with exit code 1.',
  ],
  [
    "The token is missing\nAttributeError: 'NoneType' object has no attribute 'split'",
    1,
    'needs-credentials',
    'It did not start without credentials.',
  ],
  [
    'httpx.ConnectError: [Errno -3] Temporary failure in name resolution',
    1,
    'needs-network',
    'It did not start without reaching a network.',
  ],
  ['TypeError: fetch failed', 1, 'needs-network', 'It did not start without reaching a network.'],
  ['ReferenceError: x is not a function', 7, 'crashed-at-start', 'It ended at start with exit code 7.'],
  ['', null, 'crashed-at-start', 'It ended at start with a signal.'],
  [
    '',
    0,
    'protocol-error',
    'It ended without answering, so it is probably no MCP server on standard input and output.',
  ],
];

describe('what a failed start asks for', () => {
  for (const [stderr, variables, args, because] of wants) {
    it(`${JSON.stringify(stderr.slice(0, 60))}: ${because}`, () => {
      const read = readWants(stderr);
      assert.deepEqual(read.variables, variables);
      assert.deepEqual(
        read.arguments.map(({ flag, hint }) => (flag === null ? hint : `${flag} ${hint}`)),
        args,
      );
    });
  }

  const hostile = [
    'A_'.repeat(50_000),
    '['.repeat(50_000),
    `usage: ${' '.repeat(50_000)}`,
    `requires ${'<'.repeat(50_000)}`,
    'provide '.repeat(9000),
    '\u001b['.repeat(30_000),
    '-'.repeat(50_000),
  ];
  for (const stderr of hostile) {
    it(`${JSON.stringify(stderr.slice(0, 12))} without end is read in no time`, { timeout: 2000 }, () => {
      const started = performance.now();
      diagnose(stderr, 1);
      assert.ok(performance.now() - started < 20_000, 'quadratic time would take minutes');
    });
  }
});

describe('why a start failed', () => {
  for (const [stderr, code, reason, detail] of verdicts)
    it(`${reason}: ${stderr || `ended with ${code}`}`, () =>
      assert.deepEqual(diagnose(stderr, code), { reason, detail }));

  const samples = join(import.meta.dirname, '../../shared/corpus/failure_samples.jsonl.gz');
  const skip = existsSync(samples) ? false : 'left out: the collected messages are not beside this clone';
  it('is found in messages collected from real servers', { skip }, () => {
    const expected: Record<string, FailureReason> = {
      needs_secret: 'needs-credentials',
      needs_env_var: 'needs-credentials',
      needs_cli_args: 'needs-arguments',
      broken_install: 'crashed-at-start',
    };
    const lines = gunzipSync(readFileSync(samples)).toString().trim().split('\n');
    const judged = lines.flatMap((line) => {
      const { class: kind, stderr } = JSON.parse(line);
      return expected[kind] === undefined ? [] : [diagnose(stderr, 1).reason === expected[kind]];
    });
    assert.ok(judged.length > 10);
    assert.ok(
      judged.filter(Boolean).length >= judged.length * 0.9,
      `${judged.filter(Boolean).length} of ${judged.length}`,
    );
  });
});

describe('cleaning', () => {
  const cases: [printed: string, line: string, because: string][] = [
    ['\u001b[31mred\u001b[0m \u001b]0;title\u0007end', 'red end', 'escape sequences'],
    ['a\u202eb\u200bc\u0000d', 'abcd', 'characters that turn text round, or cannot be seen'],
    ['half \ud800 a pair', 'half \ufffd a pair', 'what is no text'],
    ['one\r\n two\n\n three', 'one two three', 'line ends'],
  ];
  for (const [printed, line, because] of cases)
    it(`leaves out ${because}`, () => assert.equal(cleanLine(printed), line));

  it('keeps the end of much, the beginning of a message, and whole characters', () => {
    const tail = cleanTail(`${'x'.repeat(100_000)}\nlast words\n`);
    assert.equal(tail.length, 4000);
    assert.ok(tail.endsWith('x\nlast words'));
    assert.equal(cleanLine('y'.repeat(5000)).length, 300);
    assert.ok(cleanLine('🙂'.repeat(500)).isWellFormed());
    assert.ok(cleanTail(`a${'🙂'.repeat(9000)}b`).isWellFormed());
  });
});

it('an address or port that a server listens on is told from one that it only speaks of', () => {
  const cases: [printed: string, tells: boolean][] = [
    ['Server listening on http://localhost:3000/mcp', true],
    ['INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)', true],
    ['MCP server started on port 8123', true],
    ['running at :8080', true],
    ['MCP server running on stdio', false],
    ['connect ECONNREFUSED 127.0.0.1:5432', false],
    ['See https://host.example:8443/docs', false],
    ['', false],
  ];
  for (const [printed, tells] of cases) assert.equal(tellsOfPort(printed), tells, printed);
});
