import { english } from './verbs.ts';

/** What follows a verb and makes a noun of both: `order book`, `run book`, `charge level`, `delete marker`. */
const compounds: Readonly<Record<string, string>> = {
  order: 'book books by history id ids status list details type types info number side flow',
  trade: 'history id ids log logs details data volume finder fees status signal signals',
  pay: 'attention',
  withdraw: 'history records status limit limits quota address addresses',
  charge: 'level levels status state id history',
  transfer: 'learning history id status rate',
  run: 'book books id ids history log logs status details info results url number time times',
  build: 'log logs id ids status number info history version versions artifacts system',
  delete: 'marker markers',
  drop: 'down zone',
  play: 'list lists by store',
  commit: 'message messages hash id ids log history sha info details statuses status diff',
  search: 'results history index indexes',
  test: 'result results report case cases plan plans suite suites coverage',
  release: 'note notes date dates info details',
  stop: 'loss words word times',
  start: 'date here point index page',
  kill: 'chain switch',
  post: 'office id ids content details comments stats',
  text: 'to',
  fund: 'performance holdings nav manager managers rating name code flow flows',
  call: 'sequence order log logs history graph graphs stack record records transcript hierarchy recordings details',
  share: 'price prices link links count',
  update: 'history log notes',
  auth: 'status url info token tokens header config code flow state type method methods',
  install: 'instructions guide count counts',
  deploy: 'status history log logs',
  pull: 'request requests',
  merge: 'request requests conflict conflicts',
  log: 'stats statistics file files entries entry level group groups stream streams',
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
  change: 'log logs set sets history feed event events',
  complete: 'reference guide documentation overview',
  check: 'list lists run runs suite suites',
  tag: 'list cloud',
  branch: 'name names list',
  fork: 'count',
  set: 'list',
  stake: 'pool pools info quote quotes',
  unstake: 'quote quotes',
  upload: 'status progress history',
  download: 'status progress history',
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
  attack: 'technique techniques pattern patterns path paths surface tactic tactics vector vectors',
  react: 'component components app apps application native project hook hooks code',
  cache: 'stats status info',
  stash: 'list',
};

/** What stands after any word of paying that is a noun as often, when it is what is known of it: `purchase_history`. */
const ofRecord =
  'history statistics stats status details analytics log logs list report reports summary id ids info data count volume';

const compoundSets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...new Set([...Object.keys(compounds), ...payingNouns()])].map((verb) => [verb, nounsAfter(verb)]),
);

function payingNouns(): string[] {
  return english.pay
    .split(/\s+/)
    .flatMap((word) => (word.includes('~') ? [word.replaceAll(/[~?]/g, '')] : []));
}

function nounsAfter(verb: string): ReadonlySet<string> {
  const own = compounds[verb]?.split(' ') ?? [];
  return new Set(payingNouns().includes(verb) ? [...own, ...ofRecord.split(' ')] : own);
}

/** Whether a verb and the word after it are one noun. */
export function isCompound(verb: string, next: string): boolean {
  return compoundSets.get(verb)?.has(next) ?? false;
}
