/** What a verb says that a call does, before its object is looked at. */
export type Deed = 'look' | 'change' | 'run' | 'remove' | 'pay';

const table: Record<Deed, string> = {
  look: 'get list search find read fetch describe show view query lookup retrieve check validate verify preview count compare analyze analyse calculate convert inspect browse summarize explain estimate wait scrape extract crawl screenshot snapshot diff status info help ping echo resolve detect recommend suggest think recall',
  change:
    'create add update set write edit insert save upload send post put patch rename move copy assign comment append modify change configure enable disable archive close open export import register invite share reply publish commit merge push navigate resize store upsert subscribe mark tag toggle import clone fork submit draft schedule replace',
  run: 'run execute exec eval evaluate invoke call deploy trigger install start restart stop launch build click type press hover drag drop fill apply scale',
  remove:
    'delete remove drop purge truncate wipe destroy uninstall revoke kill terminate clear erase discard cancel',
  pay: 'pay charge refund payout buy purchase trade',
};

/** Every verb known, with what it says. */
export const verbs: ReadonlyMap<string, Deed> = new Map(
  Object.entries(table).flatMap(([deed, words]) => words.split(' ').map((word) => [word, deed as Deed])),
);
