import { effectOf } from '../effect-of.ts';
import { saying, taking, text } from '../example.ts';
import { lexicon, mayMean } from '../language/lexicon.ts';
import { readName } from '../language/read-name.ts';
import { readProse } from '../language/read-prose.ts';
import type { Statement } from '../language/statement.ts';
import type { Deed } from '../language/verbs.ts';
import { NameWords } from '../name-words.ts';
import type { DecidingRule, EffectNotice } from '../rule.ts';
import { splitName } from '../split-name.ts';
import { Mention, Phrase } from '../text/phrase.ts';
import type { Parameter, Tool } from '../tool.ts';

/** What an argument does stands in its first sentences. */
const longestRead = 600;

/** An argument that makes the call do more. */
export const addedEffect: DecidingRule = {
  id: 'added-effect',
  title: 'An optional parameter adds an effect',
  rationale:
    'A file name makes a reading tool write; a switch makes a writing one delete. Such an argument is an action of its own, and forbidding it leaves the milder tool. Switches that only shape the answer, or that take effect in some later call, add nothing.',
  decides: [4, 10, 14],
  positive: [
    {
      because: 'the answer goes to a file instead',
      definition: taking(
        'take_snapshot',
        { filename: text('Save snapshot to a file instead of returning it') },
        'Capture a snapshot.',
      ),
    },
    {
      because: 'the docstring tells of the argument where the schema does not',
      definition: saying(
        'download_app',
        'Download an app.\n\nArgs:\n    output_dir: Directory to keep it in\n',
      ),
    },
    {
      because: 'the switch removes what is no longer named',
      definition: taking(
        'sync_application',
        { prune: { type: 'boolean', description: 'Remove resources that are no longer defined' } },
        'Syncs the application.',
      ),
    },
    {
      because: 'a forced push overwrites what others pushed',
      definition: taking(
        'git_push',
        { force: { type: 'boolean', description: 'Force push' } },
        'Push commits.',
      ),
    },
  ],
  negative: [
    {
      because: 'it only shapes the answer',
      definition: taking(
        'search_web',
        { remove_duplicates: { type: 'boolean', description: 'Remove duplicate results' } },
        'Search the web.',
      ),
    },
    {
      because: 'the file is read',
      definition: taking('read_file', { filename: text('Name of the file to read') }, 'Read a file.'),
    },
    {
      because: 'the branch goes when the request is merged, by another call',
      definition: taking(
        'create_merge_request',
        { remove_source_branch: { type: 'boolean', description: 'Remove source branch after merge' } },
        'Create a merge request.',
      ),
    },
  ],
  notice(tool) {
    if (tool.parameters.length === 0) return readDocstring(tool);
    const notices: EffectNotice[] = [];
    for (const parameter of tool.parameters) {
      if (parameter.depth > 1) continue;
      if (parameter.isSwitch) notices.push(...readSwitch(tool, parameter));
      else if (takesTarget(parameter, tool)) notices.push(saving(parameter));
    }
    return notices;
  },
};

/** "output_dir: Directory to save it" in the docstring of a tool whose parameters were not captured. */
const savingArgument =
  /\b(?:output|save|download|dest|destination)_(?:dir|directory|folder|path|file)\b ?[:(]/;

function readDocstring({ description, statements }: Tool): EffectNotice[] {
  const [first] = statements;
  if (first === undefined || (first.deed !== 'look' && first.deed !== 'make')) return [];
  const found = savingArgument.exec(description);
  if (found === null) return [];
  const quote = found[0].replace(/ ?[:(]$/, '');
  return [{ effect: 'Write', confidence: 'medium', field: 'description', quote, start: found.index }];
}

function openingOf({ description }: Parameter): string {
  return description.slice(0, longestRead);
}

const outputWords = new Set(
  'output out save saved dest destination local download downloads export'.split(' '),
);
const placeWords = new Set(
  'path filepath file filename dir directory subdirectory folder subfolder location to'.split(' '),
);
const targetWords = new NameWords([
  ...placeWords,
  'output',
  'outputs',
  'outfile',
  'outdir',
  'savepath',
  'downloadpath',
]);
const savesWhere: readonly RegExp[] = [
  /\bsav(?:e|es|ed|ing) (?:[\w-]+ ){0,8}(?:to|in|as|into|at|under)\b/i,
  /\bsav(?:e|ed|es) (?:it|them|file)\b/i,
  /\bwhere (?:to|the) (?:[\w-]+ ){0,5}(?:sav|writ|stor|download)/i,
  /\b(?:write|store|download|export)(?:s|d)? (?:[\w-]+ ){0,5}(?:to (?:a |the |this )?(?:file|disk|path|directory|folder|location)|locally)\b/i,
  /\b(?:output|destination) (?:file|path|directory|folder|dir)\b/i,
  /\b(?:appended|written|generated|created|saved|stored|placed) (?:to|in|into) (?:the |this |a )?(?:same )?\w/i,
  /\bdownload(?:ed|s)? (?:local )?(?:path|folder|directory)\b/i,
  /保存/,
];

/** One of these stands in whatever one of these patterns matches. */
const speaksOfSaving = new Mention(
  'save saves saved saving where write writes store stores stored download downloads downloaded export exports exported output destination appended written generated created placed'.split(
    ' ',
  ),
);
/** It is taken from there instead. */
const takesFrom = /\b(?:load|read|upload|input|existing|to read|to upload)\b/i;

function takesTarget(parameter: Parameter, tool: Tool): boolean {
  if (!parameter.takesFreeText || !targetWords.areIn(parameter)) return false;
  return savesTo(parameter) || isExportTarget(parameter, tool);
}

/** Whether what the tool brings or makes is saved to the place that this parameter names. */
function savesTo(parameter: Parameter): boolean {
  const { words } = parameter;
  const description = openingOf(parameter);
  const head = words.at(-1) ?? '';
  if (!placeWords.has(head) && !/^(?:outputs?|outfile|outdir|savepath|downloadpath)$/.test(head)) {
    return false;
  }
  const isSaid =
    words.length > 1 && words.some((word) => outputWords.has(word))
      ? !/\b(?:repository|branch|url)\b/i.test(description)
      : speaksOfSaving.isIn(parameter) && savesWhere.some((words) => words.test(description));
  return isSaid && !(takesFrom.test(description) && !/\bsav/i.test(description));
}

/** Of two paths of an export, the one named after its format (`csv_path`) is where it goes. */
function isExportTarget({ words, depth }: Parameter, tool: Tool): boolean {
  const [first] = tool.statements;
  if (depth > 0 || first?.verb !== 'export' || words.length !== 2 || words[1] !== 'path') return false;
  return /^(?:csv|pdf|json|xlsx?|html|png|svg|zip|md|markdown|image|result|report)$/.test(words[0] ?? '');
}

function saving(parameter: Parameter): EffectNotice {
  const { field, name } = parameter;
  const notice = { effect: 'Write', confidence: 'high', field, quote: name.slice(0, 200), start: 0 } as const;
  return parameter.isRequired
    ? notice
    : { ...notice, action: { kind: 'option', parameter: parameter.path, value: null } };
}

const removingDeeds: readonly Deed[] = ['remove', 'end'];
const savingVerbs = new Set(['save', 'mark', 'write']);
/** Things of the answer, not of the world: removing them shapes what comes back. */
const answerThings =
  /\b(?:duplicates?|dupes|whitespace|scripts?|styles?|comments|html|markup|formatting|stopwords?|headers?|footers?|results?|response|output|punctuation|emojis?|boilerplate|base64|images|fields|columns|nulls?|empty|background|noise|silence|watermark|outliers|prefix|suffix|links|ads|overlay|cookies|popups?|expiration|expiry|selectors?|elements?|tags|cache|caches|similar|urls?|queries|characters|chars|text|field|input)\b/i;
const laterCall =
  /\b(?:after|when|once|on|upon) (?:the )?(?:\w+ ){0,3}(?:merg\w+|accepted|closed|expir\w+|complet\w+)\b/i;
/** The same switch, or another call, brings it back. */
const comesBack = /\b(?:trash|archived?|restored?|soft)\b/i;
const discards = new Phrase(
  /\bforce[- ]push|\boverwrit\w+ (?:remote|local|history|the remote|uncommitted|unsaved)|\bdiscard\w*|\b(?:lose|loses|lost|losing)\b (?:[\w-]+ ){0,5}(?:changes|work|data|commits)|\bpermanent(?:ly)? (?:delet|remov|eras)\w*|\b(?:delet|remov|eras)\w* (?:\w+ ){0,3}permanently\b|\bhard delete\b|\bskip(?:s|ping)? (?:the )?(?:trash|recycle bin)\b/i,
  'force overwrite overwrites overwriting overwritten discard discards discarded discarding lose loses lost losing permanent permanently hard skip skips skipping',
);
const firmVerbs = new NameWords(
  'delete purge prune wipe destroy truncate erase discard clear drop'.split(' '),
);
/** The verbs that tell of a removal or a saving by themselves, in all their forms. */
const firmWords = new Mention(
  lexicon
    .entries()
    .filter(([, { verb }]) => savingVerbs.has(verb) || firmVerbs.has(verb) || verb === 'remove')
    .map(([word]) => word),
);
/** Those that may tell of one where the name of the switch does. */
const removingWords = new Mention(
  lexicon
    .entries()
    .filter(([, form]) => removingDeeds.some((deed) => mayMean(form, deed)))
    .map(([word]) => word),
);

function readSwitch(tool: Tool, parameter: Parameter): EffectNotice[] {
  const discarding = discards.find(parameter, longestRead);
  if (discarding === null && !mayTell(parameter)) return [];
  if (/^(?:allow|auto|can|enable|is|has|include|exclude|show)$/.test(parameter.words[0] ?? '')) return [];
  const action = { kind: 'option', parameter: parameter.path, value: 'true' } as const;
  if (
    discarding !== null &&
    !/\b(?:not|without|never|instead of|prevent)\b/i.test(parameter.description.slice(0, discarding.index))
  ) {
    const place = { field: parameter.descriptionField, quote: discarding[0], start: discarding.index };
    return [{ effect: 'Destructive', confidence: 'high', action, ...place }];
  }
  const said = mayTell(parameter) ? readSwitchWords(parameter) : undefined;
  if (said === undefined || !isEffect(said, tool, parameter)) return [];
  const effect = effectOf(said, tool);
  if (effect === null || effect === 'Read') return [];
  const { field, quote, start } = said;
  return [{ effect, confidence: 'medium', action, field, quote: quote.slice(0, 200), start }];
}

/** Whether its description or its name may tell of an effect at all. */
function mayTell(parameter: Parameter): boolean {
  if (parameter.description === '' || firmWords.isIn(parameter)) return true;
  return (firmVerbs.areIn(parameter) && removingWords.isIn(parameter)) || /^save/i.test(parameter.name);
}

const switchIntroduction =
  /^(?:optional[:.,]? )?(?:whether (?:or not )?to|if (?:true|set|enabled|yes),?|(?:set )?(?:to )?true to|when (?:true|set|enabled),?|flag to|option to) /i;

/** What the switch is described to do, else what its name says. */
function readSwitchWords(parameter: Parameter): Statement | undefined {
  const { descriptionField, name, field } = parameter;
  const description = openingOf(parameter);
  const introduction = switchIntroduction.exec(description)?.[0].length ?? 0;
  const said = readProse(description.slice(introduction), descriptionField, 'parameter', '').find(
    ({ isNegated, deed }) => !isNegated && deed !== 'vague',
  );
  if (said !== undefined) return { ...said, start: said.start + introduction };
  if (description !== '' && !/^save/i.test(name)) return undefined;
  const [named] = readName(splitName(name), name);
  return named && { ...named, field, quote: name, start: 0 };
}

/** Only a removal or a saving changes what the whole call comes to; everything else is a detail of it. */
function isEffect(said: Statement, tool: Tool, parameter: Parameter): boolean {
  const { words } = parameter;
  const description = openingOf(parameter);
  if (laterCall.test(description) || comesBack.test(`${words.join(' ')} ${description}`)) return false;
  if (removingDeeds.includes(said.deed)) {
    if (answerThings.test([...said.object, ...said.rest].join(' '))) return false;
    return firmVerbs.has(said.verb) || said.verb === 'remove' || firmVerbs.areIn(parameter);
  }
  return savingVerbs.has(said.verb) && !(said.verb === 'write' && tool.description.includes('return'));
}
