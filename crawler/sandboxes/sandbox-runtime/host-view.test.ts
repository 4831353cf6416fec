import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { type SandboxMount, trialRequest } from '../../sandbox.ts';
import { viewFromHost } from './host-view.ts';

const place = realpathSync(mkdtempSync(join(tmpdir(), 'placard-view-test-')));
after(() => rmSync(place, { recursive: true }));
const host = join(place, 'host');
for (const name of ['package', 'node', 'python']) mkdirSync(join(host, name), { recursive: true });
symlinkSync(join(host, 'package'), join(place, 'link'));

const mounts: SandboxMount[] = [
  { from: join(host, 'node'), to: '/node/bin/node', writable: false },
  { from: join(place, 'link'), to: '/package', writable: true },
  { from: join(host, 'python'), to: '/python', writable: false },
  { from: join(host, 'python'), to: join(host, 'python'), writable: false },
];
let launches = 0;

function view(change: Partial<typeof trialRequest>) {
  const folder = join(place, `launch-${++launches}`);
  mkdirSync(folder);
  return { folder, ...viewFromHost({ ...trialRequest, mounts, ...change }, folder) };
}

test('strings that are paths are said as the host has them', () => {
  const cases: [string, string, string][] = [
    ['/package/index.js', `${host}/package/index.js`, 'it lies under a mount'],
    ['/package', `${host}/package`, 'it is one'],
    ['/packages', '/packages', 'it only begins like one'],
    ['--root=/package/data', `--root=${host}/package/data`, 'a flag carries one'],
    [
      '/node/bin:/usr/bin:/bin',
      'SHOWN/node/bin:/usr/bin:/bin',
      'a list, with a folder that holds only mounts',
    ],
    ['/home/sandbox/notes', 'OWN/home/sandbox/notes', 'it lies in the home'],
    ['/tmp', 'OWN/tmp', 'the folder of temporary files'],
    [`${host}/python/bin/python3`, `${host}/python/bin/python3`, 'a mount at its own path'],
    ['/etc/hosts', '/etc/hosts', 'it is of the system'],
    ['{"root":"/package"}', '{"root":"/package"}', 'no path, though it holds one'],
    ['read /package', 'read /package', 'words'],
    ['/', '/', 'the root is everybody’s'],
  ];
  const { folder, request } = view({
    program: '/node/bin/node',
    args: cases.map(([said]) => said),
    env: { HOME: '/home/sandbox' },
    cwd: '/package',
  });
  for (const [position, [said, expected, because]] of cases.entries()) {
    const filled = expected.replace('SHOWN', `${folder}/shown`).replace('OWN', `${folder}/own`);
    assert.equal(request.args[position], filled, `${said}: ${because}`);
  }
  assert.equal(request.program, `${host}/node`);
  assert.deepEqual(request.env, { HOME: `${folder}/own/home/sandbox` });
  assert.equal(request.cwd, `${host}/package`);
});

test('a folder of nothing but mounts leads to them, and what is written is a folder of the launch', () => {
  const { folder, readable, writable } = view({});
  assert.equal(readlinkSync(`${folder}/shown/node/bin/node`), `${host}/node`);
  assert.ok(existsSync(`${folder}/own/tmp`));
  assert.deepEqual(writable, [`${folder}/own/tmp`, `${folder}/own/home/sandbox`, `${host}/package`]);
  assert.ok(readable.includes(`${place}/link`) && readable.includes(`${host}/package`));
  assert.ok(!readable.includes(folder) && !readable.includes(place));
});

test('a mount below another leaves no trace in what the other shows', () => {
  const below = { from: join(host, 'python'), to: '/package/deep/python', writable: false };
  const { request } = view({ mounts: [...mounts, below], cwd: '/package/deep/python/bin' });
  assert.equal(request.cwd, `${host}/python/bin`);
  assert.ok(!existsSync(`${host}/package/deep`));
});

test('what is printed is said in the paths of the sandbox, wherever it is cut', async () => {
  const { folder, toSandbox } = view({});
  const printed = `{"a":"${host}/package/x"} ${folder}/own/tmp/y ${host}/python/z ${host}/packages \xff ${host}/node\n${host}/pack`;
  const expected = `{"a":"/package/x"} /tmp/y /python/z ${host}/packages \xff /node/bin/node\n${host}/pack`;
  for (const size of [1, 7, 1000]) {
    const stream = toSandbox();
    const bytes = Buffer.from(printed, 'latin1');
    for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
    stream.end();
    assert.equal(await text(stream.setEncoding('latin1')), expected, `in pieces of ${size}`);
  }
});

test('a whole message is passed on at once', () => {
  const stream = view({}).toSandbox();
  stream.write('{"id":1}\n');
  assert.equal(String(stream.read()), '{"id":1}\n');
});
