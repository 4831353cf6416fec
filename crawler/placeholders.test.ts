import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Declaration, DeclaredArgument, LaunchPlan } from './launch-plan.ts';
import { addArguments, addVariables, applyDeclaration, inventValue } from './placeholders.ts';

const secret = 'placard-placeholder-not-a-secret-0000000000';
const bare: LaunchPlan = {
  program: '/node',
  args: ['index.js'],
  env: { HOME: '/h' },
  mounts: [],
  placeholders: [],
};

const shapes: [name: string, hint: string, value: string, because: string][] = [
  ['API_KEY', '', secret, 'a key says itself that it is none'],
  ['GITHUB_TOKEN', '', `ghp_${secret}`, 'some check a prefix'],
  ['SLACK_BOT_TOKEN', '', `xoxb-${secret}`, 'a bot has another prefix than a user'],
  ['STRIPE_SECRET_KEY', '', `sk_test_${secret}`, 'never the prefix of a live key'],
  [
    'DATABASE_URL',
    '',
    'postgresql://placard:placard@127.0.0.1:9/placard',
    'a database has an address of its own',
  ],
  ['REDIS_URL', '', 'redis://127.0.0.1:9', 'a protocol of its own'],
  ['BASE_URL', '', 'http://127.0.0.1:9', 'nothing listens there'],
  ['DB_HOST', '', '127.0.0.1', 'a host without a port'],
  ['SERVER_PORT', '', '9', 'a number'],
  ['USER_EMAIL', '', 'placard@example.invalid', 'a domain that can never be'],
  ['TENANT_ID', '', '00000000-0000-4000-8000-000000000000', 'tenants are UUIDs'],
  ['ALLOWED_DIRECTORY', '', '/home/sandbox', 'a folder that is there'],
  ['VAULT', 'path of the notes', '/home/sandbox', 'a folder by its hint'],
  ['ACCOUNT_ID', '', '1', 'most are numbers'],
  ['SETTINGS', 'JSON', '{}', 'a shape by its hint'],
  ['DEBUG', '', 'false', 'a switch'],
  ['--root', '', '/home/sandbox', 'a flag is a name too'],
  ['WHATEVER', '', secret, 'nothing is told of it'],
  ['__proto__', '', secret, 'a name is no property'],
];

const published: [
  argument: Partial<DeclaredArgument>,
  args: string[],
  isPlaceholder: boolean,
  because: string,
][] = [
  [{ value: 'stdio' }, ['stdio'], false, 'a word is meant as it is'],
  [{ value: '--read-only' }, ['--read-only'], false, 'a bare flag'],
  [{ value: '3000' }, ['3000'], false, 'a number'],
  [{ flag: '--mode=', value: 'fast' }, ['--mode=fast'], false, 'one argument'],
  [{ flag: '--root', value: null }, ['--root', '/home/sandbox'], true, 'two arguments, one made up'],
  [{ value: '/Users/jane/Desktop' }, ['/home/sandbox'], true, "somebody's folder"],
  [{ value: '~/notes' }, ['/home/sandbox'], true, 'a home that is not there'],
  [{ value: 'C:\\Users\\jane' }, ['/home/sandbox'], true, 'a folder of Windows'],
  [{ value: 'https://mcp.company.example/v1' }, ['http://127.0.0.1:9'], true, "somebody's address"],
  [
    { value: 'postgresql://user:pw@db/x' },
    ['postgresql://placard:placard@127.0.0.1:9/placard'],
    true,
    'a database',
  ],
  [{ value: 'db.company.com', hint: '--host' }, ['127.0.0.1'], true, "somebody's host"],
  [{ value: 'jane@company.com', hint: '--email' }, ['placard@example.invalid'], true, "somebody's mail"],
  [{ value: 'sk4f9a8b7c6d5e4f3a2b', hint: '--api-key' }, [secret], true, 'it may be a real key'],
  [
    { flag: '--token=', value: 'eyJhbGciOiJIUzI1NiJ9' },
    [`--token=${secret}`],
    true,
    'it may be a real token',
  ],
  [{ value: 'YOUR_API_KEY' }, [secret], true, 'it stands for one'],
  [{ value: '<path>' }, ['/home/sandbox'], true, 'it stands for one'],
];

describe('a placeholder', () => {
  for (const [name, hint, value, because] of shapes)
    it(`for ${name} ${hint} is ${value}, because ${because}`, () =>
      assert.equal(inventValue(name, hint), value));

  it('never looks like a real secret, host or folder', () => {
    for (const [name, hint] of shapes) {
      const value = inventValue(name, hint);
      const isHarmless =
        /placeholder-not-a-secret|127\.0\.0\.1|\.invalid$|^\/home\/sandbox$|^[0-]{8,}|^.{1,9}$/.test(value);
      assert.ok(isHarmless, `${name}: ${value}`);
    }
  });

  for (const [argument, args, isPlaceholder, because] of published) {
    it(`${isPlaceholder ? 'replaces' : 'leaves'} ${argument.flag ?? ''}${argument.value}: ${because}`, () => {
      const declared = { flag: null, value: null, hint: '', ...argument };
      const plan = applyDeclaration(bare, { source: 'readme', args: [declared], variables: [] }, false);
      assert.deepEqual(plan.args, ['index.js', ...args]);
      assert.equal(plan.placeholders.length, Number(isPlaceholder));
    });
  }

  it('stands in for declared variables when it is their turn, all of them named', () => {
    const declaration: Declaration = {
      source: 'server.json',
      args: [{ flag: null, value: 'serve', hint: '' }],
      variables: [
        { name: 'MODE', value: 'read-only', hint: '' },
        { name: 'TOKEN', value: 'abcdef0123456789', hint: '' },
        { name: 'URL', value: null, hint: '' },
        { name: 'HOME', value: '/elsewhere', hint: '' },
      ],
    };
    assert.deepEqual(applyDeclaration(bare, declaration, false).env, { HOME: '/h' });
    const plan = applyDeclaration(bare, declaration, true);
    assert.deepEqual(plan.env, { HOME: '/h', MODE: 'read-only', TOKEN: secret, URL: 'http://127.0.0.1:9' });
    assert.deepEqual(
      plan.placeholders.map(({ kind, name, source }) => [kind, name, source]),
      ['MODE', 'TOKEN', 'URL'].map((name) => ['variable', name, 'server.json']),
    );
    assert.deepEqual(bare.args, ['index.js']);
    assert.deepEqual(bare.placeholders, []);
  });

  it('answers what a failed start asked for', () => {
    const plan = addArguments(addVariables(bare, ['A_TOKEN']), [
      { flag: null, hint: 'allowed-directory' },
      { flag: '--port', hint: '' },
    ]);
    assert.deepEqual(plan.args, ['index.js', '/home/sandbox', '--port', '9']);
    assert.deepEqual(plan.env, { HOME: '/h', A_TOKEN: secret });
    assert.deepEqual(
      plan.placeholders.map(({ name, source }) => `${name} ${source}`),
      ['A_TOKEN stderr', '#1 stderr', '--port stderr'],
    );
  });
});
