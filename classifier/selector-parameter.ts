import type { Deed } from './language/verbs.ts';
import { NameWords } from './name-words.ts';
import type { Parameter, Tool } from './tool.ts';

/** How parameters are called that choose what is done, and those that may as well choose how something is shown. */
const firmNames = new Set('action actions operation operations op command cmd subcommand'.split(' '));
const looseNames = new Set('mode method verb task function'.split(' '));
/** The name of every parameter that chooses has one of these. */
export const selectorNames = new NameWords([...firmNames, ...looseNames]);
const httpMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** What stands in the name of actions that are talked of or permitted instead of done. */
const proposing = new Set(
  `billing suggested recommended proposed expected allowed supported planned required next permission permissions scope
  scopes`.split(/\s+/),
);

/** Whether a parameter chooses among deeds of its tool: by its name, and unless it filters or names a method of HTTP. */
export function choosesDeed(parameter: Parameter, tool: Tool): boolean {
  if (!selectorNames.areIn(parameter)) return false;
  const { words, depth, description, values, itemTypes } = parameter;
  if (depth > 0 || itemTypes.includes('object') || !isNamedSelector(words, tool)) return false;
  if (/\bGET\b/.test(description) && /\bPOST\b/.test(description)) return false;
  if (asksWhether(tool)) return false;
  return !/\bfilter/i.test(description) && !values.some((value) => httpMethods.has(value));
}

/** "Checks whether the user can perform an operation" performs none. */
function asksWhether({ statements: [first] }: Tool): boolean {
  return first?.deed === 'look' && (first.rest[0] === 'whether' || first.rest[0] === 'if');
}

function isNamedSelector(words: readonly string[], tool: Tool): boolean {
  const head = words.at(-1) ?? '';
  if (!firmNames.has(head) && !looseNames.has(head)) return false;
  if (words.some((word) => proposing.has(word))) return false;
  // "Operations to watch" are what is seen.
  if (head === 'operations' || head === 'actions') return tool.statements.some(({ deed }) => deed !== 'look');
  if (firmNames.has(head)) return true;
  // "Switches to a mode" changes it, and chooses no deed.
  const [first] = tool.statements;
  const isObject = first !== undefined && [...first.object, ...first.rest].includes(head);
  return !isObject && !saysOnly(tool, makingDeeds);
}

/** Whether what is done is bounded by listed values of a parameter that chooses among deeds. */
export function listsDeeds(tool: Tool): boolean {
  return tool.parameters.some((parameter) => parameter.values.length > 1 && choosesDeed(parameter, tool));
}

/** Whether all that its headline says is looking: the mode of a search is a way to search. */
export function onlyLooks(tool: Tool): boolean {
  return saysOnly(tool, lookingDeeds);
}

const lookingDeeds: ReadonlySet<Deed> = new Set<Deed>(['look', 'study']);
/** The mode of what is made is a way to make it. */
const makingDeeds: ReadonlySet<Deed> = new Set<Deed>(['look', 'study', 'make']);

function saysOnly({ statements }: Tool, deeds: ReadonlySet<Deed>): boolean {
  let isSaid = false;
  for (const { place, isWeak, deed } of statements) {
    if (place === 'body' || isWeak) continue;
    if (!deeds.has(deed)) return false;
    isSaid = true;
  }
  return isSaid;
}
