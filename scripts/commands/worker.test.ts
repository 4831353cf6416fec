import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sendJson, serve } from '../../crawler/http/fixtures/serve.ts';
import { startRegistry } from '../../crawler/launchers/npm/fixtures/registry.ts';
import { findAbsence, type Postgres, startPostgres } from '../../crawler/queue/fixtures/postgres.ts';
import { openCatalogue } from '../../data/catalogue.ts';
import { makeFolder, runPlacard, startProgram, until } from '../fixtures/run-program.ts';

const packages = join(import.meta.dirname, '../../crawler/launchers/npm/fixtures/packages');
const absence = findAbsence();
let postgres: Postgres;

describe('placard worker and crawl --queue', { skip: absence ?? false, timeout: 180_000 }, () => {
  before(async () => {
    postgres = await startPostgres();
  });
  after(async () => {
    await postgres?.close();
  });

  it('works by the command line, and each of its programs can be ended and started again', async (test) => {
    const registry = await startRegistry();
    test.after(() => registry.close());
    for (const name of ['base', 'good', 'hangs']) await registry.publish(join(packages, name));
    const queue = await postgres.createDatabase();
    const folder = makeFolder();
    const file = join(folder, 'catalogue.db');
    const env = { npm_config_registry: registry.url, PLACARD_CACHE: folder, PLACARD_CATALOGUE: file };
    const startWorker = (...args: string[]) =>
      startProgram(test, 'main.ts', ['worker', '--queue', queue, ...args], env);
    const startCrawl = () =>
      startProgram(
        test,
        'main.ts',
        ['crawl', '--queue', queue, '--only', 'npm:fixture-good', 'npm:fixture-hangs'],
        env,
      );

    const worker = startWorker('--concurrency', '2');
    const crawl = startCrawl();
    await until(() => crawl.said().includes('npm:fixture-good 1.0.0: 2 tools'));
    crawl.child.kill('SIGINT');
    assert.equal(await crawl.ended, 3, crawl.said());
    assert.match(crawl.said(), /Ending\. Workers go on with what is queued/);
    worker.child.kill('SIGTERM');
    await until(() => worker.said().includes('Ending after the servers under way'));
    worker.child.kill('SIGTERM');
    assert.equal(await worker.ended, 0, worker.said());
    assert.deepEqual(worker.lines, ['1 server examined.']);

    const quick = startWorker('--timeout', '2');
    const again = startCrawl();
    assert.equal(await again.ended, 0, again.said());
    assert.match(
      again.said(),
      /Of what an earlier crawl asked for, 0 finished meanwhile and 1 did not yet\./,
    );
    assert.match(again.said(), /npm:fixture-hangs 1\.0\.0: timed-out/);
    assert.match(again.lines[0] ?? '', /^0 servers listed, 1 failed, 1 known already/);
    quick.child.kill('SIGINT');
    assert.equal(await quick.ended, 0, quick.said());
  });

  it('starts servers with what sources declare of them, as a crawl by itself does', async (test) => {
    const registry = await startRegistry();
    test.after(() => registry.close());
    for (const name of ['base', 'declared-elsewhere']) await registry.publish(join(packages, name));
    const entry = {
      registryType: 'npm',
      identifier: 'fixture-declared-elsewhere',
      version: '1.0.0',
      packageArguments: [{ type: 'named', name: '--root', isRequired: true, format: 'filepath' }],
      environmentVariables: [{ name: 'FIXTURE_TENANT', isRequired: true, description: 'UUID of the tenant' }],
    };
    const source = await serve(test, (_, response) =>
      sendJson(response, {
        servers: [{ server: { name: 'io.example/fixture', packages: [entry] } }],
        metadata: { count: 1 },
      }),
    );
    const queue = await postgres.createDatabase();
    const folder = makeFolder();
    const env = { npm_config_registry: registry.url, PLACARD_CACHE: folder };
    const look = async (file: string, ...more: string[]) => {
      const { code, stderr } = await runPlacard(['crawl', '--source', 'mcp-registry', ...more], {
        env: { ...env, PLACARD_CATALOGUE: file, PLACARD_SOURCE_URL_MCP_REGISTRY: source.url },
      });
      assert.equal(code, 0, stderr);
      const catalogue = openCatalogue(file);
      const [server] = [...catalogue.reader.servers()];
      catalogue.close();
      assert.ok(server?.listed, stderr);
      return server.listed;
    };
    const worker = startProgram(test, 'main.ts', ['worker', '--queue', queue], env);
    const elsewhere = await look(join(folder, 'elsewhere.db'), '--queue', queue);
    worker.child.kill('SIGTERM');
    assert.equal(await worker.ended, 0, worker.said());
    assert.deepEqual(worker.lines, ['1 server examined.']);
    const here = await look(join(folder, 'here.db'));
    assert.deepEqual(elsewhere.placeholders, here.placeholders);
    assert.deepEqual(
      here.placeholders.map(({ name, source: from }) => `${name} (${from})`),
      ['--root (registry)', 'FIXTURE_TENANT (registry)'],
    );
  });

  it('is refused in one line where the queue cannot be used', async () => {
    const unreachable = 'postgres://placard:geheim@127.0.0.1:1/placard';
    const cases: [args: string[], says: RegExp][] = [
      [['crawl', '--only', 'npm:a', '--queue', unreachable], /127\.0\.0\.1:1\/placard refuses connections/],
      [['crawl', '--only', 'npm:a', '--queue', 'queue'], /no PostgreSQL address/],
      [['crawl', '--only', 'npm:a', '--queue', unreachable, '--concurrency', '2'], /give --concurrency/],
    ];
    for (const [args, says] of cases) {
      const { code, stdout, stderr } = await runPlacard(args);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /geheim|\n./);
    }
  });
});
