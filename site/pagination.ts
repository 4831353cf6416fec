/** One part of a long list, and its neighbours. */
export interface ListPage<Item> {
  items: Item[];
  path: string;
  number: number;
  /** Whether the list needs no other page. */
  isWhole: boolean;
  total: number;
  /** Number of the first item shown, counted from 1; 0 in an empty list. */
  first: number;
  last: number;
  /** Paths; null at the ends. */
  previous: string | null;
  next: string | null;
}

const itemsOnPage = 100;

/** Cuts a list into pages: `path` itself, then `path` with `page/2/`. An empty list has one empty page. */
export function paginate<Item>(items: Item[], path: string): ListPage<Item>[] {
  const count = Math.max(1, Math.ceil(items.length / itemsOnPage));
  const pathOf = (number: number) => (number === 1 ? path : `${path}page/${number}/`);
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const start = index * itemsOnPage;
    const part = items.slice(start, start + itemsOnPage);
    return {
      items: part,
      path: pathOf(number),
      number,
      isWhole: count === 1,
      total: items.length,
      first: part.length === 0 ? 0 : start + 1,
      last: start + part.length,
      previous: number > 1 ? pathOf(number - 1) : null,
      next: number < count ? pathOf(number + 1) : null,
    };
  });
}
