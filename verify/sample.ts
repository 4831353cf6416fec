import type { Constraint } from '../policy/constraint.ts';
import type { Call } from '../policy/evaluate.ts';
import type { Policy } from '../policy/policy.ts';

export const key = 'files';

const path: Constraint = {
  argument: 'path',
  isOptional: true,
  isList: false,
  kind: 'path-within',
  roots: ['/workspace'],
};
const rule = {
  withoutAsk: 'deny',
  constraints: [],
  rate: null,
  reason: 'A sample.',
  isChosen: false,
} as const;

/** Tools for each decision, two of them bound, some with names that clients flatten, and unknown tools denied. */
export const policy: Policy = {
  servers: [
    {
      key,
      name: 'pkg:npm/files',
      unknownTools: 'deny',
      rules: [
        { ...rule, constraints: [], tool: 'Erase-All.now', decision: 'deny' },
        { ...rule, constraints: [], tool: 'delete_file', decision: 'hide' },
        { ...rule, constraints: [], tool: 'list_directory', decision: 'allow' },
        { ...rule, constraints: [path], tool: 'notes.read-all', decision: 'allow' },
        { ...rule, constraints: [path], tool: 'read_file', decision: 'allow' },
        { ...rule, constraints: [], tool: 'run_query', decision: 'deny' },
        { ...rule, constraints: [path], tool: 'write_file', decision: 'ask' },
      ],
    },
  ],
};

/** What the server lists: a tool more than the policy knows. */
export const tools: readonly object[] = [
  ...(policy.servers[0]?.rules.map(({ tool }) => tool) ?? []),
  'brand_new',
  'Brand.new',
].map((name) => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object', properties: { path: { type: 'string' } } },
}));

/** Calls of every kind: allowed, bound and within, bound and without, asked, denied, hidden, unknown. */
export const calls: readonly Call[] = [
  ['list_directory', {}],
  ['read_file', { path: '/workspace/a' }],
  ['read_file', { path: '/etc/passwd' }],
  ['read_file', { path: '/workspace/../etc/passwd' }],
  ['write_file', { path: '/workspace/a' }],
  ['write_file', { path: '/etc/passwd' }],
  ['run_query', {}],
  ['delete_file', { path: '/workspace/a' }],
  ['brand_new', {}],
  ['notes.read-all', { path: '/workspace/a' }],
  ['notes.read-all', { path: '/etc/passwd' }],
  ['Erase-All.now', {}],
  ['Brand.new', {}],
].map(([tool, given]) => ({ server: key, tool: String(tool), arguments: { ...Object(given) } }));
