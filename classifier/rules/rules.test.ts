import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { classify } from '../classify.ts';
import { readTool } from '../read-tool.ts';
import type { Rule } from '../rule.ts';
import { rules } from './index.ts';

const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.ts') && !/^index\.|\.test\./.test(file),
);

test('the list holds every rule of the folder, in the order of ids', () => {
  assert.deepEqual(
    rules.map((rule) => rule.id),
    files.map((file) => file.replace(/\.ts$/, '')).sort(),
  );
});

test('every one of the 18 deciding rules of the taxonomy is carried out by some rule', () => {
  const decided = new Set(rules.flatMap((rule) => rule.decides));
  const missing = Array.from({ length: 18 }, (_, index) => index + 1).filter((id) => !decided.has(id));
  assert.deepEqual(missing, []);
});

for (const rule of rules) {
  describe(rule.id, () => {
    test('has words for a reader', () => {
      assert.ok(rule.title.length > 0 && rule.title.split(/\s+/).length <= 8, rule.title);
      assert.ok(rule.rationale.length > 40, rule.rationale);
      assert.ok(rule.positive.length > 0 && rule.negative.length > 0, 'examples on both sides');
    });
    for (const { because, definition } of rule.positive) {
      test(`notices: ${because}`, () => {
        const notices = noticeAll(rule, definition);
        assert.ok(notices.length > 0, JSON.stringify(definition));
        assert.ok(rule.clues?.areIn(readTool(definition).traits) ?? true, 'it is asked');
        for (const { field, quote, start } of notices) {
          assert.ok(quote.length > 0 && quote.length <= 200, `quote of ${quote.length} characters`);
          assertStands(definition, field, quote, start);
        }
      });
    }
    for (const { because, definition } of rule.negative) {
      test(`leaves alone: ${because}`, () => {
        assert.deepEqual(noticeAll(rule, definition), []);
      });
    }
  });
}

/** A deciding rule runs before any category is known; a pure signal is given the verdict, as in `classify`. */
function noticeAll(rule: Rule, definition: unknown) {
  const category = rule.decides.length > 0 ? 'Unknown' : classify(definition).category;
  return rule.notice(readTool(definition), category);
}

function assertStands(definition: unknown, field: string, quote: string, start: number): void {
  const places = readTool(definition).texts.filter((text) => text.field === field);
  if (places.some(({ text }) => text.startsWith(quote, start))) return;
  // A schema node that is no text is quoted by its own key.
  const isKey = start === 0 && field.endsWith(`.${quote}`) && typeof nodeAt(definition, field) !== 'string';
  assert.ok(isKey, `"${quote}" does not stand at ${start} of ${field}: ${JSON.stringify(places)}`);
}

function nodeAt(definition: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>(
      (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : ''),
      definition,
    );
}
