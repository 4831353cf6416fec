import { lexicon } from './lexicon.ts';
import type { Deed } from './verbs.ts';

/** Nouns made of verbs, where name or description has no verb: `image_generation`, "Currency conversion". */
const nominalisations: Readonly<Record<string, string>> = {
  generate: 'generation',
  create: 'creation',
  delete: 'deletion',
  remove: 'removal',
  update: 'modification',
  install: 'installation',
  uninstall: 'uninstallation',
  deploy: 'deployment',
  execute: 'execution',
  validate: 'validation validity',
  convert: 'conversion',
  translate: 'translation',
  transcribe: 'transcription transcript',
  extract: 'extraction',
  summarize: 'summarization summary',
  analyze: 'analysis analytics insights',
  calculate: 'calculation arithmetic average mean median',
  verify: 'verification',
  detect: 'detection',
  classify: 'classification',
  recognize: 'recognition ocr',
  compare: 'comparison diff',
  evaluate: 'evaluation assessment',
  estimate: 'estimation',
  recommend: 'recommendation recommendations suggestion suggestions',
  predict: 'prediction predictions projection',
  optimize: 'optimization',
  retrieve: 'retrieval',
  inspect: 'inspection introspection',
  think: 'thinking reasoning thought thoughts',
  aggregate: 'aggregation',
  geocode: 'geocoding',
  send: 'notification',
};

/** What a name or a phrase is about when it only names something to be seen. */
const shownThings = `info server information detail details data list listing listings status state statistics stats metrics history log logs
  result results view views overview report reports balance balances price prices quote quotes news weather forecast trends
  trending ranking rankings leaderboard schedule calendar metadata schema documentation docs reference guide instructions greeting tip tips
  help version health healthcheck time date distance directions route routes location locations place places image images photo photos
  picture video videos article articles profile profiles account accounts collection collections catalog catalogue inventory
  definition definitions synonyms lyrics recipe recipes quotes facts fact feed feeds comments reviews rating ratings score scores
  categories level levels value values words count counts entries records items projects users members servers applications services resources tables databases channels playlists
  technique techniques tactic tactics calculator converter finder viewer reader lookup explorer checker plot chart graph map tree audit is has`;

const nominalDeeds: ReadonlyMap<string, { verb: string; deed: Deed }> = buildNominals();

function buildNominals(): Map<string, { verb: string; deed: Deed }> {
  const nominals = new Map<string, { verb: string; deed: Deed }>();
  for (const word of shownThings.split(/\s+/)) nominals.set(word, { verb: 'show', deed: 'look' });
  for (const form of lexicon.values()) {
    if (form.form !== 'base' || form.isWeak || form.deed === 'vague' || form.deed === 'pay') continue;
    for (const noun of agentNouns(form.verb)) {
      if (!nominals.has(noun) && !lexicon.has(noun)) nominals.set(noun, { verb: form.verb, deed: form.deed });
    }
  }
  for (const [verb, nouns] of Object.entries(nominalisations)) {
    const deed = lexicon.get(verb)?.deed;
    if (deed === undefined) continue;
    for (const noun of nouns.split(' ')) nominals.set(noun, { verb, deed });
  }
  return nominals;
}

/** `generator`, `runner`, `validator`: the likely spellings; one that is no word never meets a text. */
function agentNouns(verb: string): string[] {
  if (!/^[a-z]{4,}$/.test(verb)) return verb === 'run' ? ['runner'] : [];
  const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb;
  return [`${stem}er`, `${stem}or`];
}

/** What a noun says that is made of a verb, or names something shown; null for any other. */
export function nominalOf(word: string): { verb: string; deed: Deed } | null {
  return nominalDeeds.get(word) ?? null;
}
