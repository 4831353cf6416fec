import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCatalogue } from '../data/catalogue.ts';

const servers = 60;

it('a crawl that is killed again and again finishes, loses nothing and does nothing twice', async (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'placard-interrupted-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'catalogue.db');
  const told: string[] = [];
  let kills = 0;
  for (let finished = false; !finished; ) {
    const program = join(import.meta.dirname, 'fixtures', 'crawl-until-killed.ts');
    const crawler = spawn(process.execPath, [program, file, String(servers)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = text(crawler.stdout);
    const ended = once(crawler, 'exit');
    if (kills < 4) {
      await once(crawler.stdout, 'readable');
      await sleep(20 * kills);
      crawler.kill('SIGKILL');
    }
    const [code] = await ended;
    if (code === null) kills++;
    finished = code === 0;
    told.push(...(await output).split('\n').slice(0, -1));
    const catalogue = openCatalogue(file);
    const stored = [...catalogue.reader.servers()];
    assert.deepEqual(
      told.filter((ref) => !stored.some((entry) => entry.ref === ref)),
      [],
    );
    assert.deepEqual(
      stored.filter(({ history }) => history.length !== 1 || history[0]?.toolCount !== 1),
      [],
    );
    catalogue.close();
    if (finished) assert.equal(stored.length, servers);
    else assert.equal(code, null);
  }
  assert.equal(new Set(told).size, told.length);
  assert.ok(kills >= 2, `${kills} kills`);
});
