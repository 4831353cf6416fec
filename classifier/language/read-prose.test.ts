import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProse } from './read-prose.ts';

/** What a text says, as deeds; those of further clauses in brackets. Each row says why. */
const table: [text: string, said: string, because: string][] = [
  ['Deletes a page.', 'remove', 'the leading verb is the deed'],
  ['Archives a note; does not delete it.', 'detach', 'what is denied is not said'],
  ['Get a page without modifying it.', 'look', '"without" denies as well'],
  ['If force is set, deletes the branch.', 'remove', 'what happens on a condition happens'],
  ['Returns what was deleted.', 'look', 'a relative clause tells of something else'],
  ['Preview changes before deleting a page.', 'look', 'a purpose is no deed'],
  [
    'List, create, close, or select a tab.',
    'look change detach navigate',
    'a bare list of verbs shares its object',
  ],
  ['Fetch a page and delete the cache.', 'look remove', 'a joint opens a second deed'],
  ['Get tags and comments.', 'look', 'nouns after a joint are objects'],
  ['Use this tool to delete a page.', 'remove', 'an opening phrase leads to the deed'],
  ['A tool for deleting pages.', 'remove', 'so does "for" with a gerund'],
  ['Notion | Delete a block', 'remove', 'a label before a bar says nothing'],
  ['Get a page. It saves it to disk.', 'look [change]', 'a further sentence about the tool counts'],
  ['Get a page. Delete it afterwards.', 'look', 'an order to the caller is no deed of the call'],
  ['Get a page. `delete_page` deletes it.', 'look', 'another tool does that'],
  ['Gets the order book.', 'look', 'an order book is no order'],
  ['Open the dropdown.', 'look', 'a dropdown drops nothing'],
  ['Manage pages: list them, delete pages.', 'vague look remove', 'what managing means is said after it'],
];

for (const [text, said, because] of table) {
  test(`${JSON.stringify(text)}: ${said}, because ${because}`, () => {
    const statements = readProse(text, 'description', 'lead', 'some_tool');
    const lead = statements.filter(({ place }) => place === 'lead').map(({ deed }) => deed);
    const body = statements.filter(({ place }) => place === 'body').map(({ deed }) => `[${deed}]`);
    assert.equal([...lead, ...body].join(' '), said);
    for (const { quote, start } of statements) assert.ok(text.startsWith(quote, start), quote);
  });
}
