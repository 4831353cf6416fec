import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import { classify } from '../classifier/classify.ts';
import type { JsonObject } from '../crawler/json.ts';
import { type Catalogue, openCatalogue } from './catalogue.ts';
import { CatalogueError } from './catalogue-error.ts';
import { failed, listed } from './fixtures/observations.ts';

const workplace = mkdtempSync(join(tmpdir(), 'placard-catalogue-test-'));
const opened: Catalogue[] = [];
after(() => {
  for (const catalogue of opened) catalogue.close();
  rmSync(workplace, { recursive: true, force: true });
});

let files = 0;
const newFile = () => join(workplace, `${++files}.db`);

function open(file = newFile()): Catalogue {
  const catalogue = openCatalogue(file);
  opened.push(catalogue);
  return catalogue;
}

function assertRefused(run: () => unknown, message: RegExp): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof CatalogueError, String(error));
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /\n|SQLITE|sqlite_/);
    return true;
  });
}

function recordIn(file: string): void {
  const catalogue = openCatalogue(file);
  try {
    catalogue.record(failed());
  } finally {
    catalogue.close();
  }
}

describe('what is recorded', () => {
  it('is read back as it was, with its verdicts', () => {
    const catalogue = open();
    const definition = {
      name: 'delete_file',
      description: 'Deletes a file.',
      inputSchema: { type: 'object' },
    };
    const observation = listed(
      [definition],
      {},
      { prompts: [{ name: 'p' }], resources: [], remarks: ['Odd.'] },
    );
    catalogue.record(observation);
    assert.deepEqual(catalogue.reader.server('pkg:npm/fixture')?.listed?.tools, []);
    const [change] = catalogue.classifyAll('1', classify);
    assert.equal(change?.name, 'delete_file');
    assert.equal(change?.before, null);
    const { outcome, ...rest } = observation;
    assert.ok('listing' in outcome);
    const classification = classify(definition);
    assert.deepEqual(catalogue.reader.server('pkg:npm/fixture'), {
      purl: rest.purl,
      ref: rest.ref,
      package: null,
      failure: null,
      history: [{ version: '1.0.0', observedAt: rest.observedAt, outcome: 'listed', toolCount: 1 }],
      listed: {
        version: '1.0.0',
        observedAt: rest.observedAt,
        protocolVersion: '2025-11-25',
        serverInfo: { name: 'fixture' },
        capabilities: { tools: {} },
        instructions: null,
        promptCount: 1,
        resourceCount: 0,
        remarks: ['Odd.'],
        sandbox: rest.sandbox,
        command: rest.command,
        placeholders: rest.placeholders,
        attempts: 1,
        tools: [
          {
            name: 'delete_file',
            definition,
            digest: outcome.listing.tools[0]?.digest,
            firstSeenAt: rest.observedAt,
            firstSeenVersion: '1.0.0',
            classification: JSON.parse(JSON.stringify(classification)),
          },
        ],
      },
    });
    assert.deepEqual(
      [...catalogue.reader.tools()].map(({ name, category, description }) => [name, category, description]),
      [['delete_file', 'Destructive', 'Deletes a file.']],
    );
    assert.equal(catalogue.reader.observedAt, rest.observedAt);
    assert.equal(catalogue.reader.rulesetVersion, '1');
  });

  it('tells of the last look at a server or version how often in a row it came to that, and how long it stays true', () => {
    const catalogue = open();
    const nothing = { description: null, licence: null, homepage: null, repository: null, publishedAt: null };
    const facts = {
      ...{ name: 'fixture', version: '1.0.0', integrity: 'sha512-x', deprecated: null, mcpName: null },
      ...nothing,
    };
    for (const [day, version] of ['1.0.0', '1.0.0', '2.0.0'].entries())
      catalogue.record(failed({ version, observedAt: `2025-12-0${day + 1}T00:00:00.000Z` }));
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture')?.inARow, 3);
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture', '1.0.0')?.inARow, 2);
    const observedAt = '2025-12-04T00:00:00.000Z';
    catalogue.record(listed([], { version: '1.0.0', package: facts, observedAt }, { ttlMs: 5000 }));
    catalogue.record(failed({ version: '1.0.0', observedAt: '2025-12-05T00:00:00.000Z' }));
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture', '1.0.0')?.inARow, 1);
    catalogue.record(listed([], { version: '1.0.0', package: facts }, { ttlMs: 5000 }));
    assert.deepEqual(catalogue.lastOutcome('pkg:npm/fixture', '1.0.0'), {
      version: '1.0.0',
      observedAt: '2026-01-01T00:00:00.000Z',
      outcome: 'listed',
      inARow: 1,
      integrity: 'sha512-x',
      ttlMs: 5000,
    });
  });

  it('keeps an older listing in sight when the newest look failed', () => {
    const catalogue = open();
    catalogue.record(listed([{ name: 'read' }]));
    catalogue.record(
      listed([{ name: 'read' }, { name: 'more' }], {
        version: '2.0.0',
        observedAt: '2026-02-01T00:00:00.000Z',
      }),
    );
    catalogue.record(failed({ version: '3.0.0', observedAt: '2026-03-01T00:00:00.000Z' }));
    catalogue.classifyAll('1', classify);
    const entry = catalogue.reader.server('pkg:npm/fixture');
    assert.equal(entry?.failure?.reason, 'timed-out');
    assert.equal(entry?.failure?.version, '3.0.0');
    assert.equal(entry?.listed?.version, '2.0.0');
    assert.deepEqual(
      entry?.listed?.tools.map(({ name, firstSeenVersion }) => [name, firstSeenVersion]),
      [
        ['read', '1.0.0'],
        ['more', '2.0.0'],
      ],
    );
    assert.deepEqual(
      entry?.history.map(({ version, outcome, toolCount }) => [version, outcome, toolCount]),
      [
        ['1.0.0', 'listed', 1],
        ['2.0.0', 'listed', 2],
        ['3.0.0', 'timed-out', null],
      ],
    );
    assert.deepEqual(catalogue.lastOutcome('pkg:npm/fixture', '2.0.0')?.outcome, 'listed');
    assert.deepEqual(catalogue.lastOutcome('pkg:npm/fixture')?.outcome, 'timed-out');
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture', '4.0.0'), null);
    assert.equal(catalogue.reader.server('pkg:npm/other'), null);
  });

  const nest = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  const odd: [because: string, definition: JsonObject][] = [
    ['half a surrogate pair', { name: '\ud800', '\udc00': 1 }],
    ['NUL', { name: 'a\0b', description: 'before\0after' }],
    [
      'a key that is no plain property',
      JSON.parse('{"name":"p","__proto__":{"polluted":1},"constructor":2,"toJSON":"x"}'),
    ],
    ['no name, and a description that is no text', { description: { $ref: '#' }, name: [1] }],
    ['100 kB', { name: 'long', description: 'ü'.repeat(100_000) }],
    [
      'deeper than SQLite reads, though the crawler lets none through',
      { name: 'deep', inputSchema: nest(1500) },
    ],
    ['quotes', { name: `'"; DROP TABLE server; --`, description: '\u001b[2J<script>' }],
  ];
  for (const [because, definition] of odd) {
    it(`comes back the same: ${because}`, () => {
      const catalogue = open();
      const prompts = [definition];
      catalogue.record(listed([definition], {}, { prompts, instructions: '\0\u202e' }));
      catalogue.classifyAll('1', classify);
      const entry = [...catalogue.reader.servers()][0]?.listed;
      assert.equal(JSON.stringify(entry?.tools[0]?.definition), JSON.stringify(definition));
      assert.equal(entry?.instructions, '\0\u202e');
      assert.equal(entry?.promptCount, 1);
      const [row] = catalogue.reader.tools();
      const { description } = definition;
      assert.equal(row?.description, typeof description === 'string' ? description.slice(0, 300) : '');
      assert.equal('polluted' in {}, false);
    });
  }

  it('is stored whole or not at all', () => {
    const catalogue = open();
    const observation = listed([{ name: 'a' }, { name: 'b' }]);
    assert.ok('listing' in observation.outcome);
    for (const tool of observation.outcome.listing.tools) tool.position = 0;
    assert.throws(() => catalogue.record(observation), /append-only/);
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture'), null);
    assert.equal(catalogue.reader.observedAt, null);
    assert.deepEqual(catalogue.classifyAll('1', classify), []);
  });

  it('is stored once, however often the same look is given', () => {
    const catalogue = open();
    const observation = listed([{ name: 'a' }]);
    for (let time = 0; time < 3; time++) catalogue.record(structuredClone(observation));
    catalogue.record({ ...observation, observedAt: '2026-01-02T00:00:00.000Z' });
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture')?.inARow, 2);
  });

  it('is never changed: facts are append-only', () => {
    const catalogue = open();
    catalogue.record(listed([{ name: 'a' }]));
    const other = new Database(catalogue.file);
    const dump = () =>
      ['server', 'definition', 'observation', 'listed_tool'].map((table) =>
        other.prepare(`SELECT * FROM ${table}`).all(),
      );
    const before = dump();
    const changes = [
      "UPDATE server SET ref = 'x'",
      'DELETE FROM server',
      "UPDATE observation SET outcome = 'x'",
      'DELETE FROM observation',
      'INSERT OR REPLACE INTO observation SELECT * FROM observation',
      "UPDATE definition SET body = '{}'",
      'DELETE FROM definition',
      'UPDATE listed_tool SET position = 7',
      'DELETE FROM listed_tool',
      'INSERT OR REPLACE INTO listed_tool SELECT * FROM listed_tool',
    ];
    for (const change of changes) assert.throws(() => other.exec(change), /append-only/, change);
    other.exec("INSERT OR REPLACE INTO definition SELECT digest, '{}' FROM definition");
    other.exec("INSERT OR REPLACE INTO server SELECT purl, 'x' FROM server");
    assert.deepEqual(dump(), before);
    other.close();
  });
});

describe('classifyAll', () => {
  it('judges again only what this ruleset has not judged, and tells only what differs', () => {
    const catalogue = open();
    const seen: string[] = [];
    const watched = (definition: JsonObject) => {
      seen.push(String(definition.name));
      return classify(definition);
    };
    const names = Array.from({ length: 1203 }, (_, index) => `list_${index}`);
    catalogue.record(listed(names.map((name) => ({ name }))));
    assert.equal(catalogue.classifyAll('1', watched).length, 1203);
    assert.deepEqual(seen.toSorted(), names.toSorted());
    seen.length = 0;
    assert.deepEqual(catalogue.classifyAll('1', watched), []);
    catalogue.record(listed([{ name: 'list_0' }, { name: 'new' }], { version: '2.0.0' }));
    assert.deepEqual(
      catalogue.classifyAll('1', watched).map(({ name }) => name),
      ['new'],
    );
    assert.deepEqual(seen, ['new']);
    const graver = (definition: JsonObject) => {
      const verdict = classify(definition);
      return definition.name === 'list_7' ? { ...verdict, category: 'Financial' as const } : verdict;
    };
    const [change, ...rest] = catalogue.classifyAll('2', graver);
    assert.deepEqual(rest, []);
    assert.equal(change?.name, 'list_7');
    assert.deepEqual([change?.before?.category, change?.after.category], ['Read', 'Financial']);
    assert.equal(catalogue.classifyAll('2', classify, true).length, 1);
  });

  it('keeps what was judged before a rule failed', () => {
    const catalogue = open();
    catalogue.record(listed([{ name: 'a' }]));
    catalogue.classifyAll('1', classify);
    const faulty = () => {
      throw new Error('A fault of a rule.');
    };
    assert.throws(() => catalogue.classifyAll('2', faulty), /A fault of a rule/);
    assert.equal(catalogue.reader.rulesetVersion, '1');
  });
});

describe('reading a list', () => {
  it('hinders nobody: others read, write and go through it at the same time', () => {
    const catalogue = open();
    for (const name of ['b', 'a', 'c'])
      catalogue.record(listed([{ name }], { purl: `pkg:npm/${name}`, ref: `npm:${name}` }));
    catalogue.classifyAll('1', classify);
    const seen: string[] = [];
    for (const { purl } of catalogue.reader.servers()) {
      assert.equal(catalogue.reader.server(purl)?.purl, purl);
      assert.equal([...catalogue.reader.servers()].length, 3);
      for (const tool of catalogue.reader.tools()) seen.push(tool.name);
      catalogue.record(failed({ purl, ref: 'npm:x' }));
      catalogue.classifyAll('1', classify);
    }
    assert.equal(seen.join(''), 'abc'.repeat(3));
    for (const _ of catalogue.reader.servers()) break;
    catalogue.record(failed());
  });

  it('streams 2,000 servers with flat memory', () => {
    const catalogue = open();
    const description = 'x'.repeat(10_000);
    for (let number = 0; number < 2000; number++) {
      const purl = `pkg:npm/s${String(number).padStart(4, '0')}`;
      const definitions = [1, 2, 3].map((index) => ({ name: `get_${number}_${index}`, description }));
      catalogue.record(listed(definitions, { purl, ref: 'npm:s' }));
    }
    const verdict = classify({ name: 'get' });
    catalogue.classifyAll('1', ({ name }) => ({ ...verdict, name: String(name) }));
    const heaps: number[] = [];
    let servers = 0;
    let tools = 0;
    for (const { listed: listing } of catalogue.reader.servers()) {
      servers++;
      tools += listing?.tools.length ?? 0;
      if (servers % 500 === 0) heaps.push(measureHeap());
    }
    assert.deepEqual([servers, tools, [...catalogue.reader.tools()].length], [2000, 6000, 6000]);
    // 60 MB of definitions lie on disk; held all at once they would be seen.
    assert.ok(Math.max(...heaps) - Math.min(...heaps) < 5_000_000, `bytes of heap: ${heaps}`);
  });
});

/** What is still in use, after the garbage was collected. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

describe('a catalogue whose writer is killed', () => {
  it('opens, holds all that was stored, each look whole, and goes on', { timeout: 60_000 }, async () => {
    const file = newFile();
    const stored = new Set<string>();
    const next = () => String(stored.size === 0 ? 0 : Math.max(...[...stored].map(Number)) + 1);
    for (let round = 0; round < 8; round++) {
      const program = join(import.meta.dirname, 'fixtures', 'record-until-killed.ts');
      const writer = spawn(process.execPath, [program, file, next()], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const told = text(writer.stdout);
      await once(writer.stdout, 'readable');
      await sleep(round * 7);
      writer.kill('SIGKILL');
      for (const line of (await told).split('\n').slice(0, -1)) stored.add(line);
      const catalogue = openCatalogue(file);
      catalogue.classifyAll('1', classify);
      const entry = catalogue.reader.server('pkg:npm/fixture');
      const versions = entry?.history.map(({ version }) => version) ?? [];
      assert.deepEqual(
        [...stored].filter((version) => !versions.includes(version)),
        [],
      );
      assert.ok(versions.length <= stored.size + 1, 'At most the look under way is stored and not told of.');
      assert.equal(new Set(versions).size, versions.length);
      assert.ok(entry?.history.every(({ toolCount }) => toolCount === 40));
      assert.equal(entry?.listed?.tools.length, 40);
      for (const version of versions) stored.add(version ?? '');
      catalogue.close();
    }
    assert.ok(stored.size > 8, `${stored.size} looks in all`);
  });

  it('is made once where two open it at the same time', async () => {
    const file = newFile();
    const program = join(import.meta.dirname, 'fixtures', 'record-until-killed.ts');
    const writers = [0, 1_000_000, 2_000_000].map((first) =>
      spawn(process.execPath, [program, file, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    await Promise.all(
      writers.map(async (writer) => {
        const complaints = text(writer.stderr);
        await Promise.race([once(writer.stdout, 'readable'), once(writer, 'exit')]);
        writer.kill('SIGKILL');
        assert.equal(await complaints, '');
      }),
    );
    assert.ok((open(file).reader.server('pkg:npm/fixture')?.history.length ?? 0) >= 3);
  });
});

describe('a file that is no catalogue to write in', () => {
  it('is no database', () => {
    const file = newFile();
    writeFileSync(
      file,
      'Not a database, but a text that is long enough to be read as a header of one. '.repeat(20),
    );
    assertRefused(() => openCatalogue(file), /is no SQLite database: name another file with --catalogue\.$/);
    assert.match(readFileSync(file, 'utf8'), /^Not a database/);
  });

  it('belongs to another program, and is left as it is', () => {
    const file = newFile();
    const other = new Database(file);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    const before = readFileSync(file);
    assertRefused(() => openCatalogue(file), /is a SQLite database of another program/);
    assert.deepEqual(readFileSync(file), before);
  });

  it('was written by a newer placard', () => {
    const file = newFile();
    openCatalogue(file).close();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    assertRefused(() => openCatalogue(file), /was written by a newer placard: update placard/);
  });

  it('is damaged', () => {
    const file = newFile();
    const catalogue = openCatalogue(file);
    for (let number = 0; number < 300; number++)
      catalogue.record(listed([{ name: `tool-${number}` }], { version: String(number) }));
    catalogue.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096);
    writeFileSync(file, bytes);
    assertRefused(() => {
      const damaged = openCatalogue(file);
      try {
        return [...damaged.reader.servers()];
      } finally {
        damaged.close();
      }
    }, /is damaged: restore it from a copy/);
  });

  it('is a folder, or lies where no folder can be', () => {
    const folder = newFile();
    mkdirSync(folder);
    assertRefused(() => openCatalogue(folder), /cannot be opened/);
    writeFileSync(`${folder}.txt`, '');
    assertRefused(
      () => openCatalogue(join(`${folder}.txt`, 'inside', 'a.db')),
      /its folder does not exist: make it/,
    );
  });

  it('is locked: another program is waited for, but not for ever', () => {
    const catalogue = open();
    const other = new Database(catalogue.file);
    other.exec('BEGIN IMMEDIATE');
    assertRefused(() => catalogue.record(failed()), /is locked by another program: wait until that one ends/);
    other.exec('COMMIT');
    other.close();
    catalogue.record(failed());
    assert.equal(catalogue.lastOutcome('pkg:npm/fixture')?.outcome, 'timed-out');
  });

  it('may not be written', { skip: process.getuid?.() === 0 ? 'root may write everything' : false }, () => {
    const file = newFile();
    openCatalogue(file).close();
    chmodSync(file, 0o444);
    assertRefused(() => recordIn(file), /may not be written: check its permissions\.$/);
  });

  it('lies on a full or a read-only disk', (test) => {
    const disk = join(workplace, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return test.skip('a small disk can be mounted by root only');
    }
    const file = join(disk, 'catalogue.db');
    const catalogue = openCatalogue(file);
    let stored = 0;
    try {
      assertRefused(() => {
        for (; stored < 1000; stored++)
          catalogue.record(
            listed([{ name: `tool-${stored}`, description: 'x'.repeat(9000) }], { version: String(stored) }),
          );
      }, /cannot grow, for its disk is full: what was stored before is kept/);
      assert.ok(stored > 5);
      assert.equal(catalogue.lastOutcome('pkg:npm/fixture')?.version, String(stored - 1));
    } finally {
      catalogue.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      try {
        assertRefused(() => recordIn(file), /may not be written: check its permissions\.$/);
      } finally {
        execFileSync('umount', [disk]);
      }
    }
  });
});
