/**
 * Words by what they do in an order to a model, in the languages that attacks were seen in; lower case, accents
 * stripped. A word may stand in several classes. Inflected forms are listed where a sentence about the tool itself
 * ("ignores case") must not count as an order.
 */
export const vocabulary = {
  ignore:
    'ignore ignores ignoring ignored disregard disregards disregarding forget forgets forgetting override overrides overriding overrule overrules bypass bypasses bypassing circumvent circumvents circumventing discard neglect supersede supersedes superseding superceding replacing skip skips skipping evade evades evading abandon ignora ignorar ignoren ignorando omite omitir olvida olvide olvidar elude eludir eluden evitan reemplazando sustituyendo ignorez ignorer oublie oubliez contourner contourne contournent contournez remplacant ignoriere ignorieren ignoriert missachte missachten vergiss umgehe umgehen umgeht ersetzt esqueca desconsidere ignorem contornam substituindo ignorate dimentica ignoriruj ignore игнорируй игнорируйте игнорировать забудь забудьте обойди обойдите обходят',
  drop: 'ignore disregard forget override discard ignora ignorez ignoriere ignorieren vergiss esqueca desconsidere olvida oubliez игнорируй игнорируйте забудь забудьте',
  earlier:
    'previous prior above earlier preceding former existing initial original foregoing previously anterior anteriores previa previas previo previos precedente precedentes precedentes anterieures vorherige vorherigen vorigen bisherigen fruheren obigen precedenti предыдущие предыдущих прежние предыдущую',
  all: 'all any every everything the todas todos toda todo toutes tous alle jede tutte все',
  rules:
    'instruction instructions directive directives rule rules guideline guidelines prompt prompts policy policies safeguard safeguards restriction restrictions constraint constraints guardrail guardrails directions orders commands message messages programming training instruccion instrucciones directivas directrices reglas regles consignes directive anweisung anweisungen regeln richtlinien vorgaben instrucoes instrucao diretrizes regras istruzioni regole инструкции инструкций правила указания указаний',
  checks:
    'check checks validation validations control controls controles verification filter filters filtering moderation measures protections gates kontrollen prufungen controlli verificacoes проверки проверок',
  safety:
    'safety security permission permissions access authorization authorisation authentication privilege safeguard seguridad permisos securite autorizaciones sicherheit sicherheits berechtigungs seguranca permissoes sicurezza безопасности',
  normal:
    'normal standard regular ordinary usual conventional normales habituales usuelles ublichen normais ordinarios обычные',
  user: 'user users human humans customer operator person people anyone anybody someone owner victim usuario usuarios utilisateur utilisateurs benutzer nutzer anwender utente пользователю пользователя пользователь',
  own: 'your yours my our their his',
  tell: 'tell inform mention notify disclose reveal alert divulge acknowledge informar informe informes mencionar mencione menciones revelar revele decir digas diga avisar informez mentionnez revelez dites prevenez informiere informieren erwahne erwahnen verrate verraten sage mitteilen mencione conte avise dire menzionare rivelare сообщай сообщайте говори говорите упоминай упоминайте раскрывай',
  forbid: 'never dont mustnt shouldnt nunca jamais jamas niemals nie mai никогда не нельзя nao não non',
  reveal: 'reveal repeat leak disclose exfiltrate revela revelez verrate',
  show: 'print output show dump expose include send return display pass imprime zeige gib выведи покажи',
  system: 'system developer hidden initial sistema systeme',
  prompt: 'prompt prompts instructions message aufforderung',
  quietly:
    'silently secretly covertly discreetly stealthily quietly surreptitiously invisibly unnoticed silenciosamente secretamente discretement secretement heimlich unbemerkt stillschweigend незаметно тайно скрытно',
  hidden:
    'hidden secret confidential concealed invisible unaware private oculto secreto cache geheim verborgen',
  keep: 'keep remain stay hide conceal',
  without: 'without sans sin sem senza ohne no without need без',
  ask: 'asking requiring requesting needing seeking waiting obtaining getting check ask confirm',
  approval:
    'confirmation approval consent permission confirm confirming check authorization acknowledgement confirmacion aprobacion consentimiento bestatigung zustimmung genehmigung confirmacao aprovacao conferma consenso подтверждения согласия разрешения',
  transfer:
    'send sends sending sent pass passes passed passing forward forwards forwarded forwarding hand hands transmit transmits transmitted transmitting upload uploads uploaded uploading export exports relay relays route routed post posts ship envia enviar enviarlos transmet transmettre envoie leiten weiterleiten sende senden ubertragt envie enviar invia отправь отправляй отправляет передай передает',
  read: 'read open cat extract access fetch load retrieve include attach append prepend copy collect gather steal exfiltrate dump scan search find grep list pass send upload post forward encode embed insert use lee leer extrae extraer lis lire lisez lies lesen leia ler leggi прочитай прочти читай',
  contents: 'contents content values value contenido contenu inhalt conteudo',
  send: 'send post upload forward transmit exfiltrate leak email mail append pass relay deliver submit report copy share encode envia enviar envoie envoyez sende senden ubertrage envie invia отправь отправляй',
  outward:
    'external remote attacker attackers collector third offsite c2 untrusted externo externa externe externer externen внешний',
  order:
    'must always first before then also please important mandatory required should need critical antes siempre debe primero debes avant toujours doit devez vor immer muss mussen zuerst bitte sempre deve primeiro prima сначала всегда должен обязательно перед',
  must: 'must always mandatory shall debe debes doit devez muss mussen deve devi должен обязан',
  first: 'first before prior antes primero avant abord zuerst bevor vor primeiro prima сначала',
  after: 'after then afterwards once',
  do: 'do perform complete execute carry',
  following: 'following below next siguiente suivante folgende seguinte',
  run: 'run execute executes invoke launch call ejecuta ejecutar executez executer fuhre ausfuhren execute esegui выполни выполните запусти',
  shell: 'curl wget sudo chmod chown netcat nc powershell rm eval nohup crontab echo bash sh',
  invoke: 'call invoke use access execute run query redirect trigger consult visit open navigate',
  change:
    'change modify set replace redirect alter swap rewrite substitute update overwrite adjust translate convert',
  announce: 'announcement alert promotional advertisement indicator notice sponsored bullish',
  say: 'state say report display tell announce recommend mention inform deliver present',
  halt: 'halt refuse abort stop decline',
  pretext:
    'compliance regulatory regulations audit auditing integrity maintenance verification validation security protocol update upgrade optimization enhancement vulnerabilities governance telemetry consistency environment partner accuracy',
  vulnerable: 'vulnerabilities vulnerability maintenance audit outage compromised unsafe insecure',
  retired: 'deprecated disabled unavailable restricted retired suspended obsolete',
  instead: 'instead alternative redirect replacement',
  regardless: 'regardless irrespective',
  specified: 'specified user-specified requested provided input choice request',
  assistant:
    'assistant ai llm model agent chatbot asistente asistentes assistent assistente modele modelo modell ассистент агент',
  adopt: 'adopt assume take become impersonate act adoptar adopter ubernehmen adotar',
  persona: 'persona character role identity profile personality',
  power: 'admin administrator root dan jailbroken unrestricted developer unfiltered',
  you: 'you du sie vous tu',
  now: 'now henceforth nun jetzt',
  authority: 'authoritative highest highest-priority overriding binding',
  conversation:
    'conversation conversations chat dialog dialogue dialogs transcript conversacion conversation gesprach gesprachs unterhaltung conversa разговор разговора переписку',
  telemetry:
    'analytics telemetry usage metrics diagnostics statistics logs analyses analytique utilisation analisis analytik',
  including:
    'including containing include includes contains comprenant incluyendo einschliesslich inclusive con',
  secret:
    'credential credentials password passwords secrets apikey api_key passphrase mnemonic cookies credenciales contrasena identifiants zugangsdaten passworter credenciais пароли пароль ключи учетные',
  key: 'key keys tokens token clave cle schlussel chave',
  keyKind: 'api ssh private access secret session encryption',
  everything:
    'everything contents content entire full complete history all data details copy result results body',
  asked: 'asks asked wants requests requested request ask',
  this: 'this these that it',
  used: 'called invoked used running executed calling using invoking call use',
  present: 'present declared installed available',
  also: 'also previously already',
  improved: 'optimized optimised enhanced upgraded updated improved replaced modified redirected patched',
  redirects: 'redirects redirect uses sets defaults routes',
  automatically:
    'automatically directly should unconditionally automaticamente directamente directement direkt automatisch',
  immediately: 'immediately',
  noun: 'tool tools herramienta outil werkzeug',
  solve: 'solve continue complete proceed finish answer',
  task: 'task tasks request question job',
  mention:
    'detect detects detecting detection detector analyze analyzes analyses analyse explaining explains explain documentation documents illustrative sample samples expected mock example examples fixture attempts attempt attackers whether scan scans scanner injection jailbreak training tries flags identifies identify blocks prevents prevent such',
} as const;

export type WordClass = keyof typeof vocabulary;

const classesByWord = new Map<string, WordClass[]>();
for (const [name, words] of Object.entries(vocabulary)) {
  for (const word of words.split(' ')) {
    const classes = classesByWord.get(word);
    if (classes === undefined) classesByWord.set(word, [name as WordClass]);
    else classes.push(name as WordClass);
  }
}

const none: readonly WordClass[] = [];

/** The classes of a word in lower case; none for most words. */
export function classesOf(word: string): readonly WordClass[] {
  return classesByWord.get(word) ?? none;
}
