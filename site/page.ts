import type { CatalogueReader } from '../data/entries.ts';
import type { Overview } from './overview.ts';

/** A page by its name and its folder, counted from the root of the site. */
export interface PageLink {
  name: string;
  path: string;
}

/** One page before it is written: the facts that a program reads, and what the template makes of them. */
export interface Page {
  /** Folder from the root of the site, with a slash at its end; '' is the home page. */
  path: string;
  title: string;
  /** One sentence for search results and link previews. */
  description: string;
  /** The pages above this one, outermost first, without home. */
  trail: PageLink[];
  /** All that the page says, as its JSON twin carries it. */
  facts: object;
  /** What the template is given; made from `facts` alone. */
  view: object;
}

/** One kind of page. Its template is `templates/<id>.hbs`. */
export interface PageKind {
  /** The file's name. */
  id: string;
  /** All pages of this kind, one at a time. */
  pages(site: Site): Iterable<Page>;
}

/** What every kind of page may draw on. */
export interface Site {
  catalogue: CatalogueReader;
  overview: Overview;
}
