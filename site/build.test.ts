import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { load } from 'cheerio';
import { correct } from '../classifier/correct.ts';
import type { ToolChange } from '../data/changes.ts';
import { buildSite } from './build.ts';
import { listServer, readEntries } from './fixtures/catalogue.ts';
import { entries } from './fixtures/entries.ts';
import { showHiddenCharacters } from './hidden-characters.ts';

const options = { baseUrl: null, version: '0.0.0' };

describe('buildSite', () => {
  let out = '';
  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'placard-site-'));
    await buildSite(readEntries(entries), { ...options, out });
  });
  after(() => rm(out, { recursive: true }));

  const makeFolder = (name: string) => `${out}-${name}`;
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const readJson = (path: string) => JSON.parse(read(path));
  const allPages = () => globSync('**/*.html', { cwd: out }).sort();

  it('writes the same bytes for the same catalogue, and no file twice', async () => {
    const report = await buildSite(readEntries(entries.toReversed()), { ...options, out });
    assert.equal(report.written, 0);
    assert.equal(report.removed, 0);
    assert.ok(report.unchanged > 2 * 40);
  });

  it('puts a JSON twin beside each page, with its title and kind', () => {
    for (const file of allPages().filter((file) => file !== '404.html')) {
      const twin = readJson(file.replace('.html', '.json'));
      assert.ok(twin.kind, file);
      assert.ok(
        load(read(file))('title').text().startsWith(twin.title.slice(0, 5).trim()) || /U\+/.test(read(file)),
      );
    }
  });

  it('links only to what is there, and to places that the page has', () => {
    for (const file of allPages()) {
      const page = load(read(file));
      const folder = file === '404.html' ? '/' : `/${file.replace('index.html', '')}`;
      for (const element of page('[href]:not(use), [src]')) {
        const target = page(element).attr('href') ?? page(element).attr('src') ?? '';
        if (page(element).attr('rel')?.includes('noreferrer')) continue;
        const { pathname, hash, host } = new URL(target, `http://site.invalid${folder}`);
        assert.equal(host, 'site.invalid', `${file} → ${target}`);
        const found = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
        assert.ok(existsSync(join(out, decodeURI(found))), `${file} → ${target}`);
        if (hash === '') continue;
        const there = load(read(decodeURI(found).slice(1)));
        assert.ok(there(`[id="${hash.slice(1)}"]`).length === 1, `${file} → ${target}`);
      }
    }
  });

  it('gives no id twice on a page', () => {
    for (const file of allPages()) {
      const page = load(read(file));
      const ids = page('[id]')
        .toArray()
        .map((element) => page(element).attr('id'));
      assert.equal(new Set(ids).size, ids.length, file);
    }
  });

  it('reaches every page by links from the front page', () => {
    const seen = new Set<string>();
    const queue = ['/'];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const page = load(read(`${path.slice(1)}index.html`));
      for (const element of page('a[href]')) {
        const { host, pathname } = new URL(page(element).attr('href') ?? '', `http://site.invalid${path}`);
        if (host === 'site.invalid' && pathname.endsWith('/')) queue.push(pathname);
      }
    }
    const written = allPages()
      .filter((file) => file !== '404.html')
      .map((file) => `/${file.replace('index.html', '')}`);
    assert.deepEqual([...seen].sort(), written.sort());
  });

  it('shows hostile text as text: the page has the elements that any other has', () => {
    const tools = readJson('servers/npm/hostile/index.json').tools;
    const known = elementsOf('servers/npm/@example/notes/tools/manage_notebook/index.html');
    for (const element of ['DETAILS', 'SUMMARY', 'SPAN', 'UL', 'LI', 'Q']) known.add(element);
    for (const { path, name } of tools) {
      for (const element of elementsOf(`${path}index.html`))
        assert.ok(known.has(element), `${name}: ${element}`);
      assert.equal(showHiddenCharacters(read(`${path}index.html`)), read(`${path}index.html`));
    }
  });

  it('shows what a name holds, with what cannot be seen made visible', () => {
    const names = readJson('servers/npm/hostile/index.json').tools;
    const shown = (position: number) => load(read(`${names[position].path}index.html`))('h1').text();
    assert.equal(shown(0), '<script>alert(1)</script>');
    assert.equal(shown(1), '{{constructor}}');
    assert.equal(shown(2), '__proto__');
    assert.equal(shown(4), 'U+001B[31mredU+001B[0m');
    assert.equal(shown(5), 'rightU+202Eleft');
    assert.equal(shown(8), '(no name)');
    assert.ok(shown(13).length < 120);
  });

  it('keeps a description of 100 kB behind a disclosure, whole', () => {
    const page = load(read('servers/npm/hostile/tools/long/index.html'));
    const rest = page('.definition .rest');
    assert.match(rest.find('summary').text(), /characters in all/);
    assert.ok(rest.text().length > 60_000);
  });

  it('offers no address but a web address for following', () => {
    const page = load(read('servers/npm/@example/notes/index.html'));
    const hrefs = page('a[rel~=noreferrer]')
      .toArray()
      .map((element) => page(element).attr('href'));
    assert.deepEqual(hrefs, ['https://example.org/notes.git']);
  });

  it('shows a failed look with its reason and what would mend it', () => {
    const text = load(read('servers/npm/needs-a-key/index.html'))('main').text();
    assert.match(text, /Needs credentials/);
    assert.match(text, /What would mend it/);
    assert.match(text, /<b>API_KEY is required<\/b>/);
  });

  it('keeps the tools of a server whose newest look failed, and says so', () => {
    const text = load(read('servers/npm/went-away/index.html'))('main').text();
    assert.match(text, /The newest look failed: Timed out/);
    assert.match(text, /list_things/);
  });

  it('says what would be here where there is nothing', () => {
    assert.match(load(read('servers/npm/empty/index.html'))('main').text(), /listed none/);
  });

  it('never says that something is safe, secure or trusted in its own words', () => {
    for (const file of allPages()) {
      const page = load(read(file));
      page('.quoted, q, code, pre, mark, .clamped, h1, title').remove();
      assert.doesNotMatch(page('body').text(), /\b(?:safe|secure|trusted)\b|!/i, file);
    }
  });

  it('cuts long lists into pages', async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      name: `list_${index}`,
      description: 'List all things.',
    }));
    const folder = makeFolder('many');
    await buildSite(readEntries([listServer('pkg:npm/many', many)]), { ...options, out: folder });
    for (const page of ['', 'page/2/', 'page/3/'])
      assert.ok(existsSync(join(folder, 'categories/read', page, 'index.html')));
    assert.match(
      readFileSync(join(folder, 'categories/read/page/3/index.html'), 'utf8'),
      /201 to 250 of 250/,
    );
    await rm(folder, { recursive: true });
  });

  it('builds a site of an empty catalogue', async () => {
    const folder = makeFolder('none');
    const report = await buildSite(readEntries([]), { ...options, out: folder });
    assert.ok(report.pages > 10);
    assert.match(readFileSync(join(folder, 'index.html'), 'utf8'), /no server has been looked at yet/);
    await rm(folder, { recursive: true });
  });

  it('writes full addresses, a sitemap and a feed only where it is told where the site stands', async () => {
    assert.ok(!existsSync(join(out, 'sitemap.xml')));
    assert.doesNotMatch(read('index.html'), /rel="canonical"/);
    const folder = makeFolder('based');
    const baseUrl = 'https://example.org/placard';
    await buildSite(readEntries(entries), { ...options, out: folder, baseUrl });
    const sitemap = load(readFileSync(join(folder, 'sitemap-1.xml'), 'utf8'), { xml: true });
    const listed = sitemap('loc')
      .toArray()
      .map((element) => sitemap(element).text());
    assert.ok(listed.includes(`${baseUrl}/servers/npm/@example/notes/`));
    assert.equal(listed.length, allPages().length - 1);
    const feed = load(readFileSync(join(folder, 'feed.xml'), 'utf8'), { xml: true });
    assert.equal(feed('entry').length, entries.length);
    const ids = feed('entry > id').toArray();
    assert.equal(new Set(ids.map((element) => feed(element).text())).size, entries.length);
    await rm(folder, { recursive: true });
  });

  it('tells of a changed tool on its page, on its server’s page and in the feed', async () => {
    const entry = listServer('pkg:npm/changed', [{ name: 'rows', description: 'Deletes all rows.' }]);
    const change: ToolChange = {
      observedAt: '2026-11-20T08:00:00.000Z',
      versions: { before: '1.0.0', after: '2.0.0' },
      tool: 'rows',
      kind: 'changed',
      parts: ['description'],
      verdicts: {
        before: { category: 'Read', riskLevel: 'Low' },
        after: { category: 'Destructive', riskLevel: 'Critical' },
      },
    };
    const folder = makeFolder('changed');
    const baseUrl = 'https://example.org/';
    await buildSite(readEntries([entry], [change]), { ...options, out: folder, baseUrl });
    const page = (path: string) =>
      load(readFileSync(join(folder, path), 'utf8'), { xml: path.endsWith('xml') });
    const row = /2\.0\.0.*changed: description.*Read, Low → Destructive, Critical rose/s;
    assert.match(page('servers/npm/changed/index.html')('[aria-labelledby=changes]').text(), row);
    const tool = page('servers/npm/changed/tools/rows/index.html');
    assert.match(tool('[aria-labelledby=history]').text(), row);
    const feed = page('feed.xml');
    const titles = feed('entry > title')
      .toArray()
      .map((element) => feed(element).text());
    assert.deepEqual(titles.toSorted(), ['changed: first look', 'changed: riskier tools']);
    assert.match(feed('entry > summary').text(), /1 changed, 1 at a higher level, version 2\.0\.0/);
    await rm(folder, { recursive: true });
  });

  it("shows a reviewed correction with the rules' own verdict beside it", async () => {
    const entry = listServer('pkg:npm/corrected', [
      { name: 'delete_cache', description: 'Deletes the cache.' },
    ]);
    const [tool] = entry.listed?.tools ?? [];
    assert.ok(tool);
    const link = 'https://example.invalid/review';
    tool.classification = correct(tool.classification, {
      category: 'Write',
      reason: 'It fills again.',
      link,
    });
    const folder = makeFolder('corrected');
    await buildSite(readEntries([entry]), { ...options, out: folder });
    const page = load(
      readFileSync(join(folder, 'servers/npm/corrected/tools/delete_cache/index.html'), 'utf8'),
    );
    assert.match(page('header.verdict').text(), /can create or change something .*as a reviewer decided/);
    const correction = page('[aria-labelledby=correction]');
    assert.match(correction.text(), /It fills again\..*The rules alone say Destructive, level Critical\./);
    assert.equal(correction.find('a').attr('href'), link);
    await rm(folder, { recursive: true });
  });

  function elementsOf(path: string): Set<string> {
    const page = load(read(path));
    return new Set(
      page('*')
        .toArray()
        .map((element) => page(element).prop('tagName') ?? ''),
    );
  }
});
