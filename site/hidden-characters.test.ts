import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { showHiddenCharacters, showHiddenCharactersOfHtml } from './hidden-characters.ts';

describe('showHiddenCharacters', () => {
  const cases: [text: string, shown: string, because: string][] = [
    ['plain\n\ttext, déjà vu', 'plain\n\ttext, déjà vu', 'what can be seen stays'],
    ['a\u202Eb', 'a[U+202E]b', 'it turns the text about'],
    ['a\u200Bb', 'a[U+200B]b', 'it has no width'],
    ['\u001b[31m', '[U+001B][31m', 'it begins a terminal sequence'],
    ['\u2066\u2069', '[U+2066 U+2069]', 'a run is one mark'],
    ['x\u{E0041}', 'x[U+E0041]', 'tags carry text that nobody sees'],
    ['👩‍💻 ❤️', '👩‍💻 ❤️', 'emoji are joined'],
    ['می\u200Cخواهم', 'می\u200Cخواهم', 'Persian is written with it'],
    ['a\u200D b', 'a[U+200D] b', 'it joins nothing here'],
    ['a\u200Db', 'a[U+200D]b', 'Latin letters need no joiner'],
    ['\uD800', '[U+D800]', 'half a character is none'],
  ];
  for (const [text, shown, because] of cases) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}: ${because}`, () => {
      assert.equal(showHiddenCharacters(text), shown);
    });
  }

  it('names eight characters of a long run and counts the rest', () => {
    assert.match(showHiddenCharacters('\u200B'.repeat(1_000)), /^\[(U\+200B ){8}and 992 more\]$/);
  });
});

describe('showHiddenCharactersOfHtml', () => {
  it('marks them in text, and writes them out in attributes', () => {
    assert.equal(
      showHiddenCharactersOfHtml('<a title="x\u202E">y\u202E</a>'),
      '<a title="x[U+202E]">y<span class="hidden-characters">U+202E</span></a>',
    );
  });
});
