import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { scriptLauncher, scriptProbe } from './fixtures/scripted.ts';
import { CacheError, guardCache, openCache } from './guard-cache.ts';
import type { Failed, Launcher } from './launcher.ts';
import { makeFolderLauncher } from './launchers/folder/index.ts';
import { makeMcpbLauncher } from './launchers/mcpb/index.ts';
import { parseRef } from './ref.ts';

const folder = mkdtempSync(join(tmpdir(), 'placard-cache-test-'));
after(() => rmSync(folder, { recursive: true }));

function isCacheError(says: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof CacheError, String(error));
    assert.match(error.message, says);
    assert.match(error.message, /or name another one with PLACARD_CACHE, and run this again\.$/);
    return true;
  };
}

/** A launcher whose installer fails with these last words. */
function failing(stderrTail: string): Launcher {
  const failed: Failed = { failure: { reason: 'install-failed', detail: 'It failed.', stderrTail } };
  return {
    ...scriptLauncher({ a: failed }),
    prepare: async () => failed,
    prepareOnOlder: async () => failed,
  };
}

const full = /has too little room left: make room/;
const lastWords = ['npm error code ENOSPC', 'error: No space left on device (os error 28)'];

test('a full disk is a fault of this machine, whoever meets it', async (context) => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return context.skip('a small disk can be mounted by root only');
  }
  try {
    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'package.json'), '{"name":"a","bin":"a.js"}');
    writeFileSync(join(source, 'a.js'), 'x'.repeat(2_000_000));
    writeFileSync(join(folder, 'large.mcpb'), 'x'.repeat(2_000_000));
    const cases = [
      () => guardCache(makeFolderLauncher(disk), disk).resolve(parseRef(source)),
      () => guardCache(makeMcpbLauncher(disk, {}), disk).resolve(parseRef(join(folder, 'large.mcpb'))),
      ...lastWords.map((words) => () => guardCache(failing(words), disk).resolve(parseRef('npm:a'))),
    ];
    for (const look of cases) await assert.rejects(look, isCacheError(full));
    const found = await scriptLauncher({ b: '1.0.0' }).resolve(parseRef('npm:b'));
    const { sandbox } = scriptProbe();
    assert.ok('version' in found && sandbox !== null);
    const guarded = guardCache(failing(lastWords[0] ?? ''), disk);
    assert.ok('prepare' in guarded);
    await assert.rejects(guarded.prepare(found, sandbox), isCacheError(full));
    await assert.rejects(async () => guarded.prepareOnOlder?.(found, sandbox), isCacheError(full));
    // What did not fit is gone again.
    assert.deepEqual(readdirSync(join(disk, 'bundles')), []);
  } finally {
    execFileSync('umount', [disk]);
  }
});

test('what a package prints of a full disk is its own failure where there is room', async () => {
  for (const words of lastWords) {
    const result = await guardCache(failing(words), folder).resolve(parseRef('npm:a'));
    assert.ok('failure' in result);
    assert.equal(result.failure.reason, 'install-failed');
  }
});

test('a folder that cannot be made or written is named, with the reason', { timeout: 30_000 }, async () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked, { mode: 0o500 });
  writeFileSync(join(folder, 'beside'), '');
  const refusals: [cache: string, says: RegExp][] = [
    [join(folder, 'beside', 'a'), /has a file where a folder should be: remove that/],
    [join(folder, 'x'.repeat(300)), /has too long a name: shorten it/],
  ];
  if (process.platform === 'linux') refusals.push(['/proc/placard/a', /takes no folders: make it otherwise/]);
  if (process.getuid?.() !== 0)
    for (const cache of [locked, join(locked, 'a')])
      refusals.push([cache, /may not be written by this user/]);
  for (const [cache, says] of refusals)
    await assert.rejects(
      guardCache(scriptLauncher({ a: '1' }), cache).resolve(parseRef('npm:a')),
      isCacheError(says),
    );
});

test('a disk that may not be written is named', async (context) => {
  const disk = join(folder, 'read-only');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return context.skip('a disk can be mounted by root only');
  }
  try {
    for (const cache of [disk, join(disk, 'a')])
      await assert.rejects(openCache(cache), isCacheError(/lies on a disk that may not be written/));
  } finally {
    execFileSync('umount', [disk]);
  }
});

test('a file in the place of the folder is named', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  writeFileSync(join(folder, 'any.mcpb'), '');
  const looking = guardCache(makeMcpbLauncher(file, {}), file).resolve(parseRef(join(folder, 'any.mcpb')));
  await assert.rejects(looking, isCacheError(/is no folder: remove it/));
});
