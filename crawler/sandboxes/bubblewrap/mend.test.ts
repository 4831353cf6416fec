import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { mendTrial, mendVersion } from './mend.ts';

test('a version without bounded tmpfs is too old', () => {
  assert.match(mendVersion('bubblewrap 0.6.1') ?? '', /0\.6\.1 is too old/);
  assert.equal(mendVersion('bubblewrap 0.8.0'), null);
  assert.equal(mendVersion('bubblewrap 0.11.0'), null);
  assert.equal(mendVersion('bubblewrap 1.0'), null);
});

const cases = [
  { file: 'kernel/unprivileged_userns_clone', value: '0', says: 'kernel.unprivileged_userns_clone=1' },
  { file: 'user/max_user_namespaces', value: '0', says: 'user.max_user_namespaces=' },
  {
    file: 'kernel/apparmor_restrict_unprivileged_userns',
    value: '1',
    says: 'kernel.apparmor_restrict_unprivileged_userns=0',
  },
  { file: 'kernel/unprivileged_userns_clone', value: '1', says: 'docker run' },
];
for (const { file, value, says } of cases) {
  test(`${file} ${value}: ${says}`, () => {
    const settings = mkdtempSync(join(tmpdir(), 'placard-settings-'));
    mkdirSync(dirname(join(settings, file)), { recursive: true });
    writeFileSync(join(settings, file), `${value}\n`);
    const mend = mendTrial('bwrap: setting up uid map: Permission denied\n', settings);
    rmSync(settings, { recursive: true });
    assert.ok(mend.includes(says) && mend.includes('uid map: Permission denied'), mend);
  });
}

test('a missing prlimit is named', () => {
  assert.match(mendTrial('bwrap: execvp /usr/bin/prlimit: No such file or directory'), /util-linux/);
});
