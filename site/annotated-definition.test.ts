import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify } from '../classifier/classify.ts';
import { annotateDefinition } from './annotated-definition.ts';
import type { EvidenceNote } from './evidence-notes.ts';
import { entries } from './fixtures/entries.ts';
import type { MarkedText } from './marked-text.ts';

const definitions = entries.flatMap(({ listed }) => listed?.tools.map(({ definition }) => definition) ?? []);

describe('annotateDefinition', () => {
  it('numbers each piece of evidence once, and shows each number at one place', () => {
    for (const definition of definitions) {
      const annotated = annotateDefinition(definition, classify(definition));
      const places = placesOf(annotated).map(({ number }) => number);
      const numbers = annotated.notes.map(({ number }) => number);
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => index + 1),
      );
      assert.deepEqual(
        places.toSorted((a, b) => a - b),
        numbers,
        String(definition.name),
      );
    }
  });

  it('leaves no evidence of the verdict without a note', () => {
    for (const definition of definitions) {
      const classification = classify(definition);
      const { notes } = annotateDefinition(definition, classification);
      for (const { rule, field, quote } of classification.evidence) {
        assert.ok(notes.some((note) => note.rule === rule && note.field === field && note.quote === quote));
      }
    }
  });

  it('marks exactly the quoted words', () => {
    const definition = {
      name: 'x',
      description: 'Permanently delete a note.',
      inputSchema: { type: 'object' },
    };
    const { description, notes } = annotateDefinition(definition, classify(definition));
    const marked = description?.shown.filter((segment) => segment.isMarked).map(({ text }) => text);
    assert.ok(notes.some(({ quote }) => marked?.join('').includes(quote)));
    assert.ok(notes.some(({ field }) => field === 'description'));
  });

  it('places a mark beside a parameter that a rule noticed', () => {
    const definition = {
      name: 'save',
      description: 'Save text.',
      inputSchema: { type: 'object', properties: { path: { type: 'string', description: 'File path.' } } },
    };
    const { parameters } = annotateDefinition(definition, classify(definition));
    assert.equal(parameters[0]?.name.shown[0]?.isMarked, true);
  });
});

function placesOf(annotated: ReturnType<typeof annotateDefinition>): EvidenceNote[] {
  const { name, title, description, parameters, elsewhere, unplaced } = annotated;
  const texts = [
    name,
    title,
    description,
    ...parameters.flatMap((parameter) => [
      parameter.name,
      ...parameter.values,
      parameter.defaultValue,
      parameter.description,
    ]),
    ...elsewhere.map(({ text }) => text),
  ].filter((text): text is MarkedText<EvidenceNote> => text !== null);
  return [
    ...texts.flatMap(({ shown, rest }) => [...shown, ...rest].flatMap(({ ends }) => ends)),
    ...parameters.flatMap(({ notes }) => notes),
    ...unplaced,
  ];
}
