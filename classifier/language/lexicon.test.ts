import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deedOf, lexicon } from './lexicon.ts';
import { english } from './verbs.ts';

test('each English verb stands under one deed', () => {
  const verbs = Object.values(english).flatMap((words) =>
    words.split(/\s+/).map((word) => word.replaceAll(/[~?]/g, '')),
  );
  assert.deepEqual(
    verbs.filter((verb, index) => verbs.indexOf(verb) !== index),
    [],
  );
});

const forms: [word: string, verb: string][] = [
  ['deletes', 'delete'],
  ['deleting', 'delete'],
  ['copies', 'copy'],
  ['searches', 'search'],
  ['dropping', 'drop'],
  ['reassign', 'reassign'],
];

for (const [word, verb] of forms) {
  test(`${word} is a form of ${verb}`, () => {
    assert.equal(lexicon.get(word)?.verb, verb);
  });
}

/** What a verb says with an object, and then the rest of its clause. */
const objects: [verb: string, object: string, rest: string, deed: string, because: string][] = [
  ['transfer', 'tokens', '', 'pay', 'tokens are money'],
  ['transfer', 'file', '', 'change', 'a file is none'],
  ['send', 'message', 'with payment link', 'message', 'what stands further off makes no payment'],
  ['create', 'payment link', '', 'change', 'a payment link is no payment'],
  ['drop', 'files', 'onto element', 'input', 'an element is of a page'],
  ['drop', 'table', '', 'remove', 'a table is not'],
  ['extract', 'data', 'to json file', 'change', 'it is saved'],
  ['extract', 'data', 'from json file', 'look', 'it is read'],
  ['rotate', 'secret', '', 'revoke', 'the old one is gone'],
  ['cancel', 'workflow run', '', 'operate', 'a run can be started again'],
  ['cancel', 'meeting', '', 'cancel', 'a meeting cannot'],
];

for (const [verb, object, rest, deed, because] of objects) {
  test(`${verb} ${object} ${rest}: ${deed}, because ${because}`, () => {
    const lexeme = lexicon.get(verb);
    assert.ok(lexeme);
    assert.equal(deedOf(lexeme, object.split(' '), rest.split(' ')).deed, deed);
  });
}
