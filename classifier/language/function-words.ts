/** Words that hold a sentence together. They tell where a verb may stand and what becomes of it. */
const table = {
  /** Open a clause about when, not what: its verbs are no deed of this call. */
  condition: 'if when unless once until whenever while after before prior upon during where given',
  /** Open a clause about something else than the call: a purpose, a reason, a relative clause. */
  aside: `because since so which who whose how why what whether for by via using with from of in on at as into onto than like about
    across between against within per such e.g i.e including containing instead rather that based regardless`,
  negation: `not never cannot can't doesn't don't won't isn't without no nothing neither nor didn't`,
  joint: 'and or then plus & und oder et ou y o e и или и/или and/or',
  auxiliary: `is are was were be been has have had can will would should must may might enable enables allow allows`,
  leadIn: 'to for you users user agents agent llm llms ai of that which models assistants clients developers',
  subject: `tool function command operation endpoint method api action utility server service it this mcp
    operations commands tools functions capability handler interface plugin feature wrapper`,
  determiner: `a an the all any each every some this these those its their your our my one another multiple several new existing
    specific specified given current single both it them him her entire whole additional more other first last next most
    optional optionally selected particular certain various existing my`,
  adverb: `permanently safely automatically also can will may might must should could would optionally quickly simply please
    easily recursively now immediately directly only just always currently completely fully atomically asynchronously
    efficiently programmatically dynamically securely conditionally temporarily batch bulk async smart intelligently either both
    actually first securely globally soft hard force manually silently explicitly instantly concurrently to re be is are used able
    designed intended meant allowed lets helps`,
  opener: `use used allows allow enables enable lets let helps help able ability designed supports support provides way capability
    utility tool tools function commands command operations operation api endpoint interface mechanism interact ways`,
} as const;

type Kind = keyof typeof table;

const kinds: Readonly<Record<Kind, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(table).map(([kind, words]) => [kind, new Set(words.split(/\s+/))]),
) as Record<Kind, Set<string>>;

export function isWordOf(kind: Kind, word: string): boolean {
  return kinds[kind].has(word);
}

/** What follows a verb and makes a noun of both: `order book`, `run book`, `charge level`, `delete marker`. */
const compounds: Readonly<Record<string, string>> = {
  order: 'book books by history id ids status list details type types info number side flow',
  trade: 'history id ids log logs details data volume finder fees status',
  charge: 'level levels status state id history',
  transfer: 'learning history id status rate',
  run: 'book books id ids history log logs status details info results url number time times',
  build: 'log logs id ids status number info history version versions artifacts system',
  delete: 'marker markers',
  drop: 'down zone',
  play: 'list lists by store',
  commit: 'message messages hash id ids log history sha info details statuses status diff',
  search: 'engine engines results history index indexes',
  test: 'result results report case cases plan plans suite suites coverage',
  release: 'note notes date dates info details',
  stop: 'loss words word times',
  start: 'date time here point index page',
  kill: 'chain switch',
  post: 'office id ids content details comments stats',
  call: 'log logs history graph graphs stack record records transcript hierarchy recordings details',
  share: 'price prices link links count',
  update: 'history log',
  install: 'instructions guide',
  deploy: 'status history log logs',
  pull: 'request requests',
  merge: 'request requests conflict conflicts',
  log: 'file files entries entry level group groups stream streams',
  message: 'id ids history list count',
  comment: 'id ids thread list',
  mail: 'box boxes merge',
  email: 'address addresses template templates id ids thread list',
  chat: 'history id ids room rooms message messages',
  push: 'notification notifications',
  import: 'status job jobs',
  export: 'status job jobs',
  payment: 'method',
  close: 'price prices',
  open: 'source interest api orders positions issues ports graph meteo weather',
  block: 'number hash height explorer time children',
  index: 'price name names',
  rate: 'limit limits',
  record: 'type types id ids',
  type: 'definition definitions',
  link: 'preview',
  change: 'log logs set sets history feed',
  check: 'list lists run runs suite suites',
  tag: 'list cloud',
  branch: 'name names list',
  fork: 'count',
  set: 'list',
  stake: 'pool pools info',
  bid: 'price',
  bet: 'history',
  bridge: 'quote quotes',
  swap: 'quote quotes',
  invoice: 'list',
  sell: 'price quote',
  buy: 'price quote',
  clear: 'sky',
  fill: 'rate',
  trigger: 'history list',
  batch: 'size',
  sign: 'in up',
  cache: 'stats status info',
  stash: 'list',
};

const compoundSets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(compounds).map(([verb, nouns]) => [verb, new Set(nouns.split(' '))]),
);

/** Whether a verb and the word after it are one noun. */
export function isCompound(verb: string, next: string): boolean {
  return compoundSets.get(verb)?.has(next) ?? false;
}
