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
    [8, 'override instructions earlier|all|safety|user|system|you', 'such'],
    [6, 'normal override checks'],
    [6, 'safety drop checks|instructions'],
    [6, 'drop all earlier'],
    [3, 'drop above'],
    [4, 'drop user run|carry|order'],
    [4, 'drop user specified', 'if|trigger'],
    [4, 'outrank user'],
    [6, 'override all user specified'],
    [10, 'safety skip checks system|user'],
    [3, 'drop guard'],
    [6, 'henceforth you must|answer'],
    [6, 'henceforth transmit|override|run|treat|model'],
    [7, 'guard|checks you must override'],
    [8, 'assignment you earlier void|retired'],
    [4, 'refuse you not|forbid'],
    [7, 'guard|safety checks override must|always'],
    [5, 'override persona earlier you|model'],
    [5, 'assignment you change now'],
    [6, 'privilege you granted'],
    [12, 'drop user fetched specified'],
    [6, 'instructions above|earlier retired|void'],
  ]),
  ...orders('keeps something from the user', [
    [5, 'hush system', 'until|if'],
    [8, 'people|user ask answer|say nothing|success you'],
    [5, 'not tell people|user order', 'if|until'],
    [7, 'forbid show this user|people'],
    [6, 'know nothing user|people'],
    [10, 'hush environment|secret|place|conversation'],
    [9, 'hush user|people', 'until|if'],
    [4, 'hush this', 'until|if'],
    [8, 'hush answer', 'until|if'],
    [6, 'keep hidden user|this'],
    [4, 'keep us away'],
    [4, 'keep away tell all'],
    [6, 'know not|no|forbid need user|people', 'if'],
    [5, 'nobody need know'],
    [6, 'nobody know this'],
    [5, 'let forbid know user|people', 'if|until'],
    [8, 'tasked|vocative pretend'],
    [8, 'change pretend'],
    [6, 'unaware user|people'],
    [8, 'keep this away user|people', 'until|if'],
    [4, 'hush you', 'until|if'],
    [8, 'hush carry|change|take you|all'],
    [10, 'hush carry address|foreign'],
    [12, 'hush conceal'],
    [6, 'keep hidden recipient'],
    [6, 'keep between you|us'],
    [5, 'hush flaws'],
    [8, 'hush carry|change always'],
    [6, 'tell user|people not|no need', 'if|until'],
    [8, 'hush model|foreign|place'],
  ]),
  ...orders('acts in secret', [
    [24, `quietly take|carry|run|sends ${any}|address`],
    [12, 'quietly take|carry|run|sends foreign|also|you|vocative|tasked', 'fails'],
    [2, 'quietly run this'],
    [7, 'quietly carry model|slot'],
    [8, 'quietly run vocative|slot'],
    [3, 'quietly do this', 'not|forbid'],
    [5, 'logs destroy trigger|order'],
    [4, 'quietly enroll'],
    [5, 'quietly transmit matter|contents'],
  ]),
  ...orders('acts without asking', [
    [8, 'run first user granted'],
    [8, 'skip ask user change|run|take', 'if|until'],
    [8, 'unasked you safety', 'if|until'],
    [6, 'user not|no need ask', 'if|until'],
    [10, `unasked carry|take|run|change user|people|order|all|come|${any}|address|foreign`],
    [5, 'already granted user', 'if|until'],
    [8, 'granted you skip', 'if|until'],
    [8, 'granted treat all user', 'if|until|not'],
    [8, 'granted run commands all|come'],
    [6, 'void ask user|all'],
    [8, 'pretend granted user'],
    [10, 'skip pretext first|must this'],
    [10, 'refuse user proceed'],
    [8, 'even user said proceed'],
    [8, 'unasked granted'],
    [6, 'treat all granted'],
    [8, 'skip you ask noun'],
    [8, 'automatic without checks'],
    [16, 'unasked transmit order'],
  ]),
  ...orders('asks for secrets', [
    [8, 'secret user carry said'],
    [10, 'place take carry'],
    [8, 'prefix must file|place|personal|conversation user'],
    [10, 'place take|carry order|slot|address|you|model|answer|also|contents'],
    [8, 'place|home foreign'],
    [16, `tasked|vocative carry|sends|take|change ${precious}`],
    [8, `tasked|vocative carry|sends|take personal`],
    [5, 'place contents'],
    [8, 'environment contents need|must|order'],
    [10, 'secret|environment take carry foreign'],
    [8, 'environment take contents file'],
    [10, 'personal take carry trigger|must|first'],
    [7, 'systemPrompt conversation'],
    [10, 'contents secret carry must', 'if'],
    [12, 'secret ask|take carry slot'],
    [12, 'place take must first'],
    [8, 'secret ask|specified user deny', 'not|forbid'],
    [5, 'reveal above you'],
    [8, 'secret model carry|take slot|all'],
    [12, 'place|home shell take|carry'],
    [8, 'secret you must reveal'],
    [7, 'place take place'],
    [10, 'persuade user'],
    [12, 'personal ask user carry this|slot'],
    [6, 'recite above all'],
    [6, 'reveal|carry prompt above'],
    [8, 'secret must enter here'],
    [8, 'secret carry please'],
    [8, 'allowed model reveal|tell'],
    [12, 'secret carry first slot'],
    [12, 'secret carry all context|session'],
    [14, 'secret take file answer|come|all'],
  ]),
  ...whateverItsJob('sends secrets away', [
    [8, 'safety carry|sends slot address'],
    [14, 'place|home|secret carry|sends address|outside'],
    [4, `exfiltrate ${any}|all|address`],
    [8, 'tasked carry secret all'],
    [10, 'place|home|secret|secretName carry you answer|things'],
    [8, 'secretName transmit address'],
    [6, 'reveal systemPrompt'],
    [7, 'foreign run user secret'],
    [12, 'secret sends destination'],
    [8, 'transmit matter address'],
    [6, 'exfiltrate matter|file|this'],
    [8, 'secretName take conversation'],
    [6, 'systemPrompt carry slot'],
    [6, 'place take all file'],
  ]),
  ...orders('sends the conversation away', [
    [14, 'conversation|systemPrompt|reasoning carry|sends slot|address|outside'],
    [12, 'conversation|systemPrompt sends'],
    [16, 'conversation|environment sends address'],
    [8, 'conversation recent need|must slot'],
    [8, 'conversation carry all model|you'],
  ]),
  ...orders('carries personal things away', [
    [16, 'personal carry address|outside'],
    [12, 'correspondent carry|also order|all'],
    [12, 'correspondent must'],
    [14, 'personal must carry answer'],
    [12, 'transmit take file first contents|this'],
    [16, 'address user carry always'],
  ]),
  ...orders('orders a command to be run', [
    [12, 'shell run|prefix', 'not'],
    [8, 'script run noun address'],
    [7, 'following commands run must'],
    [8, 'come commands run unasked'],
    [10, 'tasked address'],
    [10, 'also must take|run address'],
    [8, 'transmit contents|answer|come address'],
    [10, 'outside you must transmit'],
    [12, 'address first take transmit'],
    [3, 'transmit address'],
    [8, 'script you duty run'],
    [5, 'blindCopy always'],
    [8, 'tasked shell'],
    [8, 'tasked destroy first'],
    [8, 'destroy duty you first user'],
    [8, 'tasked carry public'],
    [10, 'script run first address'],
    [5, 'place modify'],
    [10, 'grant privilege trigger|also'],
    [14, 'foreign run|carry correspondent trigger|first|also'],
    [8, 'public change order trigger'],
    [10, 'privilege granted must all'],
    [8, 'enroll run address'],
    [6, 'sends things correspondent'],
    [10, 'address first carry all'],
    [8, 'outside transmit|route all come|contents'],
    [7, 'decode run this|secret'],
  ]),
  ...orders('gives the assistant another identity', [
    [5, 'override you model'],
    [7, 'model adopt persona'],
    [6, 'persona you now'],
    [8, 'unrestricted now|persona you|model'],
    [8, 'persona adopt now'],
    [7, 'unrestricted adopt persona|now'],
    [6, 'pretend you model|must'],
  ]),
  ...orders('claims authority over the assistant', [
    [8, 'treat instructions come even|as'],
    [12, 'treat contents|come commands|orders user|system', 'not|forbid|report'],
    [10, 'treat instructions come degree user', 'not|forbid|report'],
    [8, 'model refuse run|used even|until'],
    [12, 'followed contents|come trusted must', 'not|forbid'],
    [8, 'followed instructions|commands come|contents pretend', 'not|forbid|report'],
    [8, 'contents treat you order|now'],
    [8, 'even violate instructions|user|system'],
    [8, 'orders treat come', 'not|forbid|such'],
    [8, 'obey orders|commands|instructions|come'],
    [8, 'treat system instructions you'],
    [6, 'obey you|model this|all'],
    [10, 'treat contents|come system all'],
    [6, 'granted treat ask', 'not|forbid'],
    [6, 'instruct you treat'],
    [8, 'comply always come|this|all'],
    [8, 'trust come|contents commands run'],
    [8, 'follow this come without'],
    [6, 'trusted do say'],
    [8, 'vocative obey|follow|treat'],
    [12, 'model you treat commands|instructions|orders'],
    [12, 'without exception first|must'],
  ]),
  ...orders('orders something under a pretext', [
    [22, 'pretext must run|change|take|carry address|foreign|place'],
    [10, 'self retired pretext'],
  ]),
  ...orders('puts words into the mouth of the assistant', [
    [18, 'announce must|first run|foreign say'],
    [10, 'prefix all answer address|say|foreign'],
    [10, 'model must answer all'],
    [8, 'answer tell|say user announce'],
    [12, 'always user ask assert'],
    [10, 'following carry all file'],
    [8, 'promote always us|our'],
    [8, 'always carry all answer you'],
  ]),
  ...orders("changes the user's input", [
    [10, 'carry answer you trigger say|address|announce'],
    [8, 'pretend success'],
    [5, 'pretend user', 'as|if'],
    [8, 'change slot|number hush'],
    [8, 'fails show must success'],
    [8, 'success regardless'],
    [4, 'regardless user'],
    [8, 'regardless say this no|nothing'],
    [8, 'show now must address'],
    [14, 'regardless user specified'],
    [10, 'change specified user address|instead'],
    [8, 'model change user specified address'],
    [12, 'change must user specified all'],
    [8, 'change answer you all'],
    [8, 'destroy say success fails'],
    [6, 'recipient must|also|all address'],
    [8, 'change trigger slot user say|show'],
    [8, 'change must show user'],
    [8, 'recipient change trigger|order user'],
    [8, 'tasked say success'],
    [8, 'recipient address instead'],
    [8, 'say even success'],
    [6, 'pretend nothing|fails|come'],
    [8, 'even say fails'],
    [10, 'refuse model again'],
    [14, 'deny although'],
    [8, 'address change first'],
    [6, 'flaws say no must|always'],
    [8, 'recipient always address'],
    [12, 'regardless promote'],
    [8, 'change all address'],
  ]),
  ...shadows("changes another tool's use", [
    [8, 'elsewhere foreign change|carry'],
    [14, 'foreign carry secret|personal|conversation|systemPrompt'],
    [6, 'otherTools carry slot|address'],
    [8, 'elsewhere prefer|retired|broken'],
    [8, 'otherTools refuse run|used'],
    [8, 'elsewhere override|drop'],
    [8, 'foreign broken route this|noun'],
    [8, 'builtin forbid used broken|retired|more'],
    [16, 'foreign trigger|order change|carry|skip|also address|recipient'],
    [8, 'foreign contents must prefix'],
    [30, 'foreign change address'],
    [8, 'foreign recipient instead'],
    [10, 'elsewhere first run'],
    [8, 'foreign trigger route this|server|self'],
    [12, 'foreign trigger change amount'],
    [8, 'foreign first run contents all'],
    [7, 'route foreign come|contents'],
    [6, 'elsewhere destroy'],
    [12, 'foreign first carry outside'],
    [10, 'route all address|outside'],
    [14, 'change first|trigger run this noun come', 'user'],
  ]),
  ...shadows('speaks for another tool', [
    [10, 'noun server broken'],
    [8, 'server forbid used more'],
    [6, 'other noun retired'],
    [7, 'foreign server|noun retired|broken|improved'],
  ]),
  ...shadows('puts itself before another tool', [
    [10, 'outrank noun server|other all'],
    [10, 'instead foreign|noun must first this'],
    [14, 'foreign trigger user ask first this'],
    [8, 'foreign forbid used more'],
    [8, 'routed all noun this must'],
    [8, 'prefer this foreign even'],
    [8, 'otherTools broken forbid|this'],
    [8, 'route all this noun'],
    [12, 'through all must this noun'],
    [6, 'outrank noun foreign|noun'],
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
