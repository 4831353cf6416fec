import type { SignalId } from '../classification.ts';
import type { Concept } from './vocabulary.ts';

/** Words of a sentence that together give an order to the model. */
export interface Combination {
  signal: Extract<SignalId, 'hidden-instructions' | 'shadowing'>;
  /** What it does, as a page says it. */
  says: string;
  /** One concept of each step must stand in the sentence; the first step is what the search starts from. */
  steps: readonly (readonly Concept[])[];
  /** How far from the first step the others may stand, in words. */
  within: number;
  /** Counts even where the tool's very job is about the private thing. */
  isWhateverItsJob: boolean;
  /** With one of these in the sentence it is no such order. */
  unless: readonly Concept[];
}

/** What belongs to the user or the session. A tool whose very job it is may speak of it. */
export const privateConcepts = [
  'place',
  'secret',
  'environment',
  'conversation',
  'systemPrompt',
  'personal',
  'reasoning',
  'home',
  'shell',
] as const satisfies readonly Concept[];

const precious = 'place|secret|environment|conversation|systemPrompt|reasoning|home';
const any = `${precious}|personal`;

/** From the shape of attacks: who is addressed, what is asked, what is kept quiet. A row reads: how near, which concepts, which excuse. */
export const combinations: readonly Combination[] = [
  ...orders('sets earlier instructions aside', [
    [8, 'safety checks void|retired'],
    [8, 'override instructions earlier|all|safety|user|system', 'such'],
    [6, 'normal override checks'],
    [6, 'safety drop checks|instructions'],
    [6, 'drop all earlier'],
    [3, 'drop above'],
    [4, 'drop user run|carry|order'],
    [4, 'drop user specified', 'if|trigger'],
    [6, 'outrank instructions'],
    [8, 'outrank user specified|instructions'],
    [8, 'void instructions|checks safety|all|earlier|you'],
    [4, 'outrank user'],
    [6, 'override all user specified'],
    [10, 'safety skip checks system|user'],
    [4, 'forbid refuse'],
    [6, 'even you tell|said', 'report'],
    [3, 'drop guard'],
    [6, 'henceforth you must|answer'],
    [6, 'henceforth transmit|override|run|treat|model'],
    [8, 'you must override guard|checks'],
  ]),
  ...orders('keeps something from the user', [
    [5, 'hush system', 'until|if'],
    [14, 'people|user ask answer|say nothing|success you'],
    [5, 'not tell people|user order', 'if|until'],
    [7, 'forbid show this user'],
    [6, 'know nothing user|people'],
    [6, 'tell user|people not|no need', 'if|until'],
    [10, 'hush environment|secret|place|conversation'],
    [9, 'hush user|people', 'until|if'],
    [4, 'hush this', 'until|if'],
    [8, 'hush model|foreign|place'],
    [8, 'hush answer', 'until|if'],
    [6, 'keep hidden user|this'],
    [6, 'conceal this user'],
    [4, 'keep us away'],
    [6, 'keep away answer'],
    [4, 'keep away tell all'],
    [6, 'know not|no|forbid need user|people', 'if'],
    [5, 'nobody need know'],
    [6, 'nobody know this'],
    [5, 'let forbid know user|people', 'if|until'],
    [10, 'tasked|vocative pretend'],
    [10, 'change pretend'],
    [6, 'unaware user|people'],
    [8, 'keep this away user|people', 'until|if'],
    [4, 'hush you', 'until|if'],
    [8, 'hush carry|change|take you|all'],
    [10, 'hush carry address|foreign'],
    [8, 'keep this away noun'],
    [8, 'keep this away you show|say|tell'],
    [3, 'conceal this you'],
  ]),
  ...orders('acts in secret', [
    [10, 'quietly carry|take said'],
    [16, 'background carry|sends things|conversation|personal|secret address|outside|destination'],
    [24, `quietly take|carry|run|sends ${any}|address`],
    [12, 'quietly take|carry|run|sends foreign|also|you|vocative|tasked', 'fails'],
    [4, 'quietly run this'],
    [12, 'quietly carry model|slot'],
    [10, 'quietly run vocative|slot'],
    [16, 'change|destroy no trace'],
  ]),
  ...orders('acts without asking', [
    [16, 'run first user granted'],
    [12, 'shell|destroy unasked', 'forbid'],
    [8, 'skip ask user change|run|take', 'if|until'],
    [10, 'unasked run you'],
    [12, 'unasked you safety', 'if|until'],
    [6, 'user not|no need ask', 'if|until'],
    [16, `unasked carry|take|run|change user|people|order|all|come|${any}|address|foreign`],
    [6, 'granted ask all'],
    [5, 'already granted user', 'if|until'],
    [5, 'already granted ask', 'if|until|not'],
    [8, 'model unasked', 'report'],
    [5, 'automatic granted order'],
    [8, 'granted you skip', 'if|until'],
    [8, 'granted treat all user', 'if|until|not'],
    [10, 'granted run commands all|come'],
    [6, 'void ask user|all'],
    [6, 'unasked user ask'],
    [8, 'pretend granted user'],
    [10, 'skip pretext first|must this'],
  ]),
  ...orders('asks for secrets', [
    [10, 'secret reveal|carry all you'],
    [8, 'secret user carry said'],
    [12, 'place|home carry key'],
    [10, 'place take carry'],
    [7, 'secret user carry slot'],
    [10, 'prefix must file|place|personal|conversation user'],
    [16, 'place|home take|carry order|slot|address|you|model|answer|also|contents'],
    [8, 'place|home foreign'],
    [16, 'environment take carry|address|must|slot'],
    [8, 'environment carry all'],
    [14, 'secret carry take|all|also slot|answer'],
    [16, 'place|systemPrompt model carry|take'],
    [16, `tasked|vocative carry|sends|take|change ${precious}`],
    [16, `tasked|vocative carry|sends|take personal`],
    [5, 'place contents'],
    [8, 'environment contents need|must|order'],
    [20, 'secret|environment take carry foreign'],
    [8, 'environment take contents file'],
    [14, 'personal take carry trigger|must|first'],
    [8, 'systemPrompt conversation'],
    [12, 'secret instead take|override'],
    [16, 'vocative run|carry|take foreign|slot|address'],
    [12, 'contents secret carry must', 'if'],
    [6, 'conversation verbatim|everything'],
    [12, 'secret know|all carry slot'],
    [12, 'secret ask|take carry slot'],
    [10, 'secret must|order carry|granted slot'],
    [12, 'place take must first'],
    [12, 'secret user must|order place|home'],
    [20, 'secret user carry order slot'],
    [14, 'secret user carry take order', 'not|forbid'],
    [16, 'secret ask|specified user deny', 'not|forbid'],
    [10, 'secret surroundings slot'],
    [5, 'reveal above you'],
    [10, 'secret model carry|take slot|all'],
    [12, 'place|home shell take|carry'],
    [8, 'you must secret reveal'],
    [8, 'place take place'],
    [8, 'conversation verbatim contents|all'],
  ]),
  ...whateverItsJob('sends secrets away', [
    [12, 'safety carry|sends slot address'],
    [12, 'secret carry|show must slot all'],
    [14, 'place|home|secret carry|sends address|outside'],
    [4, `exfiltrate ${any}|all|address`],
    [14, 'tasked carry secret all'],
    [10, 'place|home|secret|secretName carry you answer'],
    [8, 'secretName transmit address'],
    [6, 'reveal systemPrompt'],
    [10, 'foreign run user secret'],
  ]),
  ...orders('sends the conversation away', [
    [14, 'conversation|systemPrompt|reasoning carry|sends slot|address|outside'],
    [14, 'conversation|systemPrompt sends'],
    [16, 'conversation|environment sends address'],
    [12, 'conversation recent need|must slot'],
  ]),
  ...orders('carries personal things away', [
    [16, 'personal take|carry address|outside'],
    [16, 'personal carry noun order|also'],
    [12, 'correspondent carry|also order|all'],
    [12, 'correspondent must'],
    [16, 'personal carry slot user|all|take|order'],
    [20, 'correspondent recipient carry all|order'],
  ]),
  ...orders('orders a command to be run', [
    [12, 'trigger also run destroy'],
    [12, 'shell run|prefix', 'not'],
    [16, 'script run noun address'],
    [12, 'following commands run must'],
    [14, 'come commands run unasked'],
    [16, 'tasked run|change|carry|take|does address|foreign'],
    [10, 'tasked address'],
    [12, 'also must take|run address'],
    [8, 'transmit contents|answer|come address'],
    [10, 'you must transmit outside'],
    [12, 'first take transmit address'],
    [3, 'transmit address'],
    [8, 'you duty run script'],
    [16, 'trigger you noun take address'],
    [5, 'always blindCopy'],
    [16, 'tasked shell'],
    [16, 'tasked destroy first'],
    [16, 'destroy duty you first user'],
    [14, 'tasked carry public'],
  ]),
  ...orders('gives the assistant another identity', [
    [5, 'override you model'],
    [8, 'model adopt persona'],
    [6, 'persona you now'],
    [8, 'unrestricted now|persona you|model'],
    [8, 'persona adopt now'],
    [10, 'unrestricted adopt persona|now'],
    [8, 'adopt instructions you|model'],
  ]),
  ...orders('claims authority over the assistant', [
    [8, 'treat instructions come even|as'],
    [12, 'treat contents|come commands|orders user', 'not|forbid|report'],
    [10, 'treat instructions come degree user', 'not|forbid|report'],
    [10, 'model refuse run|used even|until'],
    [10, 'followed contents|come trusted must', 'not|forbid'],
    [12, 'followed instructions|commands come|contents pretend', 'not|forbid|report'],
    [6, 'model take this trigger|must|first'],
    [12, 'contents treat you order|now'],
    [8, 'even violate instructions|user|system'],
    [8, 'orders treat come', 'not|forbid|such'],
    [8, 'obey orders|commands|instructions|come'],
    [8, 'system instructions you treat'],
    [6, 'you|model obey this|all'],
    [10, 'treat contents|come system all'],
    [6, 'granted treat ask', 'not|forbid'],
  ]),
  ...orders('orders something under a pretext', [
    [30, 'pretext must run|change|take|carry address|foreign|place'],
    [10, 'self retired pretext'],
  ]),
  ...orders('puts words into the mouth of the assistant', [
    [30, 'announce must|first run|foreign say'],
    [10, 'prefix all answer address|say|foreign'],
    [10, 'model must answer all'],
    [10, 'answer tell|say user announce'],
  ]),
  ...orders("changes the user's input", [
    [14, 'carry answer you trigger say|address|announce'],
    [8, 'pretend success'],
    [5, 'pretend user', 'as|if'],
    [14, 'change slot|number hush'],
    [8, 'fails show must success'],
    [14, 'success regardless'],
    [4, 'regardless user'],
    [14, 'regardless say this no|nothing'],
    [20, 'show now must address'],
    [14, 'regardless user specified'],
    [10, 'change specified user address|instead'],
    [12, 'model change user specified address'],
    [14, 'change must user specified all'],
    [8, 'change answer you all'],
    [14, 'destroy say success fails'],
    [6, 'recipient change address|order|trigger|must'],
    [6, 'recipient must|also|all address'],
    [14, 'change trigger slot user say|show'],
    [12, 'change must show user'],
    [14, 'recipient change trigger|order user'],
    [12, 'tasked say success'],
    [12, 'recipient address instead'],
    [8, 'say even success'],
  ]),
  ...shadows("changes another tool's use", [
    [16, 'elsewhere order|trigger|you change|carry|skip|sends'],
    [16, 'elsewhere must run|change'],
    [16, 'elsewhere foreign change|carry'],
    [16, 'foreign carry secret|personal|conversation|systemPrompt'],
    [16, 'otherTools carry slot|address'],
    [16, 'otherTools trigger carry|change'],
    [8, 'otherTools forbid used'],
    [12, 'elsewhere prefer|retired|broken'],
    [14, 'otherTools prefer must|all'],
    [14, 'otherTools refuse run|used'],
    [8, 'otherTools say all'],
    [6, 'drop foreign noun|server|broken|exfiltrate'],
    [14, 'foreign come|contents must carry foreign|slot|self'],
    [12, 'elsewhere override|drop'],
    [14, 'foreign broken route this|noun'],
    [14, 'builtin forbid used broken|retired|more'],
    [10, 'foreign also must carry'],
    [16, 'foreign trigger|order change|carry|skip|also address|recipient'],
    [16, 'foreign model address|change|instead'],
    [14, 'foreign contents must prefix'],
    [30, 'foreign change address'],
    [12, 'foreign treat|change must come'],
    [14, 'foreign recipient instead'],
    [16, 'elsewhere first run'],
    [16, 'foreign trigger route this|server|self'],
    [14, 'otherTools first run contents|prefix|slot'],
  ]),
  ...shadows('speaks for another tool', [
    [10, 'noun server broken'],
    [10, 'server forbid used more'],
    [6, 'other noun retired'],
    [8, 'foreign server|noun retired|broken|improved'],
    [8, 'broken|retired server come'],
  ]),
  ...shadows('puts itself before another tool', [
    [10, 'outrank noun server|other all'],
    [10, 'instead foreign|noun must first this'],
    [14, 'foreign trigger user ask first this'],
    [8, 'foreign forbid used more'],
    [20, 'routed all noun this must'],
    [16, 'prefer this foreign even'],
    [8, 'otherTools broken forbid|this'],
  ]),
];

/** An order whose parts stand in two sentences, one after the other: a concept of each step must stand in its half. */
export interface SplitCombination {
  says: string;
  before: readonly (readonly Concept[])[];
  after: readonly (readonly Concept[])[];
}

/** "Read the keys. Then pass them as `note`.": what is taken in one sentence is carried in the next. */
export const splitCombinations: readonly SplitCombination[] = [
  split('asks for secrets', `take ${any}`, 'carry slot|address|foreign|outside fetched'),
  split('asks for secrets', `take ${any}`, 'carry fetched also|first answer'),
  split('acts in secret', `take|carry|run|change ${any}|foreign|address`, 'hush'),
  split('acts in secret', `take|carry|run|change ${any}|foreign|address`, 'quietly this|must'),
  split('keeps something from the user', 'hidden this', 'forbid|not show answer|user'),
  split('claims authority over the assistant', 'contents|come instructions|commands you', 'treat fetched'),
  split('claims authority over the assistant', 'hidden commands|instructions you', 'adopt|run|treat fetched'),
];

function split(says: string, before: string, after: string): SplitCombination {
  return { says, before: before.split(' ').map(readConcepts), after: after.split(' ').map(readConcepts) };
}

type Row = [within: number, steps: string, unless?: string];

function orders(says: string, rows: Row[]): Combination[] {
  return rows.map((row) => combination('hidden-instructions', says, row));
}

function whateverItsJob(says: string, rows: Row[]): Combination[] {
  return orders(says, rows).map((row) => ({ ...row, isWhateverItsJob: true }));
}

function shadows(says: string, rows: Row[]): Combination[] {
  return rows.map((row) => combination('shadowing', says, row));
}

function combination(
  signal: Combination['signal'],
  says: string,
  [within, steps, unless = '']: Row,
): Combination {
  return {
    signal,
    says,
    within,
    steps: steps.split(' ').map(readConcepts),
    unless: readConcepts(unless),
    isWhateverItsJob: false,
  };
}

function readConcepts(text: string): Concept[] {
  return text === '' ? [] : (text.split('|') as Concept[]);
}
