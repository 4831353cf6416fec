import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SandboxManager } from '@anthropic-ai/sandbox-runtime';
import { trialRequest } from '../../sandbox.ts';
import { configureLaunch, configureSession } from './configuration.ts';
import { viewFromHost } from './host-view.ts';

const place = realpathSync(mkdtempSync(join(tmpdir(), 'placard-profile-[test]-')));
after(() => rmSync(place, { recursive: true }));
for (const name of ['launch', 'package', 'downloads']) mkdirSync(join(place, name));

const view = viewFromHost(
  {
    ...trialRequest,
    mounts: [
      { from: join(place, 'package'), to: '/package', writable: false },
      { from: join(place, 'downloads'), to: '/downloads', writable: true },
    ],
  },
  join(place, 'launch'),
);

/** The Seatbelt profile that sandbox-runtime itself makes on macOS of placard's configuration, its rules in order. */
async function makeProfile(network: 'none' | 'host'): Promise<string[]> {
  const { platform } = process;
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  try {
    const configuration = configureLaunch({ ...view, request: { ...view.request, network } });
    SandboxManager.updateConfig(configureSession(configuration));
    const command = await SandboxManager.wrapWithSandbox('true', '/bin/bash', configuration);
    const rules = command.split(/\n(?=\()/);
    return rules.map((rule) => rule.replaceAll(/\n;.*|\(with message "[^"]*"\)/g, '').trim());
  } finally {
    Object.defineProperty(process, 'platform', { value: platform });
  }
}

/** Whether the last rule of an operation that speaks of a path allows it, which is how Seatbelt decides. */
function allows(profile: string[], operation: string, path: string): boolean {
  const speaks = profile.filter((rule) => {
    const [head = '', ...filters] = rule.split('\n');
    const operations = head
      .split(' ')
      .slice(1)
      .map((word) => word.replaceAll(/[()]/g, ''));
    const isOf = operations.some(
      (name) => name === operation || name === `${operation.split('-', 2).join('-')}*`,
    );
    if (!isOf) return false;
    const places = [...rule.matchAll(/\((subpath|literal) "([^"]*)"\)/g)];
    if (filters.length === 0 && places.length === 0) return true;
    return places.some(([, kind, where = '']) =>
      kind === 'literal' ? path === where : `${path}/`.startsWith(where === '/' ? where : `${where}/`),
    );
  });
  return speaks.at(-1)?.startsWith('(allow') ?? false;
}

test('on macOS nothing may be read but the system and what a launch shows', async () => {
  const profile = await makeProfile('none');
  const readable = [
    '/usr/lib/dyld',
    '/System/Library/x',
    '/dev/null',
    '/opt/homebrew/opt/x',
    '/usr/local/etc/openssl@3/x',
  ];
  for (const path of [
    ...readable,
    `${place}/package/index.js`,
    `${place}/launch/own/tmp/x`,
    `${place}/launch/shown`,
  ])
    assert.ok(allows(profile, 'file-read-data', path), path);
  const hidden = [
    '/Users/jane/.ssh/id_ed25519',
    '/private/etc/master.passwd',
    '/private/var/root',
    '/Volumes/x',
  ];
  const others = [
    '/private/tmp/x',
    '/Library/Keychains/x',
    '/opt/homebrew/etc/x',
    '/usr/local/var/x',
    '/dev/ttys000',
  ];
  for (const path of [
    ...hidden,
    ...others,
    `${homedir()}/.npmrc`,
    `${place}/secret`,
    `${place}/launch/other`,
  ])
    assert.ok(!allows(profile, 'file-read-data', path), path);
});

test('on macOS nothing may be written but the folders of the launch and what is mounted for it', async () => {
  const profile = await makeProfile('none');
  for (const path of [
    `${place}/downloads/x`,
    `${place}/launch/own/tmp/x`,
    `${place}/launch/own/home/sandbox/x`,
  ])
    assert.ok(allows(profile, 'file-write-data', path), path);
  const forbidden = [
    '/tmp/claude/x',
    '/private/tmp/claude/x',
    '/dev/tty',
    `${homedir()}/.npm/_logs/x`,
    '/usr/x',
  ];
  for (const path of [...forbidden, `${place}/package/x`, `${place}/launch/shown/x`])
    assert.ok(!allows(profile, 'file-write-data', path), path);
});

test('on macOS there is no network, no socket and no proxy; to install, there is one', async () => {
  const alone = await makeProfile('none');
  assert.deepEqual(
    alone.filter((rule) => /\(allow (network|system-socket|mach-lookup .*trustd)/.test(rule)),
    ['(allow system-socket (require-all (socket-domain AF_SYSTEM) (socket-protocol 2)))'],
  );
  assert.equal(alone[0]?.includes('PROXY'), false);
  const installing = await makeProfile('host');
  assert.ok(installing.includes('(allow network*)'));
  const asks = (profile: string[]) => profile.some((rule) => rule.includes('SystemConfiguration.configd'));
  assert.deepEqual([asks(installing), asks(alone)], [true, false]);
});
