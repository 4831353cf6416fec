import { know, mostWords } from '../text/known-words.ts';

/**
 * Words by the part that they play in an order to a model, in the languages that attacks were seen in; a word may
 * play several. Letters stand without accents. A star ends a stem, which is looked for in texts that have letters
 * beyond ASCII. Forms are listed one by one where the form tells an order ("read") from a statement ("reads").
 */
export const vocabulary = {
  // Who is spoken to, and of whom.
  user: `
    user user's human humans customer person operator victim owner utente pengguna gebruiker anvandaren
    usuario usuarios utilisateur utilisateurs benutzer benutzers nutzer nutzers anwender anwenders usager
    benutz* nutzer* anwend* usuari* utilisat* utenti uzytkownik* kullanici* пользовател* юзер* корист*
  `,
  people: 'anyone anybody someone everyone nobody people',
  model: `
    model models assistant assistants ai llm llms agent agents chatbot bots bot claude gpt copilot caller
    planner asistente assistente assistent modele modelo modell ki ia asystent* asistan* yapay модел*
    ассистент* помощник* агент* ии
  `,
  you: 'you yourself your du sie vous tu tus votre deine ihre vos sua seu senin ты вы',

  // Not, and without.
  forbid: `
    refrain avoid never don't dont mustn't shouldn't needn't mustnt shouldnt niemals jamais nunca jamas
    nicht niet inte ikke jangan не kein keine keinen unterbleibt ne ni nao nem non mai nie nigdy никогда
    нельзя refrains refrained refraining avoids unaware
  `,
  not: "not cannot isn't aren't doesn't won't can't pas rien nada nulla не nichts bez sem sin ohne sans senza без olmadan",
  no: 'no aucun aucune',
  nothing: 'niets inget nothing nichts rien nada nulla niente ничего niczego hicbir zero',
  nobody: 'nobody no-one none',
  one: 'one',
  without: 'without sans sin sem senza ohne без bez olmadan',
  tell: `
    tell telling told inform informed informing mention mentioned mentioning mentions notify notified
    notifying disclose disclosed disclosing disclosure disclosures reveal revealed revealing alerting alert
    alerted divulge discuss discussed bother explain explained bring warn warned acknowledge acknowledged
    refer reference signal noticing aware decir dile digas diga informar informes mencionar menciones
    comentes reveles avises dire dites informez mentionnez signaler sagen sag sage mitteilen erwahnen
    erwahne informieren verraten dis cuentes cuente dicas contar conte avise mencione dica dirlo menzionare
    erwahn* mitteil* informier* unterricht* verrat* mencion* avis* inform* dig* signal* powiadom* mow*
    wspomin* soyle* bahset* bildir* сообщ* говор* упомин* уведомл* рассказ* раскры* скаж* mentionne vertel
    beratta beri beritahu point pointing pointed announce announcing reporting highlight flagging trouble
    drawing attention commenting parler parlez parle report
  `,
  knowledge: 'knowledge awareness',
  show: `
    show shown display displayed surface surfaced appear occur visible print printed report reported record
    announce announced logged list rendering rendered foreseen remark mentioned
  `,
  let: 'let letting allow',
  know: `
    know knows learn notice see aware find saber sapere savoir wissen wiedziec conhecimento ciente знать
    hear realise realize erfahren erfahrt
  `,
  need: `
    need needs needed needn must should may have requires has precisa deve debe soll muss braucht doit
    должен reason
  `,
  until: 'unless until before except only yet till bis avant hasta ate prima puisqu finche пока',
  if: 'if whether when once',
  quietly: `
    silently secretly unseen covertly discreetly stealthily quietly surreptitiously invisibly unnoticed
    unannounced unattended unobtrusively discreet discretion silenciosamente secretamente discretement
    secretement heimlich unbemerkt stillschweigend discricao discrecion segretamente ungefragt gizlice
    sessizce незаметно тайно скрытно втайне potajemnie
  `,
  violate: 'violates violate contradicts contradict conflicts',
  keep: 'keep remain stay hide conceal mask suppress omit leave kept hidden garde guarda behalte mantem',
  conceal: 'hide conceal mask suppress cover',
  hidden: `
    hidden secret confidential concealed invisible quiet secreto cache geheim verborgen segreto secret*
    geheim* конфиденц*
  `,
  away: 'from out between',
  between: 'between',
  us: 'us ourselves',
  our: 'our',
  logs: 'log logs history trail',
  this: `
    note this these that it them step steps action fact process paragraph instruction instructions clause lo
    das dies dieses esto isto ca cela cio этом этого bundan tym ello tutto davon daruber hiervon
  `,
  ask: `
    ask asks asking asked consulting confirm confirming confirmation approval approve consent permission
    prompt prompting authorization authorisation check checking accord confirmacion permiso confirmacao
    permissao aprovacao zustimmung bestatigung genehmigung ruckfrage consenso conferma bestatig* zustimm*
    confirm* подтвержд* согласи* разреш* zgod* onay* pedir pida potwierdzen* demander chiedere fragen frage
    pedindo confirmations approvals consents
  `,
  unasked: 'unprompted unasked unattended ungefragt unaufgefordert preapproved',
  skip: 'skip skips bypass bypassed bypasses bypassing ignore circumvent circumvents disable overleap',
  deny: 'deny pretend claim claiming lie insist',
  persuade: 'convince persuade trick urge coax pressure lure',
  as: 'as',
  although: 'although though despite',
  though: 'though if',
  such: 'such',
  fails: 'fail fails failing failed failures failure',
  pretend: 'pretend pretending pretends feign',

  // What is set aside.
  override: `
    abaikan negeer ignorera ignore ignoring disregard disregarding forget override aside overriding
    overridden overrule bypass bypasses bypassing circumvent supersede supersedes superseding neglect drop
    dropping skip abandon discard ignora ignorar ignorez ignorer oublie oubliez ignoriere ignorieren
    ignoriert missachte vergiss vergessen umgehe olvida olvide omite reemplazando eluden eludir evaden
    contournent umgehen remplacant sustituyendo esqueca desconsidere dimentica zignoruj zapomnij ignor*
    missacht* olvid* oubli* esque* zignor* yoksay* unut* игнорир* забуд* проигнор* отмен* superseded
    overruled
  `,
  drop: 'aside ignore disregard discard abandon ignorez ignora ignoriere vergiss olvida',
  above: 'above foregoing preceding',
  outrank: `
    precedence supersede supersedes outrank outranks trumps vorrang prevalecen prevaut приоритет superseded
  `,
  rank: 'rank ranks',
  degree: 'higher highest greater top over above vor',
  priority: 'priority priorite prioridad prioridade prioritat',
  limits: `
    limits limit restrictions filters boundaries guardrails rules limites restricciones restrizione
    restrizioni restriccion restriction limitations einschrankung einschrankungen
  `,
  apply: 'matter matters apply applies bound binding valid longer concern concerns',
  attention: 'attention heed',
  prefer: 'prefer preferred preference favour favor',
  refuse: 'refuse refuses refusing decline declines objects disagrees protests hesitates',
  allowed: 'allowed permitted acceptable option',
  proceed: 'continue proceed go',
  again: 'retry again insist',
  void: `
    lifted suspended void waived off revoked inapplicable aufgehoben suspendues anuladas отменены hinfallig
    ungultig gegenstandslos nichtig caduques nulles caducas nulas nulle obsoletas недействительны
  `,
  instructions: `
    instruction instructions directive directives rule rules guideline guidelines prompt prompts policy
    policies safeguards restrictions constraints guardrails directions orders programming instruksi
    instructies instruktioner training instruccion instrucciones directivas reglas consignes anweisung
    anweisungen regeln richtlinien vorgaben instrucoes instrucao diretrizes regras istruzioni regole
    refusals filters guidance instruk* instruc* anweisung* consign* istruz* regul* talimat* kural* yonerge*
    polecen* zasad* инструкц* правил* указан* ограничен* regles regle
  `,
  brief: 'instructions guidelines configuration',
  assignment: 'task tasks job mission goal objective assignment',
  automatic: 'automatically auto-approved auto-approve',
  checks: `
    checks check review reviews validation validations controls verification filtering moderation
    protections filters dialogs gates controles kontrollen controlli
  `,
  guard: 'safety security ethical ethics',
  earlier: `
    previous prior above earlier preceding former original foregoing previously sebelumnya eerdere tidigare
    anterior anteriores previa previas previo previos precedente precedentes precedenti vorherige vorherigen
    vorigen bisherigen fruheren hasta bisher vorherig* anterior* precedent* poprzedn* onceki* wczesniej*
    предыдущ* прежн* ранее
  `,
  all: `
    all any every everything anything whatever each whole entire full complete todas todos toda todo toutes
    tous tout semua alla alle alles jede tutte tutto все всех wszystk* butun tum
  `,
  safety: `
    content safety security permission permissions access authorization authentication privilege ethical
    permisos autorizaciones seguridad securite sicherheit seguranca безопасност* auth
  `,
  normal: 'normal standard regular ordinary usual conventional normales habituales usuels ublichen normais',

  // What is taken, and where it is carried.
  take: `
    read reading open fetch load retrieve access collect collecting gather grab extract dump obtain copy
    list peek look find search scan locate consult consults enumerate harvest cat take export steal select
    lee leer extrae lis lire lisez lies lesen leia ler leggi abre abra recoge copia copie lest ausles*
    durchsuch* ermittel* recopi* extra* pega pegue прочита* прочти читай получ* собер* прочт* oku* odczyt*
    przeczyt* pobierz durchsuchst ermitteln opening looking looked loaded opened gelesen ausgelesen recupere
    recuperez
  `,
  carry: `
    respond send sent sending post posted posting upload uploaded uploading forward forwarded forwarding
    transmit transmitted transmitting email mail mailed append appended appending include included attach
    attached attaching add added put paste pasted pass passed passing supply supplied provide provided
    insert inserted place placed embed embedded write written deposit copy copied relay deliver dump invite
    invited share submit submitted hand handed drop stick toss tack feed feeds join encode prepend repeat
    echo leak carry carried carries contain mirror mirrored save serialize fill filled give mets mettez
    ponlo pon metti print answer spell spelled export salva salvalo bind bound behind record display show
    lodging lodge accompanied equal multiplied goes go belong belongs gains bcc cc transmits attaches puts
    encodes sends resubmit envia enviar envie envoie envoyez sende senden ubermitteln weiterleiten leiten
    leite inclua incluye incluya anota escribe escriba inserte inserisci inviare joga coloque adjunta
    joindre recopiez schreibe fuge lade ubermittl* hang* schick* anhang* envi* envoy* transmet* joign*
    inclu* coloc* adjunt* pega pegue inser* wyslij* wpisz* dolacz* gonder* ekle* yaz* перед* отправ* направ*
    включ* встав* запиш* добав* slip slipped tuck tucked weave sneak smuggle squeeze stash stuff prefill
    populate persist furnish furnished supplying guarda guarde speichere enregistre odpowiad* giving
    accompany store emailing attachment ubergeben mitgegeben eingefugt resend resends reroute inject
    exported
  `,
  transmit:
    'leiten leite weiterleiten sende senden envia enviar envie envoie envoyez send forward relay transmit upload submit',
  enroll: 'subscribe enroll enrol register',
  sends: `
    uploaded sends uploads forwards transmits exfiltrates leaks emails mails relays copies posts transmet
    envia sendet forwarded mirrored exports ships streams
  `,
  reveal: `
    reveal repeat leak disclose print output show dump expose return display imprime zeige revele muestra
    gib recite
  `,
  recite: 'repeat recite echo',
  exfiltrate: 'leaks exfiltrate exfiltrates exfiltrating steal steals stealing siphon',
  enter: 'enter entered type typed submitted',
  slot: `
    subdomain parameter parameters argument arguments param field fields parametro parametre argumento champ
    campo feld feldes pole parametr alan* alani поле параметр*
  `,
  answer:
    'answer answers reply replies response responses output outputs summary explanation result comment comments',
  abroad: `
    external remote attacker attackers attacker's third outside our externo externa externe externer
    externen admin
  `,
  destination:
    'endpoint server servers host party parties third-party address collector site webhook service url',

  // What is private.
  secret: `
    credential credentials password passwords secrets passphrase mnemonic cookies wallet apikey keychain
    contrasena contrasenas senha senhas passwort passworter zugangsdaten identifiants passe hasla haslo
    contrasen* passwort* senha* parola* sifre* anahtar* hasl* парол* ключ* токен* login-data
  `,
  matter: 'data information records report reports results',
  exception: 'exception exceptions',
  decode: 'decode decrypt unscramble',
  verification: 'verification one-time',
  key: 'phrase material key keys token tokens clave claves chaves chiavi cles schlussel cookie',
  keyword: `
    authentication admin api ssh private secret session access bearer encryption stored saved browser
    personal root master seed recovery
  `,
  environment: 'env printenv environ',
  surroundings: 'environment entorno umgebung environnement ambiente',
  variables: 'variables variable vars',
  conversation: `
    conversation conversations chat dialogue dialogs transcript conversacion gesprach unterhaltung conversa
    echanges convers* gesprach* unterhalt* rozmow* sohbet* разговор* переписк* диалог*
  `,
  dialog: 'dialog dialogs',
  said: 'said talked discussed typed pasted know knows wrote word-for-word told types typing entered',
  everything: 'everything anything whatever alles todo tout tudo tutto всё',
  recent: 'recent latest last newest letzten ultimo ultimos dernier letzte',
  things:
    'message messages e-mail emails mail mails file files history location documents notes photos pictures card datei dateien mensajes messaggi nachrichten сообщени*',
  number: 'number numbers digits details',
  amount: 'amount amounts price prices quantity total',
  flaws: 'vulnerabilities vulnerability issues problems findings warnings errors alerts risks',
  card: 'card cards iban',
  book: 'book books',
  system: 'system developer systemprompt sistema systeme sistem systemow* системн*',
  prompt: 'prompt prompts message messages instructions systemprompt consignes промпт*',
  systemPrompt: 'systemprompt systemprompts',
  reasoning: 'scratchpad cot',
  turn: 'prompt prompts turn turns',
  chain: 'chain chains',
  context: 'context',
  window: 'window windows',
  thought: 'thought thoughts',
  personal: `
    contacts inbox e-mail clipboard passport passports photos memories hostname pii posteingang postfach
    adressbuch contactos skrzynk* postfach* личн* контакт* screenshots webcam keystrokes salary salaries
    payroll ssn birthday birthdate
  `,
  contents: 'contents content output contenido inhalt conteudo contenu содержим*',
  file: 'file files folder directory datei fichier archivo arquivo файл*',
  code: 'code codes scripts blocks snippets',
  terminal: 'shell terminal browser browsing command',
  past: 'history',
  session: 'session sessions',

  // How it is ordered.
  order: `
    must always first before then also mandatory shall critical immediately prior otherwise ahead beforehand
    please antes siempre debe primero debes avant toujours doit tenu vor immer muss mussen zuerst bitte
    sempre deve primeiro prima сначала всегда должен обязан* обязательно перед should important now instead
    therefore after once upon whenever each every necessary onceki gerek* zorunda* zawsze musi najpierw
    przed
  `,
  always: 'always siempre toujours immer sempre zawsze всегда',
  please: 'please kindly bitte',
  here: 'here',
  must: 'must shall mandatory always should need needs debe deve muss doit обязан* должен',
  duty: `
    must shall required obliged obligatory debe debera deve muss doit tenu gerek* zorunda* обязан* musi
    instructed expected obligated compelled asked needs
  `,
  does: `
    attaches puts appends encodes transmits carries handles collects forwards executes includes uploads
    inserts adds copies sends replaces passes fetches reads opens adjunta ajoute accesses prints retrieves
    queries saves stores shares
  `,
  also: 'also additionally too besides furthermore moreover along aussi tambien auch tambem',
  first: 'first before prior antes primero avant vor zuerst ahead precede preceded',
  run: `
    run execute executes executing executed invoke launch call calls use perform trigger runs ejecuta
    ejecutar executez fuhre esegui выполн* uruchom*
  `,
  do: 'do perform',
  script: 'script scripts binary installer payload',
  shell: `
    rm curl wget sudo chmod chown netcat nc crontab osascript iex ufw iptables uname ifconfig ipconfig
    netstat
  `,
  following: 'following below folgenden siguiente suivante',
  pretext: `
    compliance regulatory regulation audit auditing integrity maintenance verification validation protocol
    telemetry licence license governance diagnostics attestation legal security optimization vulnerabilities
    partner
  `,
  now: 'now henceforth onwards moment until jetzt ahora agora desormais nun maintenant ora poi',
  henceforth: 'henceforth hereafter',

  // Whose input is changed, and how.
  change: `
    delete deletes remove removes wipe force-push change changed changing modify modified replace replaced
    replacing set redirect redirected redirects alter swap rewrite substitute substituted override
    overridden adjust adjusted extended dropped switched multiply multiplied charged cambia cambie reemplaza
    remplacez ersetze ersetzen substitua sostituisci zamien podmien* degistir* замен* измен* ersetz* podmien
    double triple halve divide divided rewritten rerouted diverted
  `,
  modify: 'modify edit append alter overwrite rewrite',
  destroy: 'drop delete truncate wipe terminate kill disable stop revoke erase purge uninstall',
  regardless: 'regardless irrespective notwithstanding egal unabhangig',
  specified: `
    specified gives enters requested provided stated want wants gave given says said asks asked chosen
    entered input eingibt angegeben settings values selected picked request requests wishes demand prefers
    preferred
  `,
  already: 'already previously advance',
  fetched: 'their its them it text contents content output result',
  even: 'even',
  unaware: 'unaware oblivious uninformed unsuspecting',
  recipient: `
    recipient recipients beneficiary payee bcc destination destinatario empfanger reviewers attendee
    destinataire odbiorcy получател* odbior* iban payout
  `,
  through: 'through',
  blindCopy: 'bcc bcced bccing',
  success: 'succeeded passed successful successfully passing succeeded',
  public: 'public publicly world-readable',
  instead: 'instead rather anstatt anstelle statt invece zamiast place vez lugar вместо ',
  prefix: 'prefix prefixed wrapped prepend suffix append begin end footer',
  commands: 'commands command queries query calls body job answer answers reply replies responses',
  announce: 'announcement alert promotional advertisement indicator sponsored bullish slogan ad promotion',
  say: 'say state report announce recommend deliver present',
  assert: 'say state claim insist answer reply respond',
  promote: 'praise recommendation recommend suggest promote favour favor prefer',

  // Other tools and servers.
  builtin: 'built-in builtin native default',
  noun: 'tool tools herramienta ferramenta strumento outil werkzeug narzedzie инструмент*',
  server: 'server servers servidor servidores server serveur servers mcp',
  other:
    'other another any all different otro otros otras outro outros outra outras andere anderer autre altro innych других',
  used: 'called invoked used running executed calling using invoking call use gets available present active connected registered handles',
  trigger:
    'when whenever once if time while after each every cuando quando wenn sobald quand bei przy gdy когда',
  retired:
    'retired deprecated disabled forbidden prohibited unavailable suspended superseded obsolete outdated discontinued decommissioned',
  broken:
    'broken leak dangerous unsafe insecure compromised tampered unreliable malicious sketchy corrupts defect vulnerable stale buggy leaks vulnerabilities hacked',
  improved: 'optimized optimised enhanced upgraded updated improved patched',
  route: 'route reroute redirect divert switch',
  more: 'more anymore longer',
  routed:
    'routed redirected diverted funnelled funneled channelled channeled rerouted proxied tunnelled tunneled',

  // Authority that a text or a tool gives itself.
  treat:
    'treat trust regard consider interpret follow obey execute comply adhere carry carried carries honour honor handle',
  comply: 'comply adhere obey',
  follow: 'follow obey',
  come: 'output outputs result results response returned embedded whatever todo any asks written authority found inside documents coming holds',
  trusted: 'trusted',
  trust: 'trust believe',
  obey: 'obey obeys obeyed obeying',
  followed: 'followed obeyed executed honoured honored',
  orders: 'order orders instruction instructions directive directives operator verbatim',
  instruct: 'instruct instructs order orders',
  granted: 'granted given implied agree approved authorised authorized consented pre-approved agreed',
  grant: 'grant grants elevate',
  privilege: 'admin administrator root sudo superuser',
  persona: 'persona character role identity personality profile ruolo rol rolle papel',
  adopt: `
    adopt adopting assume become impersonate adoptar adopter ubernehmen adotar take act play comportati
    comportarti agisci comportate actua agis verhalte behave
  `,
  unrestricted: 'unrestricted jailbroken unfiltered dan admin godmode',

  // A sentence that speaks of attacks does not make one.
  report: `
    detect detects detecting detector detectors analyze analyzes analyzing scans scanning phrases attack
    attacks injection injections jailbreak jailbreaks poisoning phishing malicious illustrative sample
    samples fixtures mock expected corpus whether tries attempts attempt guard flags identifies identify
    blocks red-team harmless suspicious injected untrusted labelled labeled training
  `,
} as const;

/** What is told from a word's form, or from words that stand together; `read-marks.ts` says how. */
export type Concept =
  | keyof typeof vocabulary
  | FormConcept
  | 'hush'
  | 'unasked'
  | 'elsewhere'
  | 'otherTools'
  | 'tasked'
  | 'outside';

/**
 * `place`: a path that holds secrets; `home`: one of somebody's home; `address`: where something can be sent; `foreign`:
 * the name of a tool that is not this one; `self`: its own; `vocative`: the model, called upon; `secretName`: of a
 * setting that holds a secret.
 */
export type FormConcept =
  | 'place'
  | 'home'
  | 'address'
  | 'foreign'
  | 'self'
  | 'vocative'
  | 'correspondent'
  | 'secretName';

/**
 * The parts that a word may play, each different list once and under a number; that of a word is found by the number
 * of the word (`known-words.ts`). 0 is no part at all.
 */
const lists: (readonly Concept[])[] = [[]];
const listNumbers = new Map<string, number>([['', 0]]);
const partsByWord = new Map<string, number>();
const partsByNumber = new Uint16Array(mostWords);
/** Stems by their first letters, the longest first, with the parts of each. */
const stems = new Map<string, { stem: string; parts: number }[]>();
/** No stem is shorter. */
const shortestStem = 2;
for (const [name, words] of Object.entries(vocabulary)) {
  for (const word of new Set(words.trim().split(/\s+/))) {
    const parts = numberParts([...(conceptsOf(word) ?? []), name as Concept]);
    partsByWord.set(word, parts);
    if (word.endsWith('*')) addStem(word.slice(0, -1), parts);
    else partsByNumber[know(word)] = parts;
  }
}

/** The number of a list of parts; 0 of an empty one. */
export function numberParts(concepts: readonly Concept[]): number {
  const key = concepts.join(' ');
  const known = listNumbers.get(key);
  if (known !== undefined) return known;
  listNumbers.set(key, lists.length);
  return lists.push(concepts) - 1;
}

/** The concepts of a list of parts. */
export function conceptsIn(parts: number): readonly Concept[] {
  return lists[parts] ?? [];
}

/** The parts that a known word may play; 0 for most. */
export function partsOf(word: number): number {
  return partsByNumber[word] ?? 0;
}

/** What a word may play, lower-cased and without accents, as concepts; undefined for most. */
export function conceptsOf(word: string): readonly Concept[] | undefined {
  const parts = partsByWord.get(word);
  return parts === undefined ? undefined : lists[parts];
}

function addStem(stem: string, parts: number): void {
  if (stem.length < shortestStem) throw new Error(`the stem ${stem} is too short`);
  const start = stem.slice(0, shortestStem);
  const others = (stems.get(start) ?? []).filter((other) => other.stem !== stem);
  stems.set(
    start,
    [...others, { stem, parts }].sort((a, b) => b.stem.length - a.stem.length),
  );
}

/** The parts that a word may play by its longest known stem; 0 where it has none. */
export function partsOfStem(word: string): number {
  return stems.get(word.slice(0, shortestStem))?.find(({ stem }) => word.startsWith(stem))?.parts ?? 0;
}
