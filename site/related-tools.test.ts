import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Category } from '../classifier/classification.ts';
import type { ToolSummary } from './overview.ts';
import { indexRelatedTools } from './related-tools.ts';

const makeTool = (server: string, name: string, category: Category = 'Read'): ToolSummary => ({
  name,
  path: `servers/npm/${server}/tools/${name}/`,
  server: { name: server, path: `servers/npm/${server}/` },
  category,
  riskLevel: 'Low',
  severity: 1,
  signals: [],
  description: '',
});

const own = makeTool('a', 'list_issues');
const tools = [
  own,
  makeTool('a', 'list_issue_comments'),
  makeTool('b', 'getIssue'),
  makeTool('b', 'listIssues'),
  makeTool('c', 'issue-list'),
  makeTool('d', 'list_issues', 'Destructive'),
  makeTool('e', 'weather'),
];
const find = (tool: ToolSummary, among = tools) =>
  indexRelatedTools({
    observedAt: null,
    rulesetVersion: null,
    servers: [],
    changes: [],
    tools: among,
  }).elsewhere(tool);

describe('elsewhere', () => {
  it('finds tools of like names, however they are spelled, one of each other server', () => {
    assert.deepEqual(
      find(own).map(({ path }) => path),
      ['servers/npm/b/tools/listIssues/', 'servers/npm/c/tools/issue-list/'],
    );
  });

  it('finds none of another category, and none where no word is shared', () => {
    assert.deepEqual(
      find(makeTool('x', 'weather', 'Write'), [...tools, makeTool('x', 'weather', 'Write')]),
      [],
    );
  });

  it('gives six at most, the same for any order of the catalogue', () => {
    const many = Array.from({ length: 20 }, (_, index) => makeTool(`s${index}`, 'list_issues'));
    const [first] = many;
    assert.ok(first);
    const found = find(first, many).map(({ path }) => path);
    assert.equal(found.length, 6);
    assert.deepEqual(
      find(first, many.toReversed()).map(({ path }) => path),
      found,
    );
  });
});
