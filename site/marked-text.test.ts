import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markText } from './marked-text.ts';

const text = 'Delete a file or a folder.';

describe('markText', () => {
  it('marks the words and says where a note ends', () => {
    const { shown } = markText(text, [{ note: 1, start: 0, length: 13 }]);
    assert.deepEqual(shown, [
      { text: 'Delete a file', isMarked: true, ends: [1] },
      { text: ' or a folder.', isMarked: false, ends: [] },
    ]);
  });

  it('cuts overlapping marks so that each ends at its place', () => {
    const { shown } = markText(text, [
      { note: 1, start: 0, length: 13 },
      { note: 2, start: 7, length: 18 },
    ]);
    assert.deepEqual(
      shown.map((segment) => [segment.text, segment.ends]),
      [
        ['Delete ', []],
        ['a file', [1]],
        [' or a folder', [2]],
        ['.', []],
      ],
    );
  });

  it('shows the beginning of a very long text and keeps the rest, mark and all', () => {
    const long = `${'x'.repeat(1_999)}😀${'y'.repeat(3_000)}delete`;
    const { shown, rest, length } = markText(long, [{ note: 1, start: long.length - 6, length: 6 }]);
    assert.equal(length, long.length);
    assert.equal([...shown, ...rest].map((segment) => segment.text).join(''), long);
    assert.ok(shown.every((segment) => segment.text.isWellFormed()));
    assert.deepEqual(rest.at(-1), { text: 'delete', isMarked: true, ends: [1] });
  });

  it('gives nothing for nothing', () => {
    assert.deepEqual(markText('', []), { shown: [], rest: [], length: 0 });
  });
});
