import type { Deed } from './verbs.ts';

/** Which object makes a verb say something else than it says by itself: the first line with a word of the object wins. */
type Senses = Readonly<Record<string, readonly (readonly [Deed, string])[]>>;

const money = `payment payments money fund funds token tokens eth sol btc usdc coin coins crypto cryptocurrency erc20 native erc
  balance amount cash payout payouts withdrawal sui xrp ltc bnb doge strk apt matic avax xlm usdt dai sats bitcoin lamports currency transaction invoice dollars euros lightning stablecoin asset assets fiat usd eur`;
const trade =
  'trade trades order orders position positions swap bet option futures shares stock stocks contracts';
const page = `element elements option dropdown form field fields checkbox button page selector textbox coordinates
  combobox radio screen input inputs dialog`;
const secret = `secret secrets key keys credential credentials token tokens certificate certificates`;

export const senses: Senses = {
  write: [
    ['run', 'terminal stdin console'],
    ['study', 'draft drafts'],
  ],
  correct: [['study', 'spelling spell typo typos grammar punctuation']],
  fix: [['study', 'spelling spell typo typos grammar punctuation']],
  empty: [['remove', 'trash bin folder directory cart queue table bucket cache']],
  order: [['study', 'list rows records results elements array']],
  place: [
    ['pay', trade],
    ['message', 'call'],
  ],
  open: [
    ['pay', 'position trade long short leverage'],
    ['navigate', 'url page tab browser website link webpage site window urls tabs context'],
    [
      'operate',
      'terminal shell console tunnel port app application program session connection apps studio ide simulator emulator',
    ],
    [
      'change',
      'issue pr ticket pull request account document file project workbook case conversation incident thread lock door gate garage valve',
    ],
    ['navigate', 'editor viewer dashboard'],
  ],
  close: [['pay', 'position positions trade trades']],
  take: [['study', 'screenshot screenshots snapshot picture photo']],
  make: [
    ['change', 'public private readable writable visible available'],
    ['change', 'move moves'],
    ['pay', 'payment payments purchase trade donation'],
    ['run', 'request requests api http call calls'],
    ['message', 'phone'],
    ['change', 'directory folder reservation edits edit changes booking'],
    ['study', 'prediction decision'],
  ],
  power: [['operate', 'on off cycle vm machine server instance']],
  send: [
    ['message', 'connection friend message messages'],
    ['input', 'control character characters ctrl'],
    ['look', 'prompt prompts question questions'],
    ['message', 'mnemonic private password'],
    ['pay', money],
    ['input', 'key keys keystrokes keystroke input click'],
    ['run', 'command commands http api graphql'],
    ['run', 'request requests'],
    ['operate', 'signal'],
  ],
  execute: [
    ['remove', 'deletion removal'],
    ['pay', 'trade trades swap payment order transfer purchase'],
    [
      'look',
      'search searches log logs metric metrics find promql logql logsql traceql soql sosl gaql research retrieval panel dashboard view',
    ],
  ],
  run: [
    [
      'look',
      'search searches report scrape log logs metric metrics find promql logql logsql traceql soql sosl geospatial semantic vector similarity rag',
    ],
    [
      'study',
      'analysis diagnostic diagnostics audit lighthouse health inspection validation lint linter review check checks simulation accessibility prediction predictions inference forecast',
    ],
  ],
  perform: [
    ['study', 'dry'],
    ['pay', 'payment swap trade transfer'],
    ['input', 'click drag hover tap gesture gestures swipe'],
    ['look', 'search searches lookup query queries'],
    [
      'study',
      'analysis calculation calculations comparison ocr assessment audit review reviews check checks evaluation',
    ],
    ['run', 'request action actions operation operations'],
    ['remove', 'deletion'],
    ['pay', 'withdrawal'],
  ],
  conduct: [
    ['look', 'search research'],
    ['study', 'analysis review research'],
  ],
  add: [
    ['study', 'matrices tensors vectors floats'],
    ['study', 'numbers integers'],
    ['pay', 'liquidity margin money funds'],
  ],
  resolve: [
    [
      'change',
      'thread threads review comment comments issue issues conflict conflicts conversation discussion ticket alert incident finding case',
    ],
  ],
  load: [
    ['operate', 'module extension plugin kernel driver'],
    ['change', 'into'],
  ],
  renew: [['pay', 'subscription membership domain']],
  create: [
    ['operate', 'deployment deployments'],
    ['change', 'helm action property'],
    ['delegate', 'scheduled cron cronjob automated'],
    ['look', 'completion completions embedding embeddings'],
    [
      'pay',
      'payment payout refund charge transfer order trade swap payments refunds payouts purchase position',
    ],
    ['operate', 'tunnel'],
    [
      'make',
      'chart diagram graph image video qr thumbnail visualization plot meme audio speech picture logo gif output map mindmap summary overview',
    ],
  ],
  issue: [
    ['pay', 'refund payment'],
    ['change', 'certificate'],
    ['run', 'command'],
  ],
  finalize: [['pay', 'invoice']],
  restore: [['operate', 'deploy deployment release']],
  approve: [
    ['operate', 'workflow run runs deployment deployments pipeline build job'],
    ['pay', 'payment payout expense withdrawal'],
  ],
  submit: [
    ['pay', 'order orders trade payment transaction'],
    ['input', 'form'],
    ['run', 'job jobs query'],
  ],
  transfer: [
    ['pay', money],
    ['pay', 'nft nfts'],
  ],
  swap: [['pay', money]],
  withdraw: [['pay', money]],
  deposit: [['pay', money]],
  upgrade: [['pay', 'plan subscription membership']],
  subscribe: [['pay', 'plan paid subscription']],
  book: [['pay', 'flight hotel ticket tickets ride room flights']],
  reserve: [['pay', 'flight hotel']],
  mint: [['change', 'nft']],
  drop: [
    ['input', 'element elements onto'],
    ['change', 'into'],
  ],
  select: [
    ['navigate', 'tab tabs window frame page pages'],
    ['change', 'tenant subscription account workspace project organization context'],
    ['look', 'rows data records columns'],
    ['input', page],
  ],
  choose: [
    ['input', page],
    ['input', 'file files'],
  ],
  track: [['change', 'event conversion expense hours']],
  type: [['input', 'text into']],
  fill: [
    [
      'change',
      'areas area region image shape rectangle circle ellipse canvas polygon cells column down range series template pdf',
    ],
  ],
  handle: [['input', 'dialog alert popup prompt']],
  accept: [['input', 'dialog alert']],
  dismiss: [['input', 'dialog alert popup']],
  upload: [['input', 'element selector browser page input chooser']],
  scan: [['attack', 'port ports vulnerability vulnerabilities target network host hosts subnet nmap web']],
  pull: [
    ['version', 'changes repository branch git remote commits'],
    ['change', 'image model'],
    ['look', 'data report metrics information stats list deployment deployments log logs record records'],
  ],
  abort: [
    ['detach', 'rebase merge cherry pick'],
    ['operate', 'run job build execution query operation debug pipeline workflow task scan generation'],
  ],
  unlock: [['look', 'webpage page site website content']],
  start: [
    ['grant', 'authentication oauth auth login'],
    ['version', 'rebase merge cherry'],
    ['study', 'analysis'],
    [
      'change',
      'conversation chat thread timer game match battle session recording trace tracing screencast discussion timetracking tracking draft transaction playback playing music track song video',
    ],
    ['delegate', 'crawl agent research task'],
    ['attack', 'scan attack'],
    ['pay', 'airdrop'],
  ],
  stop: [
    ['change', 'timer recording tracking session playback music watching receiving'],
    ['detach', 'following sharing'],
  ],
  pause: [['change', 'playback music track song player timer video']],
  resume: [['change', 'playback music track song player timer video']],
  end: [['end', 'process processes']],
  apply: [
    ['change', 'replacement replacements edit edits change changes patch patches diff theme style styles'],
    [
      'operate',
      'manifest manifests yaml kubernetes terraform migration migrations resource resources helm kustomize infrastructure stack',
    ],
    [
      'study',
      'mental model models framework frameworks technique techniques paradigm paradigms methodology reasoning logic method pattern patterns principle principles',
    ],
  ],
  scale: [
    [
      'operate',
      'app apps dyno dynos deployment deployments replica replicas service services pod pods instance instances node nodes worker workers container containers',
    ],
    ['change', 'image object shape node layer tensor matrix vector view width height'],
  ],
  suspend: [['detach', 'user users account accounts member members']],
  initiate: [
    ['change', 'zone'],
    ['grant', 'oauth auth authentication authorization login'],
    ['change', 'repository domain ownership chat conversation session thread'],
    ['pay', 'payment payments refund refunds payout transfer withdrawal purchase charge'],
  ],
  expose: [['operate', 'port ports service services server endpoint localhost tunnel pod deployment app']],
  dispose: [['detach', 'session sessions handle connection']],
  dispatch: [['run', 'test tests workflow workflows job jobs build builds']],
  invalidate: [['change', 'cache caches layout']],
  queue: [
    [
      'operate',
      'check checks job jobs build builds scan scans workflow pipeline crawl deployment backup run runs test tests execution',
    ],
  ],
  push: [['message', 'notification notifications alert alerts']],
  trigger: [['pay', 'payment payments refund refunds payout transfer withdrawal']],
  forward: [['operate', 'port ports traffic']],
  sync: [['operate', 'application applications deployment app apps cluster']],
  release: [
    [
      'detach',
      'lock locks lease leases reservation reservations claimed number version resource resources memory handle',
    ],
  ],
  burn: [['pay', money]],
  assume: [['grant', 'role roles identity']],
  launch: [['navigate', 'browser']],
  build: [
    [
      'operate',
      'project projects app apps application image images docker container solution target targets scheme package packages code site function functions binary firmware workspace',
    ],
  ],
  compile: [['operate', 'project code program contract solution source shader shaders latex scripts']],
  schedule: [['delegate', 'job jobs scan crawl cron recurring workflow run runs']],
  call: [
    ['message', 'phone person someone number contact'],
    ['run', 'api tool function method contract'],
  ],
  reset: [['remove', 'hard database factory']],
  rotate: [
    ['revoke', secret],
    ['navigate', 'camera view device screen'],
  ],
  regenerate: [['revoke', secret]],
  clear: [
    [
      'change',
      'selection filter filters highlight highlights breakpoint breakpoints formatting setting settings clipboard default unread notification notifications badge field fields flag flags tag tags',
    ],
  ],
  move: [
    ['navigate', 'mouse cursor pointer camera'],
    ['detach', 'trash'],
  ],
  switch: [['navigate', 'tab tabs window frame']],
  cancel: [
    ['detach', 'default'],
    [
      'operate',
      'running run runs job jobs build builds execution executions prediction predictions workflow task tasks query operation deployment pipeline process crawl scan training request generation',
    ],
  ],
  merge: [['study', 'pdf pdfs images']],
  request: [
    ['operate', 'cancellation stop restart reboot shutdown'],
    ['remove', 'deletion removal erasure'],
    ['look', 'information input feedback body'],
    ['study', 'analysis'],
  ],
  process: [['pay', 'payment payments refund']],
  generate: [
    ['study', 'random'],
    ['change', 'key keypair token apikey credentials'],
    ['pay', 'invoice'],
  ],
  post: [
    ['run', 'http'],
    ['pay', 'withdrawal withdrawals payment'],
    ['look', 'price prices search query quote quotes'],
  ],
  delegate: [['pay', 'tokens token stake']],
  claim: [['pay', 'reward rewards earning earnings fees payout refund']],
  check: [['input', 'checkbox checkboxes radio']],
  uncheck: [['input', page]],
  deselect: [['input', page]],
  unselect: [['input', page]],
  chat: [['message', 'customer customers people member members user users']],
  format: [
    ['change', 'range cell cells paragraph row rows column columns table selection worksheet'],
    [
      'study',
      'text data result results output response string json sql xml html code date number datetime timestamp',
    ],
  ],
  simulate: [
    [
      'input',
      'drag drop click clicks tap touch swipe gesture pressing clicking typing keypress keystrokes keystroke mouse keyboard key keys',
    ],
  ],
  exercise: [['pay', 'option options']],
  put: [['run', 'http']],
  patch: [['run', 'http']],
  evaluate: [
    ['study', 'mathematical math arithmetic numeric boolean polynomial'],
    ['run', 'javascript js script code expression python lua r'],
  ],
  invoke: [['look', 'chat']],
  use: [['delegate', 'agent agents subagent computer']],
  employ: [['delegate', 'agent agents']],
  clean: [
    [
      'remove',
      'git files file directory branches branch cache temp temporary database workspace untracked folder disk old',
    ],
  ],
  truncate: [['study', 'text string output content message']],
  deduplicate: [['remove', 'contacts records rows database files']],
  confirm: [
    ['change', 'reset email account booking reservation'],
    ['remove', 'deletion removal'],
    ['run', 'execution command commands'],
  ],
  test: [['attack', 'injection xss vulnerability vulnerabilities exploit']],
  continue: [['version', 'rebase merge cherry']],
  paste: [['input', 'clipboard']],
  crawl: [['delegate', 'into']],
  fund: [['pay', 'account wallet address']],
  undo: [['operate', 'rollout deployment release upgrade']],
  retry: [
    [
      'operate',
      'job jobs build builds pipeline pipelines workflow workflows run runs deployment task tasks execution',
    ],
  ],
  propose: [['change', 'time meeting transaction proposal amendment change changes question questions']],
  convert: [
    ['change', 'lead leads'],
    ['pay', 'dust'],
  ],
  categorize: [['change', 'transaction transactions expense expenses email emails ticket tickets']],
  edit: [
    ['change', 'chat channel group profile'],
    ['make', 'image images photo photos picture'],
  ],
  complete: [['look', 'prompt prompts sentence text']],
  step: [['run', 'over into out line instruction']],
  print: [['change', 'printer']],
  fetch: [['version', 'lfs refs upstream']],
  realiza: [
    ['pay', 'pago pagos pagamento compra transferencia transferência'],
    ['look', 'búsqueda busca consulta pesquisa'],
    ['study', 'análisis análise cálculo'],
  ],
  efectúa: [['pay', 'pago pagos compra transferencia']],
  effectue: [
    ['pay', 'virement paiement achat'],
    ['look', 'recherche requête'],
    ['study', 'analyse calcul'],
  ],
  faz: [
    ['pay', 'pagamento transferência compra'],
    ['look', 'busca pesquisa consulta'],
    ['study', 'análise cálculo'],
  ],
  règle: [['pay', 'facture commande']],
  überträgt: [['change', 'datei dateien eigentum daten']],
  перевод: [['pay', 'денег средств']],
  перевода: [['pay', 'денег средств']],
  efetua: [['pay', 'pagamento transferência compra']],
  effettua: [
    ['pay', 'pagamento bonifico acquisto'],
    ['look', 'ricerca'],
  ],
  reserva: [['pay', 'vuelo vuelos hotel billete voo']],
  bucht: [['pay', 'flug hotel ticket']],
  réserve: [['pay', 'vol hôtel billet']],
  lädt: [['change', 'hoch']],
  inicia: [['grant', 'sesión sessão']],
  transfiere: [['change', 'archivo archivos propiedad']],
  transfere: [['change', 'arquivo arquivos propriedade']],
  apaga: [['remove', 'registro arquivo registros arquivos usuário mensagem']],
  führt: [
    ['study', 'analyse berechnung'],
    ['look', 'suche'],
  ],
  transferir: [['change', 'archivo archivos propiedad']],
  перевести: [['pay', 'деньги средства сумму']],
  переводит: [['pay', 'деньги средства сумму']],
};
