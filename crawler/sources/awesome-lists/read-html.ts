import { load } from 'cheerio';
import type { ListEntry } from './entry.ts';

export interface HtmlPage {
  entries: ListEntry[];
  /** The next page of the catalogue, at the same place; null at its end. */
  next: string | null;
}

/** The links of a catalogue page, without those of its navigation, and the page that it names as the next one. */
export function readHtml(html: string, url: string): HtmlPage {
  const $ = load(html, { baseURI: url });
  $('nav, header, footer, script, style, template').remove();
  const entries = $('a[href]')
    .toArray()
    .flatMap((element) => {
      const link = $(element);
      const target = resolve(link.attr('href'), url);
      const name = squeeze(link.text());
      const card = link.closest('li, article, tr, [class*="card"]').first();
      const description = squeeze(card.find('p').first().text());
      return target === null || name === '' ? [] : [{ name, url: target, description, isAddress: false }];
    });
  const next = resolve($('a[rel~="next"], link[rel~="next"]').attr('href'), url);
  const isNear = next !== null && new URL(next).origin === new URL(url).origin && next !== url;
  return { entries, next: isNear ? next : null };
}

function resolve(href: string | undefined, base: string): string | null {
  if (href === undefined || !URL.canParse(href, base)) return null;
  const target = new URL(href, base);
  return /^https?:$/.test(target.protocol) ? target.href : null;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
