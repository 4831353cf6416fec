import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paginate } from './pagination.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('paginate', () => {
  it('gives an empty list one empty page', () => {
    const [page, ...others] = paginate([], 'list/');
    assert.deepEqual(others, []);
    assert.equal(page?.isWhole, true);
    assert.deepEqual([page?.first, page?.last, page?.total], [0, 0, 0]);
  });

  it('keeps a hundred together', () => {
    assert.deepEqual(
      paginate(numbers(100), 'list/').map(({ path, isWhole }) => [path, isWhole]),
      [['list/', true]],
    );
  });

  it('puts every item on one page, in order, and links each page to its neighbours', () => {
    const pages = paginate(numbers(201), 'list/');
    assert.deepEqual(
      pages.flatMap(({ items }) => items),
      numbers(201),
    );
    assert.deepEqual(
      pages.map(({ path, previous, next, first, last }) => [path, previous, next, first, last]),
      [
        ['list/', null, 'list/page/2/', 1, 100],
        ['list/page/2/', 'list/', 'list/page/3/', 101, 200],
        ['list/page/3/', 'list/page/2/', null, 201, 201],
      ],
    );
  });
});
