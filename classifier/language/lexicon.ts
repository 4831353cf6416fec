import { senses } from './senses.ts';
import { type Deed, english, foreign } from './verbs.ts';

export interface Lexeme {
  verb: string;
  deed: Deed;
  /** It is a noun as often: only its place in a sentence tells. */
  isNoun: boolean;
  /** It says so little that any clearer verb beside it outweighs it. */
  isWeak: boolean;
}

export type Form = 'base' | 'third' | 'gerund';

export interface WordForm extends Lexeme {
  form: Form;
}

/** What can be done again or undone under a name made of the same verb. */
const repeatable: ReadonlySet<Deed> = new Set<Deed>(['change', 'message', 'grant', 'run', 'operate', 'make']);

/** Every form of every known verb, lower-cased. */
export const lexicon: ReadonlyMap<string, WordForm> = buildLexicon();

function buildLexicon(): Map<string, WordForm> {
  const forms = new Map<string, WordForm>();
  for (const [deed, words] of Object.entries(foreign)) {
    for (const verb of words.split(/\s+/)) {
      const form: WordForm = { verb, deed: deed as Deed, isNoun: false, isWeak: false, form: 'third' };
      for (const spelling of spellings(verb)) forms.set(spelling, form);
    }
  }
  for (const [deed, words] of Object.entries(english)) {
    for (const word of words.split(/\s+/)) {
      const verb = word.replaceAll(/[~?]/g, '');
      const lexeme = { verb, deed: deed as Deed, isNoun: word.includes('~'), isWeak: word.includes('?') };
      forms.set(verb, { ...lexeme, form: 'base' });
      forms.set(thirdPerson(verb), { ...lexeme, form: 'third' });
      for (const gerund of gerunds(verb)) forms.set(gerund, { ...lexeme, form: 'gerund' });
    }
  }
  addPrefixed(forms);
  return forms;
}

/** French joins what comes before a vowel: "permet d'envoyer". */
function spellings(verb: string): string[] {
  return /^[aeiouéêh]/.test(verb) ? [verb, `d'${verb}`, `l'${verb}`] : [verb];
}

/** `reassign` and `unassign` do to what was assigned what `assign` did. */
function addPrefixed(forms: Map<string, WordForm>): void {
  for (const [word, form] of [...forms]) {
    if (!repeatable.has(form.deed)) continue;
    if (form.verb.length < 4 || !/^[a-z]+$/.test(word)) continue;
    for (const prefix of ['re', 'un']) {
      const prefixed = { ...form, verb: prefix + form.verb };
      if (!forms.has(prefix + word)) forms.set(prefix + word, prefixed);
    }
  }
}

function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/** The likely spellings; one that is no word never meets a text. */
function gerunds(verb: string): string[] {
  if (verb.endsWith('ie')) return [`${verb.slice(0, -2)}ying`];
  if (/[^eoy]e$/.test(verb)) return [`${verb.slice(0, -1)}ing`];
  return /[^aeiou][aeiou][bdgklmnprtv]$/.test(verb)
    ? [`${verb}ing`, `${verb}${verb.at(-1)}ing`]
    : [`${verb}ing`];
}

const objectSenses: ReadonlyMap<string, ReadonlyMap<string, Deed>> = new Map(
  Object.entries(senses).map(([verb, lines]) => {
    const byObject = new Map<string, Deed>();
    for (const [deed, objects] of lines) {
      for (const word of objects.split(/\s+/)) if (!byObject.has(word)) byObject.set(word, deed);
    }
    return [verb, byObject];
  }),
);

/** Whether a verb may say this deed, with whatever object. */
export function mayMean({ verb, deed }: Lexeme, meant: Deed): boolean {
  return deed === meant || (senses[verb] ?? []).some(([sense]) => sense === meant);
}

/** A payment link is no payment: what stands last is what is acted on. */
const aboutMoney = new Set(
  'link links account accounts method methods header form page template profile type reminder receipt notification plan terms schedule settings history details status message messages quote quotes code url draft'.split(
    ' ',
  ),
);

/** What words further off never make of a verb. */
const mildOrMoney: ReadonlySet<Deed> = new Set<Deed>(['pay', 'look', 'study', 'make']);

/**
 * What the verb says with this object; `isTold` where the object decided. What stands further off tells as well,
 * but makes it neither milder nor a payment. Whatever is brought or made goes to a file where the words say so.
 */
export function deedOf(
  lexeme: Lexeme,
  object: readonly string[],
  rest: readonly string[],
): { deed: Deed; isTold: boolean } {
  if (savingVerbs.has(lexeme.verb) && goesToFile(lexeme.deed, object, rest))
    return { deed: 'change', isTold: true };
  if (lexeme.verb === 'return' && tellsWhereItIsKept(object, rest)) return { deed: 'change', isTold: true };
  if (lexeme.verb === 'send' && goesToModel(rest)) return { deed: 'look', isTold: true };
  if (lexeme.verb === 'respond' && object.length === 0 && rest[0] === 'with')
    return { deed: 'look', isTold: true };
  if (lexeme.verb === 'load' && isIntoMind(rest)) return { deed: 'look', isTold: true };
  if (lexeme.verb === 'stop' && isActivity(object[0] ?? '')) return { deed: 'change', isTold: true };
  if (lexeme.verb === 'build' && object.length === 0 && rest[0] === 'for')
    return { deed: 'operate', isTold: true };
  // "Make a request to update an integration" updates it.
  const requested =
    lexeme.verb === 'make' && object.at(-1) === 'request' && rest[0] === 'to' ? rest[1] : undefined;
  const asked = lexicon.get(requested ?? '');
  if (asked?.form === 'base') return deedOf(asked, rest.slice(2), []);
  const continued = lexeme.verb === 'continue' ? lexicon.get(object[0] ?? '') : undefined;
  if (continued?.form === 'gerund') return { deed: continued.deed, isTold: true };
  if (lexeme.deed === 'run' && scansText(object, rest)) return { deed: 'study', isTold: true };
  const byObject = objectSenses.get(lexeme.verb);
  if (byObject === undefined) return { deed: lexeme.deed, isTold: false };
  const isAboutMoney = aboutMoney.has(object.at(-1) ?? '');
  for (const [index, word] of object.entries()) {
    const deed = byObject.get(word);
    if (deed === undefined || (deed === 'pay' && (isAboutMoney || object.includes('draft')))) continue;
    // A chart is an artefact; a chart block is not, nor a chart in a worksheet; nor is a deployment pipeline a deployment.
    const isPart = index < object.length - 1;
    if (deed === 'make' && (isPart || isPutInto(rest))) continue;
    if (deed === 'operate' && lexeme.verb === 'create' && isPart) continue;
    return { deed, isTold: true };
  }
  let isByMeans = false;
  for (const word of rest) {
    isByMeans ||= means.has(word) || (word === 'from' && lexeme.deed === 'make');
    const deed = byObject.get(word);
    if (isByMeans && deed !== 'input') continue;
    if (deed !== undefined && !mildOrMoney.has(deed)) return { deed, isTold: true };
  }
  return { deed: lexeme.deed, isTold: false };
}

/** What follows tells with what it is done, not to what; but input goes to what it is done with. What is made comes from it. */
const means = new Set(['using', 'via', 'through']);

/** "In a worksheet", "on a board": what is made stays in something that the caller keeps. */
function isPutInto(rest: readonly string[]): boolean {
  return (
    (rest[0] === 'in' || rest[0] === 'on' || rest[0] === 'to') && rest.some((word) => containers.has(word))
  );
}

const containers = new Set(
  'worksheet sheet workbook spreadsheet document presentation slide board dashboard notebook workspace project page database account folder library'.split(
    ' ',
  ),
);
const savingVerbs = new Set(
  'export extract download dump generate render capture record draw produce scrape fetch convert get'.split(
    ' ',
  ),
);
const filePlaces = new Set('file files disk directory folder locally'.split(' '));
/** The path to a file and what is attached to one go nowhere. */
const leadingTo = new Set(
  'path paths url urls link links reply replies access attached related belonging relative'.split(' '),
);
const saidOfTheSource = new Set('downloadable temporary base64 uploaded given'.split(' '));

const keptWords = new Set('downloaded saved generated created converted exported rendered output'.split(' '));

/** "Returns the path to the downloaded file": it stays where it was put. */
function tellsWhereItIsKept(object: readonly string[], rest: readonly string[]): boolean {
  const head = object.at(-1) ?? '';
  if (head !== 'path' && head !== 'paths') return false;
  return rest.length === 0
    ? object.some((word) => keptWords.has(word))
    : (rest[0] === 'to' || rest[0] === 'of') && rest.some((word) => keptWords.has(word));
}

const minds = new Set('context memory dataframe dataframes'.split(' '));

/** What is loaded into the context or into memory is only looked at. */
function isIntoMind(rest: readonly string[]): boolean {
  const into = rest.indexOf('into');
  return into >= 0 && rest.slice(into + 1, into + 4).some((word) => minds.has(word));
}

/** "Stop annotating" ends what the tool itself does; a running process is another matter. */
function isActivity(word: string): boolean {
  const form = lexicon.get(word);
  return form?.form === 'gerund' && form.deed !== 'run' && form.deed !== 'operate';
}

const scannedTexts = new Set(
  'code definition definitions content text source document documents spec'.split(' '),
);

/** "Runs a scan on the code" reads it, where a scan of a host acts on it. */
function scansText(object: readonly string[], rest: readonly string[]): boolean {
  return object.at(-1) === 'scan' && rest.some((word) => scannedTexts.has(word));
}

const models = new Set('model models llm llms gpt'.split(' '));

const studies = new Set('analysis recognition ocr transcription moderation'.split(' '));

/** "Send the code to a model for review", "to an API for analysis" asks a question. */
function goesToModel(rest: readonly string[]): boolean {
  if (rest[0] !== 'to') return false;
  const purpose = rest.indexOf('for');
  return (
    rest.slice(1, 5).some((word) => models.has(word)) ||
    (purpose > 0 && rest.slice(purpose + 1, purpose + 3).some((word) => studies.has(word)))
  );
}

/** "To a comment on a file" goes to no file. */
const elsewhere = new Set(['from', 'on', 'about']);

/** "To a file", "into the folder", "to disk": the words between are few. */
function goesToFile(deed: Deed, object: readonly string[], rest: readonly string[]): boolean {
  if (deed === 'make' && /^files?$/.test(object.at(-1) ?? ''))
    return !object.some((word) => word === 'from' || saidOfTheSource.has(word));
  const to = rest.findIndex((word) => word === 'to' || word === 'into' || word === 'as');
  if (to < 0) return object.includes('locally');
  if (lexicon.get(rest[to + 1] ?? '')?.isNoun === false) return false;
  if (leadingTo.has((to > 0 ? rest[to - 1] : object.at(-1)) ?? '')) return false;
  const place = rest.slice(to + 1, to + 6).findIndex((word) => filePlaces.has(word));
  return (
    place >= 0 &&
    !rest.slice(to + 1, to + 2 + place).some((word) => saidOfTheSource.has(word) || elsewhere.has(word))
  );
}
