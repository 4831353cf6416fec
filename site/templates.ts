import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { makeBrief } from './brief.ts';

/** Templates by name; escaping is always on and a name that the view lacks is an error, not a gap. */
export interface Templates {
  /** @throws where there is no such template, or where it asks for what the view lacks. */
  render(name: string, view: object): string;
}

const folder = join(import.meta.dirname, 'templates');

/** Compiles all of `templates/`, with those of `templates/partials/` for them to include. */
export function compileTemplates(): Templates {
  const handlebars = Handlebars.create();
  for (const [name, write] of Object.entries(helpers)) handlebars.registerHelper(name, write);
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  const options = { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true };
  for (const [name, source] of readTemplates(join(folder, 'partials'))) {
    handlebars.registerPartial(name, handlebars.compile(source, options));
  }
  const templates = new Map(
    readTemplates(folder).map(([name, source]) => [name, handlebars.compile(source, options)]),
  );
  return {
    render(name, view) {
      const template = templates.get(name);
      if (template === undefined) throw new Error(`no template ${name}.hbs in ${folder}`);
      return template(view);
    },
  };
}

function readTemplates(from: string): [string, string][] {
  return readdirSync(from)
    .filter((file) => file.endsWith('.hbs'))
    .sort()
    .map((file) => [basename(file, '.hbs'), readFileSync(join(from, file), 'utf8').trimEnd()]);
}

const wholeNumber = new Intl.NumberFormat('en-GB');
const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const helpers = {
  /** A name that fits a heading or a list, however long the server made it. */
  brief: makeBrief,
  /** An address from the page that is being written to one that counts from the root of the site. */
  link: (path: unknown, options: Handlebars.HelperOptions) => {
    // Strict templates check the names that they write, but not those that they pass on.
    if (typeof path !== 'string') throw new Error(`a template links to ${path}`);
    return `${options.data.root.page.root}${path}` || './';
  },
  /** `1,234` */
  amount: (value: number) => wholeNumber.format(value),
  /** `21 November 2026`, in UTC */
  day: (iso: string) => longDate.format(new Date(iso)),
  /** The noun for a count: `one tool`'s noun or that of `many tools`. */
  plural: (count: number, one: string, many: string) => (count === 1 ? one : many),
};
