import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readEntries } from './fixtures/catalogue.ts';
import { entries } from './fixtures/entries.ts';
import { readOverview } from './overview.ts';
import { writeSearchIndex } from './search-index.ts';

const overview = readOverview(readEntries(entries));
const index = JSON.parse(writeSearchIndex(overview));

it('lists every server and tool so that each address can be put together again', () => {
  const paths = index.tools.map(
    ([name, server, , slug = name]: [string, number, number, string?]) =>
      `${index.servers[server][1]}tools/${slug}/`,
  );
  assert.deepEqual(
    paths,
    overview.tools.map(({ path }) => path),
  );
});

it('holds no character that cannot be seen', () => {
  assert.doesNotMatch(writeSearchIndex(overview), /\p{Cc}|\p{Cf}/u);
});
