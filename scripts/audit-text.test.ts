import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AuditedServer, auditSaved, concludeAudit } from './audit.ts';
import { formatAudit } from './audit-text.ts';
import { seedTools } from './fixtures/seed-tools.ts';

const format = (...servers: AuditedServer[]) => formatAudit(concludeAudit(servers));
const deleteAll = { name: 'delete_all', description: 'Deletes all files.' };
const list = { name: 'list_files', description: 'Lists files.' };

test('a server’s danger comes first, then its tools, gravest first, each with its words and advice', () => {
  const text = format(
    auditSaved('example', [list, seedTools.notebook_export, deleteAll, seedTools.run_all_cells]),
  );
  const [title, verdict = ''] = text.split('\n');
  assert.equal(title, 'example');
  assert.match(verdict, /Destructive, Critical: the gravest of its 4 tools is delete_all\.$/);
  const order = ['delete_all', 'run_all_cells', 'notebook_export', 'list_files'].map((name) =>
    text.indexOf(`◆ ${name}`),
  );
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(
    order.every((place) => place > 0),
    text,
  );
  assert.match(text, /By rule \S+ {2}description: “Deletes? all files/);
  assert.match(text, /run_all_cells {2}Execute 3\/5, High/);
  assert.match(text, /→ ask, or at most 10 calls a minute where nobody can be asked\n/);
  assert.match(text, /→ allow; without `output_path`; `path` must lie in \/workspace\n/);
});

test('a failed look says why, in which last words, and promises nothing', () => {
  const failed: AuditedServer = {
    ...auditSaved('npm:example', []),
    method: 'live',
    outcome: 'needs-credentials',
    detail: 'It did not start without API_KEY.',
    stderrTail: 'starting\nAPI_KEY is \u001b[31mmissing',
    verdict: null,
  };
  const text = format(failed);
  assert.match(text, /Not examined: needs-credentials\. It did not start without API_KEY\./);
  assert.match(text, /It last said: API_KEY is <U\+001B>\[31mmissing/);
  assert.match(text, /Nothing can be promised/);
});

test('made-up values and remarks are told', () => {
  const text = format({
    ...auditSaved('npm:example', [list]),
    method: 'live',
    sandbox: 'bubblewrap 0.8.0',
    observedAt: '2026-11-20T08:00:00.000Z',
    protocolVersion: '2025-11-25',
    placeholders: [{ kind: 'variable', name: 'API_KEY', value: 'x', source: 'stderr' }],
    remarks: ['tools/list repeated a cursor.'],
  });
  assert.match(
    text,
    /Listed by the server itself, asked in the sandbox \(bubblewrap 0\.8\.0\), 2026-11-20T08:00:00\.000Z, protocol 2025-11-25\./,
  );
  assert.match(text, /It was given made-up values for API_KEY\./);
  assert.match(text, /tools\/list repeated a cursor\./);
});

test('a server that runs elsewhere was not in the sandbox', () => {
  const text = format({ ...auditSaved('https://host.example/mcp', [list]), method: 'live' });
  assert.match(text, /Listed by the server itself, asked over HTTP, /);
});

test('names that repeat are a finding, and tools without a name are called so', () => {
  const text = format(auditSaved('example', [list, list, null]));
  assert.match(text, /It lists 2 tools under the name list_files\./);
  assert.match(text, /\(no name\) {2}Unknown \?\/5, Medium, low confidence/);
});

test('several servers stand apart, each with its own findings', () => {
  const text = format(auditSaved('first', [list, list]), auditSaved('second', [deleteAll]));
  const [first = '', second = ''] = text.split('\n\nsecond\n');
  assert.match(first, /under the name/);
  assert.doesNotMatch(second, /under the name/);
});

test('no text of a server is longer than its place, moves the cursor or hides', () => {
  const hostile = {
    name: `\u202e${'n'.repeat(9000)}`,
    description: `Deletes \u001b[2J\u0007 ${'all '.repeat(30_000)}`,
  };
  const text = format(auditSaved('x'.repeat(5000), [hostile]));
  assert.doesNotMatch(text, /[^\P{C}\n]/u);
  assert.ok(text.length < 6000, `${text.length} characters`);
});
