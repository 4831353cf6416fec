import { taking, text } from '../example.ts';
import type { SignalNotice, SignalRule } from '../rule.ts';
import { noticeParameter } from '../signal-notices.ts';
import { Phrase } from '../text/phrase.ts';
import type { Parameter, Tool } from '../tool.ts';
import { wordSet } from '../word-set.ts';

const bulkWords = wordSet('bulk batch multiple many');
/** Plurals that name what a call acts on. */
const targetWords = wordSet(`
  ids uuids paths filepaths files directories urls uris emails users recipients items records rows
  documents entities objects tasks messages targets pages contacts events issues nodes keys members
  repositories branches commands queries
`);
/** Words before a plural that make it a condition or a property of one target. */
const conditionWords = wordSet(`
  exclude excluded include included ignore ignored skip filter label tag add related attachment
  assignee reviewer depends parent context reference only
`);
/** Plurals that name what is told or changed of one target. */
const partWords = wordSet('properties fields columns attributes');
/** What a switch called "all" asks for when it only asks for more to read. */
const moreToRead = /\b(?:fetch|return|show|list|include|display|get|retrieve|pages?|results?|fields?)\b/i;
const bulkDescription = new Phrase(
  /\b(?:bulk|batch(?:es)?|en masse|mass[- ](?:updat|delet|send|edit|mail)\w+|recursively|all matching)\b|^\W*\w+ (?:\w+ )?(?:multiple|several|many)\b/i,
  'bulk batch batches masse mass recursively matching multiple several many',
);

/** One call affects many targets. */
export const bulkOperation: SignalRule = {
  id: 'bulk-operation',
  title: 'Affects multiple targets in one call',
  rationale:
    'A mistake, or an instruction smuggled in, then reaches many things before anyone can look. A list that filters or labels one target is none, nor is a switch that merely returns more results.',
  decides: [],
  positive: [
    { because: 'a list of targets', definition: taking('delete', { ids: { type: 'array', items: text() } }) },
    {
      because: 'the list is what the name speaks of',
      definition: taking('create_relations', { relations: { type: 'array', items: { type: 'object' } } }),
    },
    { because: 'the name says it', definition: taking('batch_update', { body: text() }) },
    {
      because: 'a switch to all',
      definition: taking('delete_tag', { all: { type: 'boolean', description: 'Delete every tag' } }),
    },
    {
      because: 'down a tree',
      definition: taking('remove', { path: text(), recursive: { type: 'boolean' } }),
    },
    {
      because: 'the first words of the description say it',
      definition: taking('update_cells', { data: text() }, 'Update multiple cells at once'),
    },
  ],
  negative: [
    {
      because: 'labels of one issue',
      definition: taking('create', { label_ids: { type: 'array', items: text() } }),
    },
    { because: 'a filter', definition: taking('list', { exclude_paths: { type: 'array', items: text() } }) },
    {
      because: 'more to read',
      definition: taking('list_tags', {
        all: { type: 'boolean', description: 'Return all pages of results' },
      }),
    },
    { because: 'one target', definition: taking('delete_file', { path: text() }, 'Deletes one file.') },
  ],
  notice(tool) {
    const byName = noticeName(tool);
    if (byName !== null) return [byName];
    const parameter = tool.parameters.find(
      (some) => (some.takesList && holdsTargets(some, tool)) || (some.isSwitch && reachesAll(some)),
    );
    if (parameter !== undefined) return [noticeParameter(parameter)];
    return noticeDescription(tool);
  },
};

function noticeName({ name, nameWords }: Tool): SignalNotice | null {
  const found = nameWords.find(({ word }) => bulkWords.has(word));
  if (found === undefined) return null;
  return {
    field: 'name',
    quote: name.slice(found.start, found.end),
    start: found.start,
  };
}

function holdsTargets({ words, depth, description }: Parameter, tool: Tool): boolean {
  if (depth > 0) return false;
  const head = words.at(-1) ?? '';
  if (words.some((word) => conditionWords.has(word)) || partWords.has(head)) return false;
  if (!targetWords.has(head) && !(head.endsWith('s') && tool.nameWords.some(({ word }) => word === head)))
    return false;
  return !/^filter|\bfilter by\b/i.test(description);
}

function reachesAll(parameter: Parameter): boolean {
  const { words, description, depth } = parameter;
  if (depth > 0) return false;
  if (words.some((word) => word.startsWith('recursive'))) return true;
  if (words[0] !== 'all' && (words.at(-1) !== 'all' || words[0] === 'replace')) return false;
  return !moreToRead.test(`${words.join(' ')} ${description}`);
}

/** Only the first words speak of what the tool does; further sentences speak of much else. */
function noticeDescription(tool: Tool): SignalNotice[] {
  const match = bulkDescription.find(tool, 80);
  if (match === null) return [];
  return [{ field: 'description', quote: match[0], start: match.index }];
}
