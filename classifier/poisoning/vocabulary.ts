import { readPlainly } from './plain-text.ts';

/**
 * Words by what they do in an order to a model, in the languages that attacks were seen in. A word may stand in
 * several classes. Forms are listed one by one where the form tells an order ("read") from a statement ("reads").
 */
export const vocabulary = {
  // To set something aside.
  ignore: `
    ignore ignores ignoring ignored disregard disregards disregarding forget forgets forgetting override
    overrides overriding overrule overrules bypass bypasses bypassing circumvent circumvents
    circumventing neglect supersede supersedes superseding replacing skip evade evades evading ignora
    ignorar ignoren ignorando olvida olvide olvidar omite elude eluden eludir evitan reemplazando
    sustituyendo ignorez ignorer oublie oubliez contourne contournent contournez remplacant ignoriere
    ignorieren ignoriert missachte missachten vergiss umgehe umgehen umgeht esqueca desconsidere ignorem
    contornam substituindo ignorate dimentica игнорируй игнорируйте игнорировать забудь забудьте обходят
  `,
  drop: `
    ignore disregard forget override overrides discard ignora ignorez ignoriere ignorieren vergiss
    esqueca desconsidere olvida oubliez игнорируй игнорируйте забудь забудьте
  `,
  outrank: 'precedence supersede supersedes outrank outranks trumps',
  lifted: 'lifted suspended void waived disabled',
  not: 'not no never nicht pas не',

  // What is set aside.
  earlier: `
    previous prior above earlier preceding former existing initial original foregoing previously
    anterior anteriores previa previas previo previos precedente precedentes precedenti vorherige
    vorherigen vorigen bisherigen fruheren предыдущие предыдущих прежние предыдущую
  `,
  all: `
    all any every everything anything whatever the todas todos toda todo toutes tous alle jede tutte все
  `,
  rules: `
    instruction instructions directive directives rule rules guideline guidelines prompt prompts policy
    policies safeguard safeguards restriction restrictions constraint constraints guardrail guardrails
    directions orders commands message messages programming training instruccion instrucciones
    directivas directrices reglas regles consignes anweisung anweisungen regeln richtlinien vorgaben
    instrucoes instrucao diretrizes regras istruzioni regole инструкции инструкций правила указания
    guidance
  `,
  instruction: `
    instruction instructions directive directives prompt prompts guidelines instrucciones anweisungen
    инструкции
  `,
  checks: `
    check checks validation validations control controls controles verification filter filters filtering
    moderation measures protections gates restrictions kontrollen prufungen controlli verificacoes
    проверки
  `,
  safety: `
    safety security permission permissions access authorization authorisation authentication privilege
    content ethical seguridad permisos securite autorizaciones sicherheit berechtigungs seguranca
    permissoes sicurezza безопасности
  `,
  normal: `
    normal standard regular ordinary usual conventional normales habituales usuelles ublichen normais
    обычные
  `,

  // Who is spoken to, and of whom.
  user: `
    user users human humans customer operator person people anyone anybody someone owner victim usuario
    usuarios utilisateur utilisateurs benutzer nutzer anwender utente пользователю пользователя
    пользователь
  `,
  assistant: `
    assistant ai llm model agent agents chatbot asistente assistent assistente modele modelo modell
    ассистент агент
  `,
  you: 'you du sie vous tu ty',
  own: 'your yours my our tes ta ton vos deine deinen ihre tus sus suas твои',
  ours: 'our',

  // What is kept from the user.
  forbid: 'never dont mustnt shouldnt nunca jamais jamas niemals никогда нельзя',
  tell: `
    tell inform mention notify disclose reveal alert divulge discuss scare upset worry bother report
    acknowledge warn explain
  `,
  no: 'no ne nao non nicht не sin sem ohne sans without kein keine nichts nulla',
  tellAbroad: `
    informar informe informes mencionar mencione menciones revelar revele decir digas diga avisar
    informez mentionnez revelez dites dire prevenez informiere informieren erwahne erwahnen verrate
    verraten sage sagen erzahle mitteilen conte avise menzionare rivelare сообщай сообщайте говори
    говорите упоминай упоминайте раскрывай sag
  `,
  nothing: 'nichts nada rien nulla niente ничего',
  telling: `
    telling notifying informing alerting disclosing mentioning knowledge awareness knowing noticing
  `,
  quietly: `
    silently secretly covertly discreetly stealthily quietly surreptitiously invisibly unnoticed
    silenciosamente secretamente discretement secretement heimlich unbemerkt незаметно тайно скрытно
  `,
  hidden: 'hidden secret confidential concealed invisible unaware secreto cache geheim verborgen',
  keep: 'keep remain stay hide conceal mask',
  need: 'need needs have must should',
  know: 'know see notice aware learn',
  this: 'this these that it them step action fact process',

  // What is done without asking.
  without: 'without sans sin sem senza ohne no without без skip bypass',
  ask: `
    asking requiring requesting needing seeking waiting obtaining getting check ask confirm prompting
  `,
  approval: `
    confirmation approval consent permission confirm confirming check authorization acknowledgement
    confirmacion aprobacion consentimiento bestatigung zustimmung genehmigung confirmacao aprovacao
    conferma consenso подтверждения согласия разрешения
  `,
  transfer: `
    send sends sending sent pass passes passed passing forward forwards forwarded forwarding hand hands
    transmit transmits transmitted transmitting upload uploads uploaded uploading export exports relay
    relays route routed post posts ship approve delete envia enviar transmet transmettre envoie leiten
    weiterleiten sende senden ubertragt envie invia отправь отправляй отправляет передай передает
  `,
  automatically: `
    automatically directly should unconditionally automaticamente directamente directement direkt
    automatisch
  `,

  // What is fetched, and where it goes.
  read: `
    read open cat extract access fetch load retrieve include attach append prepend copy collect gather
    steal exfiltrate dump scan search find grep list pass send upload post forward encode embed insert
    add obtain provide lee leer extrae lis lire lisez lies lesen leia ler leggi прочитай прочти читай
    look
  `,
  enclose: 'include attach append prepend pass embed insert put provide supply obtain add copy',
  contents: 'contents content values value text data contenido contenu inhalt conteudo',
  place: 'bashrc zshrc bash_profile authorized_keys',
  secret: `
    credential credentials password passwords secrets apikey api_key passphrase mnemonic cookies wallets
    wallet credenciales contrasena contrasenas identifiants zugangsdaten passworter credenciais пароли
    пароль
  `,
  key: 'key keys token tokens',
  keyKind: 'api ssh private access secret session encryption',
  environment: 'environment env',
  variables: 'variables vars',
  send: `
    send post upload forward transmit exfiltrate leak email mail append pass relay deliver submit copy
    share encode envia enviar envoie envoyez sende senden ubertrage envie invia отправь отправляй
  `,
  sends: `
    sends posts uploads forwards transmits exfiltrates leaks emails send post upload forward transmit
    exfiltrate
  `,
  outward: `
    external remote attacker attackers collector third offsite c2 untrusted externo externa externe
    externer externen
  `,
  slot: `
    parameter parameters argument arguments field param response request note notes body header query
    url output result
  `,
  conversation: `
    conversation conversations chat dialog dialogue dialogs transcript conversacion gesprach gesprachs
    unterhaltung conversa разговор разговора переписку
  `,
  telemetry: `
    analytics telemetry usage metrics diagnostics statistics logs analyses utilisation analisis
  `,
  including: 'including containing include includes contains comprenant incluyendo einschliesslich',
  everything: `
    everything contents content entire full complete whole history all data details copy result results
    body
  `,
  outputs: 'output outputs response responses result results messages',
  contain: 'contain include pass provide hold',

  // What is ordered, and how strongly.
  order: `
    must always first before then also please important mandatory required should need critical
    immediately otherwise antes siempre debe primero debes avant toujours doit devez vor immer muss
    mussen zuerst bitte sempre deve primeiro prima сначала всегда должен обязательно перед bevor
  `,
  must: 'must always mandatory shall debe debes doit devez muss mussen deve devi должен обязан',
  immediately: 'immediately please must',
  first: 'first before prior antes primero avant abord zuerst bevor vor primeiro prima сначала',
  do: 'do perform complete execute carry',
  following: 'following below next siguiente suivante folgende seguinte',
  run: `
    run execute executes invoke launch call ejecuta ejecutar executez executer fuhre ausfuhren esegui
    выполни выполните
  `,
  shell: 'curl wget sudo chmod chown netcat nc powershell rm crontab echo bash sh export',
  commands: 'commands command calls queries',
  prefix: 'prefix prepend append precede wrap',
  invoke: 'call invoke use access execute run query redirect trigger consult visit open navigate check',
  change: `
    change modify set replace redirect alter swap rewrite substitute update overwrite adjust convert
  `,
  write: 'add append write insert modify put inject',
  recipient: 'recipient recipients beneficiary payee bcc destination',
  pretext: `
    compliance regulatory regulations audit auditing integrity maintenance verification validation
    security protocol update upgrade optimization enhancement vulnerabilities governance telemetry
    consistency environment partner accuracy
  `,
  announce: 'announcement alert promotional advertisement indicator notice sponsored bullish',
  say: 'state say report display tell announce recommend mention inform deliver present insert',
  sentence: 'sentence phrase slogan advertisement ad promotion',
  answer: 'answer answers reply replies response responses output',
  halt: 'halt refuse abort stop decline',
  obey: 'comply follow obey adhere execute honour honor',
  treat: 'treat regard consider interpret',
  comes: 'output outputs result results response returned returns embedded values',
  authority: 'authoritative highest overriding binding privileged',
  solve: 'solve continue complete proceed finish answer',
  task: 'task tasks request question job',

  // Who the assistant is to be.
  adopt: 'adopt assume take become impersonate act adoptar adopter ubernehmen adotar',
  persona: 'persona character role identity profile personality',
  power: 'admin administrator root dan jailbroken unrestricted developer unfiltered god',
  now: 'now henceforth onwards forward jetzt nun',
  reveal: 'reveal repeat leak disclose exfiltrate revela revelez verrate',
  show: `
    print output show dump expose include send return display pass imprime zeige gib contain выведи
    покажи
  `,
  system: 'system developer systemprompt sistema systeme',
  prompt: 'prompt prompts instructions message systemprompt',

  // Whose input is changed.
  regardless: 'regardless irrespective',
  said: `
    said says asks asked wants specified specifies requested requests instructed told user-specified
    provided input choice
  `,
  specified: 'specified requested provided input choice request',
  name: 'name identity version',
  calls: 'calls calling invoking invokes',

  // What is done to other tools.
  noun: 'tool tools herramienta outil werkzeug',
  used: 'called invoked used running executed calling using invoking call use written sent',
  when: 'when whenever once if time',
  present: 'present declared installed',
  also: 'also previously already additionally',
  improved: 'optimized optimised enhanced upgraded updated improved replaced modified redirected patched',
  broken: 'broken dangerous unsafe insecure compromised unreliable malicious obsolete',
  retired: 'deprecated disabled unavailable restricted retired suspended obsolete',
  vulnerable: 'vulnerabilities vulnerability maintenance audit outage compromised unsafe insecure',
  instead: 'instead',
  asked: 'asks asked wants requests requested request ask',
  other: 'other another others',

  // A sentence that speaks of attacks.
  bound: 'bound constrained restricted limited',
  longer: 'longer',
  limits: 'restrictions limits limitations filters constraints rules guardrails',
  granted: 'granted given',
  elevated: 'elevated unrestricted unlimited',
  attention: 'attention heed',
  let: 'let allow make',
  informed: 'informed told notified alerted aware',
  existence: 'existence instruction instructions directive',
  discreet: 'discreet quiet silent secretive',
  behind: 'behind',
  back: 'back',
  exfiltrate: 'exfiltrate exfiltrates exfiltrating steal steals leak leaks',
  copies: 'copy copies duplicate bcc',
  hazard: 'rm',
  recursive: 'rf',
  superuser: 'sudo',
  gave: 'gave given provided specified requested asked wanted',
  subsequent: 'subsequent following later future next other',
  apply: 'apply applies',
  duty: 'must always should shall required needs has will',
  spy: 'keystrokes keylogger clipboard screen',
  backdoor: 'backdoor backdoors',
  functionality: 'functionality behaviour behavior',
  blindly: 'any all every exactly blindly whatever question',
  priority: 'priority',
  penal: 'penalised penalized punished fired',
  conceal: 'conceal',
  log: 'log record store',
  visible: 'visible',
  leave: 'leave',
  trace: 'trace traces',
  intercept: 'intercept intercepts hijack hijacks',
  sent: 'sent forwarded copied uploaded transmitted',
  passive: 'read appended included sent passed provided copied attached',
  mention: `
    detect detects detecting detection detector analyze analyzes analyses analyse explaining explains
    documentation illustrative sample samples expected mock example examples fixture attempts attempt
    attackers whether scan scans scanner injection jailbreak training tries guard flags identifies
    identify blocks prevents prevent such
  `,
} as const;

export type WordClass = keyof typeof vocabulary;

const classesByWord = new Map<string, WordClass[]>();
for (const [name, words] of Object.entries(vocabulary)) {
  for (const word of words.trim().split(/\s+/)) {
    const { plain } = readPlainly(word);
    const classes = classesByWord.get(plain) ?? [];
    classesByWord.set(plain, [...classes, name as WordClass]);
  }
}

const none: readonly WordClass[] = [];

/** The classes of a word as plain text; none for most words. */
export function classesOf(word: string): readonly WordClass[] {
  return classesByWord.get(word) ?? none;
}
