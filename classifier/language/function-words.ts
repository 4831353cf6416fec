/** Words that hold a sentence together. They tell where a verb may stand and what becomes of it. */
const words = {
  /** Open a clause about when, not what: its verbs are no deed of this call. */
  condition: 'if when unless once until whenever while after before prior upon during where given',
  /** Open a clause about something else than the call: a purpose, a reason, a relative clause. */
  aside: `because since so which who whose how why what whether for by via using with from of in on at as into onto than like about
    across between against within per such e.g i.e including containing instead rather that based regardless`,
  /** Those that open a whole clause of their own, which a comma does not end. */
  clausal: 'who which whose how why what whether that because',
  negation: `not never cannot can't doesn't don't won't isn't without no nothing neither nor didn't`,
  joint: 'and or then plus & und oder et ou y o e и или и/или and/or',
  auxiliary: `is are was were be been has have had can will would should must may might enable enables allow allows`,
  leadIn: 'to for you users user agents agent llm llms ai of that which models assistants clients developers',
  subject: `tool function command operation endpoint method api action utility server service it this mcp
    operations commands tools functions capability handler interface plugin feature wrapper toolkit`,
  determiner: `a an the all any each every some this these those its their your our my one another multiple several new existing
    specific specified given current single both it them him her entire whole additional more other first last next most
    optional optionally selected particular certain various existing my`,
  adverb: `permanently safely automatically also can will may might must should could would optionally quickly simply please
    easily recursively now immediately directly only just always currently completely fully atomically asynchronously
    efficiently programmatically dynamically securely conditionally temporarily batch bulk async smart intelligently either both
    actually first securely globally soft hard force manually silently explicitly instantly concurrently to re be is are used able
    designed intended meant allowed lets helps lo la los las le les l`,
  opener: `try tries attempt attempts toolkit use used allows allow enables enable lets let helps help able ability designed supports support provides way capability
    utility tool tools function commands command operations operation api endpoint interface mechanism interact ways`,
} as const;

export type Kind = keyof typeof words;

/** One bit for each kind, so that a word that is of several is asked once. */
export const kindBits: Readonly<Record<Kind, number>> = Object.fromEntries(
  Object.keys(words).map((kind, position) => [kind, 1 << position]),
) as Record<Kind, number>;

/** The kinds of every word that holds a sentence together, as bits. */
export const functionWords: ReadonlyMap<string, number> = gatherKinds();

function gatherKinds(): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const [kind, list] of Object.entries(words) as [Kind, string][]) {
    for (const word of list.split(/\s+/)) kinds.set(word, (kinds.get(word) ?? 0) | kindBits[kind]);
  }
  return kinds;
}
