import type { Parameter, Tool } from '../tool.ts';

/** Names of tools of any server begin with these. */
const commonVerbs = new Set(
  'get list read write send create delete remove update edit add set run execute search find fetch call query check open upload download'.split(
    ' ',
  ),
);

/** Names that a definition may speak of as its own: its tool and its parameters. */
export class OwnNames {
  /** In lower case. */
  readonly tool: string;
  private readonly parameters: readonly Parameter[];
  private names: ReadonlySet<string> | null = null;
  /** A bit for each first letter, each last letter and each length of a parameter's name. */
  private firsts = 0;
  private lasts = 0;
  private lengths = 0;

  constructor({ name, parameters }: Pick<Tool, 'name' | 'parameters'>) {
    this.tool = name.toLowerCase();
    this.parameters = parameters;
    for (const { name } of parameters) {
      this.firsts |= 1 << name.charCodeAt(0);
      this.lasts |= 1 << name.charCodeAt(name.length - 1);
      this.lengths |= 1 << name.length;
    }
  }

  /** Whether the name of a tool, lower-cased, begins like its own, as those of one server do: `rows_list`, `rows_tidy`. */
  isSibling(name: string): boolean {
    const end = name.indexOf('_');
    const prefix = name.slice(0, end + 1);
    return end > 0 && this.tool.startsWith(prefix) && !commonVerbs.has(prefix.slice(0, end));
  }

  /** Whether a word, lower-cased, is a parameter's name. */
  hasParameter(word: string): boolean {
    this.names ??= new Set(this.parameters.map(({ name }) => name.toLowerCase()));
    return this.names.has(word);
  }

  /** Whether the name of a parameter, in whatever case, stands at this place of a text. */
  hasParameterAt(text: string, start: number, end: number): boolean {
    // Of a letter both cases have the same bit, for a shift looks at the last five bits only.
    if ((this.firsts & (1 << text.charCodeAt(start))) === 0) return false;
    if ((this.lasts & (1 << text.charCodeAt(end - 1))) === 0) return false;
    if ((this.lengths & (1 << (end - start))) === 0) return false;
    return this.hasParameter(text.slice(start, end).toLowerCase());
  }
}
