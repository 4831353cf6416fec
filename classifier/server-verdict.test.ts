import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify } from './classify.ts';
import { judgeServer } from './server-verdict.ts';

const text = { type: 'string' };
const readMail = { name: 'read_inbox', description: 'Read the messages of the inbox of the user.' };
const sendMail = {
  name: 'send_email',
  description: 'Send an email to anyone.',
  inputSchema: { type: 'object', properties: { to: text, body: text } },
};
const deletePage = { name: 'delete_page', description: 'Deletes a page.' };

function judge(...definitions: unknown[]) {
  return judgeServer(definitions.map(classify), definitions);
}

test('a server is as grave as its gravest tool', () => {
  const verdict = judge(readMail, deletePage);
  assert.equal(verdict.category, 'Destructive');
  assert.equal(verdict.riskLevel, 'Critical');
  assert.deepEqual(verdict.gravestTools, ['delete_page']);
  assert.equal(verdict.byCategory.Read, 1);
  assert.equal(verdict.byCategory.Destructive, 1);
  assert.equal(verdict.byLevel.Critical, 1);
});

test('a server without tools has no level and costs nothing', () => {
  const verdict = judge();
  assert.equal(verdict.category, 'Unknown');
  assert.equal(verdict.riskLevel, null);
  assert.equal(verdict.tokens.total, 0);
  assert.equal(verdict.tokens.heaviest, null);
});

test('private data, what others wrote and a way out make a toxic flow', () => {
  const [flow] = judge(readMail, sendMail).findings;
  assert.deepEqual(flow, {
    id: 'toxic-flow',
    privateData: ['read_inbox'],
    untrustedContent: ['read_inbox'],
    wayOut: ['send_email'],
  });
  assert.deepEqual(judge(readMail, deletePage).findings, []);
});

test('an address that is only written down carries nothing out', () => {
  const properties = { type: 'object', properties: { website: text, logo_url: text } };
  const inputSchema = { type: 'object', properties: { properties } };
  const addCompany = { name: 'create_company', description: 'Creates a company.', inputSchema };
  assert.deepEqual(judge(readMail, addCompany).findings, []);
});

test('a name that stands on two tools is found', () => {
  assert.deepEqual(judge(deletePage, deletePage).findings, [
    { id: 'duplicate-name', name: 'delete_page', count: 2 },
  ]);
});

test('tokens are those of name, description and schema, and the heaviest tool is named', () => {
  const { tokens } = judge(deletePage, { ...sendMail, _meta: { ignored: 'x'.repeat(1_000) } });
  assert.equal(tokens.byTool.length, 2);
  assert.equal(tokens.total, (tokens.byTool[0] ?? 0) + (tokens.byTool[1] ?? 0));
  assert.equal(tokens.heaviest, 1);
  assert.ok(tokens.total > 20 && tokens.total < 100, `${tokens.total} tokens`);
  assert.equal(tokens.shareOf200k, tokens.total / 200_000);
  assert.equal(tokens.shareOf1M, tokens.total / 1_000_000);
});
