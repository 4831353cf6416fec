import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildSite } from './build.ts';
import { readEntries } from './fixtures/catalogue.ts';
import { entries } from './fixtures/entries.ts';
import { type ServedFolder, serveFolder } from './serve.ts';

const executablePath = '/usr/bin/chromium';
const skip = existsSync(executablePath) ? false : `left out: there is no ${executablePath}`;
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const args = ['--no-sandbox', '--disable-gpu', ...quiet];

/** One of every kind of page, and the ones that hostile servers have. */
const paths = [
  '',
  'about/',
  'categories/destructive/',
  'failures/',
  'levels/critical/',
  'no/such/page/',
  'risk-table/',
  'rules/',
  'rules/path-parameter/',
  'servers/',
  'servers/npm/@example/notes/',
  'servers/npm/@example/notes/tools/manage_notebook/',
  'servers/npm/@example/notes/tools/write_note/',
  'servers/npm/hostile/',
  'servers/npm/hostile/tools/long/',
  'servers/npm/hostile/tools/script-alert-1-script-5c140d35/',
  'servers/npm/needs-a-key/',
];
const looks = [
  { name: 'in light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'in dark, on a phone', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

describe('the site in a browser', { skip, timeout: 120_000 }, () => {
  let out = '';
  let served: ServedFolder;
  let browser: Browser;
  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'placard-pages-'));
    await buildSite(readEntries(entries), { out, baseUrl: null, version: '0.0.0' });
    served = await serveFolder(out, 0);
    browser = await chromium.launch({ executablePath, args });
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await rm(out, { recursive: true, force: true });
  });

  for (const { name, ...look } of looks) {
    describe(name, () => {
      let page: Page;
      let complaints: string[] = [];
      before(async () => {
        page = await browser.newPage(look);
        complaints = gatherComplaints(page);
      });
      after(() => page.close());

      for (const path of paths) {
        it(`has no fault on /${path}`, async () => {
          complaints.length = 0;
          await page.goto(served.url + path);
          // There are no frames, so the tool need not open a page of its own for each look.
          const { passes, violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
          assert.ok(passes.length > 10);
          assert.deepEqual(
            violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
            [],
          );
          assert.deepEqual(complaints, []);
          assert.equal(await page.evaluate(overhang), 0, 'the page is wider than the screen');
        });
      }
    });
  }

  it('shows the policy of the format that is chosen, and copies it', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`${served.url}servers/npm/@example/notes/tools/run_code/`);
    await page.getByText('PolicyLayer', { exact: true }).click();
    assert.equal(await page.locator('.panel:visible').count(), 1);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = JSON.parse(await page.evaluate('navigator.clipboard.readText()'));
    assert.equal(copied.default, 'deny');
    assert.deepEqual(Object.keys(copied.tools), ['run_code']);
    await context.close();
  });

  it('finds a tool by a part of its name, from any depth, by keyboard', async () => {
    const page = await browser.newPage();
    const complaints = gatherComplaints(page);
    await page.goto(`${served.url}servers/npm/@example/notes/tools/run_code/`);
    await page.getByRole('searchbox').fill('notebook');
    const results = page.getByRole('list', { name: 'Found' });
    await results.getByRole('link').first().waitFor();
    assert.match((await results.getByRole('link').first().textContent()) ?? '', /manage_notebook/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tools/manage_notebook/');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('says so when nothing is found, and shows hostile names as text', async () => {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.getByRole('searchbox').fill('no such tool anywhere');
    await page.getByText('0 found').waitFor();
    await page.getByRole('searchbox').fill('<script');
    const found = page.getByRole('list', { name: 'Found' }).getByRole('link').first();
    assert.match((await found.textContent()) ?? '', /^<script>alert\(1\)<\/script>/);
    await page.close();
  });

  it('can be read without JavaScript: no dead control, tabs work, every link leads on', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(served.url);
    assert.equal(await page.getByRole('searchbox').isVisible(), false);
    await page.getByRole('link', { name: 'Servers', exact: true }).click();
    await page.getByRole('link', { name: '@example/notes' }).first().click();
    await page.getByRole('link', { name: 'delete_note', exact: true }).click();
    assert.match((await page.locator('h1').textContent()) ?? '', /delete_note/);
    assert.equal(await page.getByRole('button').count(), 0);
    await page.getByText('PolicyLayer', { exact: true }).click();
    assert.match((await page.locator('.panel:visible code').last().textContent()) ?? '', /"version": "1"/);
    await page.locator('a.number').first().click();
    assert.match(page.url(), /\/rules\/[a-z-]+\/$/);
    await page.close();
  });

  it('prints every policy format and every answer, and none of the controls', async () => {
    const page = await browser.newPage();
    await page.goto(`${served.url}servers/npm/@example/notes/tools/run_code/`);
    await page.emulateMedia({ media: 'print' });
    assert.ok((await page.locator('.panel:visible').count()) >= 2);
    assert.ok(await page.locator('.question p').last().isVisible());
    assert.equal(await page.getByRole('searchbox').isVisible(), false);
    await page.close();
  });
});

/** What the browser says that nobody would see: errors, refusals of the policy, files that are missing. */
function gatherComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The missing page is the one that was asked for.
    if (page.url().includes('/no/such/') && message.text().includes('404')) return;
    complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
}

/** Runs in the page, which this project's types know nothing of. */
const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
