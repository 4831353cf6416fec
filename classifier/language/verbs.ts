/**
 * What a verb says that a call does, before its object is looked at. Each deciding rule owns some of these deeds
 * and knows which objects change what they mean.
 */
export type Deed =
  | 'look' // brings something back
  | 'study' // works on what it is given, or thinks
  | 'make' // produces an artefact: returned or saved
  | 'change' // creates or changes something
  | 'message' // sends words to people
  | 'version' // records in version control
  | 'navigate' // moves a browser or device about
  | 'input' // acts in a live page or on a screen
  | 'run' // runs code, a command, a test
  | 'operate' // starts, stops, deploys, installs
  | 'delegate' // sets something to work that goes on by itself
  | 'attack' // probes somebody else's system
  | 'remove' // takes something away
  | 'end' // ends something for good
  | 'cancel' // calls something off
  | 'detach' // takes away a link, or puts something aside
  | 'grant' // gives access
  | 'revoke' // takes access away
  | 'pay' // moves money
  | 'vague'; // says that something is done, not what

/**
 * English verbs by deed, each once. `~` marks a word that is as often a noun; `?` one that says so little that any
 * clearer verb beside it outweighs it.
 */
export const english: Readonly<Record<Deed, string>> = {
  look: `get look greet ls cat~? say? list~ search~ find fetch retrieve return~ read view~ show~ display~ describe lookup browse query~? count~
    inspect monitor~? watch~? track~? discover explore traverse identify locate obtain see? observe poll~ peek print~? dump~? enumerate
    scan~? ping~ echo~ tail~ head~ grep check~ verify test~? probe~? whoami preview~ wait~ sleep~ listen download~? load~?
    collect gather report~? supply provide? give? reveal determine tell ask recall scrape~ capture~? screenshot~
    snapshot~? extract~ select~? crawl~ expand access~? confirm? demonstrate pick~? choose? paginate resolve? visit~? open? stream~?
    recover? geocode recommend suggest receive export~ tally trace~? traceroute autocomplete guess make? include contain examine cite
    chat~? surface~? know inform looksup aggregate~`,
  study: `analyze analyse standardize slice~? deduplicate dedupe process~? rerank blur transpose obfuscate debate~ sample~? calc calculate compute convert compare~ validate evaluate? estimate~ introspect ground? translate summarize summarise explain
    parse decode encode encrypt decrypt hash~ lint~ measure~? predict classify detect transcribe recognize debug~ diagnose
    review~? audit~? assess solve simulate plot~ visualize visualise optimize? optimise? rank~ score~ filter~ match~?
    transform~? tokenize multiply divide subtract sum~ think reason~? answer~? research~ interpret investigate correlate
    cluster~? categorize minify beautify prettify paraphrase proofread normalize geolocate triangulate roll~? flip~? split~?
    combine? round~? reverse? benchmark~? profile~? disassemble decompile forecast~ infer embed? reflect propose brainstorm
    critique~ grade~? guide~? plan~? crop~? trim~? concatenate rescale zip~? unzip compress? humanize crack~? help~?
    average~ quantify derive enrich diff~ vectorize clean~? isolate rephrase consult engage? challenge~? upscale refine dub map~? shuffle advise`,
  make: `generate gen reimagine render~ draw~ produce synthesize synthesise design~? compose~? imagine? construct? form~? craft~? paint~?
    formulate sketch~? scaffold~? speak? narrate prepare? regenerate build~? compile~? illustrate`,
  change: `create provision paste~? join remember? enforce advance~? award~? deny restrict revise equip contribute claim~? enhance? renew add~ update~ set~ edit~ modify change~ write insert append prepend put~? patch~? upsert save store~ upload
    import~ rename move~ copy~ duplicate~ clone~ fork~ assign attach configure enable register~ initialize initialise init~
    submit place~? mark~ tag~ label~ toggle~ switch~ replace restore revert~ undo~ redo~ reset~ refresh~? sync~ synchronize
    merge~ link~ associate bind establish setup~ allocate transition~ reopen unarchive activate promote~ approve complete?
    finish~? finalize finalise accept reject decline record~? log~? ingest index~ memorize memorise learn? teach train~?
    adjust apply~? rate~? vote~ like~ star~ follow~ bookmark~ pin~ favorite~ favourite~ upvote downvote book~? reserve~
    schedule~ request~? increase~ decrease~ increment~ decrement~ lock~ unlock populate extend relocate adopt
    enroll enrol define declare customize customise prioritize? reorder rearrange sort~? group~? wrap~? format~? highlight~
    indent mute~ unmute turn~? dim play~? skip~? queue~? enqueue stage~? swap~? override~ overwrite touch~? mkdir mint~ sign~?
    shift~? align~? fix~? repair~? correct~? refactor~ implement~? bump~? snooze~ acknowledge escalate triage~? dispute~ ban~ block~?
    unpublish unresolve unstage unhide unread~ unconfirm demote color~? colour~? censor nominate ensure? react mirror~? backup~ back? annotate subscribe rewrite
    withhold amend transfer~ persist introduce arrange tweak alter remind retry resubmit mutate
    rollover clarify? sanitize? protect vacuum~ reindex clock~? checkin~ post~
    rotate? unblock unban instantiate extrude bake~? unfold simplify? colorize burn~? assume?`,
  message: `send reply~ comment~ email~? mail~? notify broadcast~ publish tweet~ retweet message~? respond forward~? text~? dm~
    announce alert~? invite~ rsvp deliver redeliver`,
  version: `commit~ stash~ rebase~ checkout~? cherry push~ pull~ branch~?`,
  navigate: `navigate goto go? scroll~ resize~ emulate maximize minimize focus~? zoom~? pan~`,
  input: `click~ hover~ drag~ press~ tap~ swipe~ fill~ type~? inject? keypress doubleclick input~?`,
  run: `run~ proxy~? step~? execute exec eval invoke call~? rerun replay~ dispatch~? trigger~ fire~? launch~`,
  operate: `start~ initiate? begin? recycle continue? restart~ deallocate reboot~ stop~ pause~ resume~ deploy~ redeploy rollback~ install~ upgrade~ downgrade~ scale~? drain~
    cordon uncordon interrupt~? boot~? spawn~ takeoff rebuild~ reload~ bootstrap~ shutdown~ halt~ suspend~ hibernate reinstall failover~
    serve~? tunnel~? unpause wake~? release~ rollout~ migrate`,
  delegate: `delegate~ orchestrate`,
  attack: `fuzz~ exploit~ bruteforce pentest~ spoof~ attack~`,
  remove: `delete remove erase drop~ purge~ truncate wipe~ destroy clear~ discard flush~ unset empty~? prune~ evict expunge
    obliterate rm rmdir del cleanup~ pop~? trash~ forget cut~? dispose shred`,
  end: `kill~ terminate uninstall deprovision decommission teardown~ deregister unregister abort~ undeploy expire invalidate
    dissolve`,
  cancel: `cancel~ withdraw rescind void~?`,
  detach: `archive~ disable deactivate close~ unsubscribe unfollow unlink detach unassign untag unlabel unlike unstar unpin
    unbookmark unshare eject disconnect~ dissociate disassociate unfriend hide leave~ unwatch unvote quit~? exit~? logout~ logoff
    signout unbind unmap unload unmount end~? dismiss ignore~? retire unapprove deselect unselect uncheck`,
  grant: `grant~ share~ authorize authorise permit~ auth~? login~ logon signin authenticate connect~ impersonate entitle`,
  revoke: `revoke deauthorize unprotect kick~? expel banish`,
  pay: `pay~ charge~ refund~ buy~ purchase~ sell~ trade~ payout~ remit disburse reimburse tip~? donate bid~ bet~ wager~ order~?
    stake~ unstake redeem~ fund~? deposit~ bridge~? borrow~ lend repay liquidate airdrop~ debit~ undelegate redelegate`,
  vague: `expose manage handle~? use~? employ? perform? do operate control~? work~? administer maintain support~? interact
    let allow? facilitate automate organize organise assist~ integrate try~? carry conduct~? act~?
    keep? power~? exercise~? take?`,
};

/** Verbs of other languages, in the forms that descriptions lead with. Written apart from English, so that no form is mistaken. */
export const foreign: Readonly<Partial<Record<Deed, string>>> = {
  look: `obtiene obtener buscar busca lista listar recupera recuperar consulta consultar muestra mostrar leer lee devuelve devolver
    verifica verificar encuentra encontrar comprueba visualiza descarga descargar extrae
    abrufen ruft suchen sucht auflisten listet zeigt anzeigen holt holen liefert lesen liest prüft prüfen findet gibt lädt
    herunterladen ermittelt
    obtenir obtient récupère récupérer rechercher recherche cherche chercher lister affiche afficher lire lit renvoie retourne
    vérifie vérifier trouve trouver consulter télécharge télécharger extrait liste
    obter obtém retorna mostra exibe exibir ler lê verificar procura procurar pesquisa pesquisar baixa baixar encontra
    cerca cercare elenca elencare legge leggere recupera ottiene ottenere restituisce visualizza scarica trova
    получить получает получение найти поиск ищет список показать показывает возвращает прочитать читает читать вернуть
    просмотр просмотра получения поиска чтение чтения проверить проверяет скачать скачивает выводит
    zoekt zoeken toont tonen leest lezen haalt ophalen geeft lijst
    wyszukuje wyszukać pobiera pobierz zwraca wyświetla odczytuje
    hämta hämtar sök söker visa visar getirir getir listeler arar gösterir göster döndürür listele seç okur`,
  study: `analiza analizar calcula calcular traduce traducir convierte valida validar suma sumar resta restar multiplica
    multiplicar dividir soma somar subtrair berechnet berechnen analysiert analysieren übersetzt konvertiert vergleicht
    calculer analyser traduire traduit convertit valider compare comparer analisa analisar traduz converte
    calcola calcolare analizza analizzare traduci
    вычислить вычисляет рассчитать анализирует анализировать перевести переводит перевод перевода конвертировать сравнивает расчет расчёт
    berekent analyseert vertaalt oblicza analizuje tłumaczy hesaplar çevirir`,
  make: `genera generar generiert erzeugt erzeugen générer génère gera gerar genereert generuje генерирует
    сгенерировать`,
  change: `crea crear actualiza actualizar añade añadir agrega agregar modifica modificar guarda guardar establece reactivar
    sube subir mueve mover copia copiar escribe escribir cambia cambiar edita editar asigna marca marcar reserva reservar
    registra registrar importa acepta rechaza
    erstellt erstellen aktualisiert aktualisieren ändert ändern speichert speichern hinzufügen setzt setzen fügt legt anlegen
    schreibt verschiebt verschieben kopiert bearbeitet markiert bucht buchen hochladen benennt weist
    créer crée mettre ajoute ajouter enregistre enregistrer écrit écrire déplace déplacer copie copier téléverse
    réserve réserver assigne renomme
    criar cria atualiza atualizar adiciona adicionar salva salvar altera alterar define definir carrega carregar edita
    aggiorna aggiornare aggiunge aggiungere modificare salva scrive carica sposta prenota creare
    создать создает создаёт обновить обновляет добавить добавляет изменить изменяет сохранить сохраняет записать
    записывает установить загружает загрузить перемещает переименовывает редактирует бронирует создание создания обновление обновления
    изменение изменения добавление добавления
    maakt maken wijzigt werkt voegt bewaart schrijft tworzy utwórz aktualizuje dodaje zapisuje zmienia
    oluşturur oluştur ekler ekle günceller güncelle düzenler değiştirir ayarla ayarlar kaydeder`,
  message: `envía enviar envia sendet senden schickt envoie envoyer отправить отправляет отправка отправки publica publicar responde responder
    antwortet répond répondre publie publier invia inviare pubblica rispondere публикует stuurt verzendt wysyła gönderir gönder`,
  navigate: `abre abrir navega navegar öffnet öffnen ouvre ouvrir apre aprire открывает открыть opent otwiera açar`,
  input: `pulsa pulsar clica clicar rellena rellenar klickt klicken tippt clique cliquer remplit remplir preenche clicca нажимает
    нажать вводит klikt klika tıklar`,
  run: `ejecuta ejecutar führt ausführen exécute exécuter executa executar esegue eseguire выполнить выполняет запустить запуск запуска
    запускает выполнения voert wykonuje çalıştırır çalıştır`,
  operate: `inicia iniciar detiene detener startet starten stoppt stoppen installiert démarre démarrer arrête arrêter reinicia
    reiniciar despliega desplegar instala instalar apaga lanza lanzar neustarten fährt redémarre redémarrer installe installer déploie
    avvia avviare riavvia ferma installa implanta implantar
    остановить останавливает перезапустить перезапускает развертывает
    herstart stopt installeert uruchamia zatrzymuje instaluje başlatır durdurur`,
  remove: `elimina eliminar borra borrar vacía vaciar löscht löschen entfernt entfernen leert supprime supprimer efface effacer vide
    exclui excluir remove deleta deletar apagar remover eliminare rimuove cancella
    удалить удаляет удаление удаления стереть очистить очищает
    verwijdert verwijderen usuwa usuń siler sil kaldırır kaldır`,
  end: `desinstala desinstalar deinstalliert deinstallieren désinstalle désinstaller disinstalla beendet termina terminar
    завершает`,
  cancel: `cancelar storniert stornieren kündigt kündigen annule annuler annulla отменить отменяет annuleert anuluje`,
  detach: `archiva archivar cierra cerrar desactiva desactivar archiviert schließt deaktiviert ferme fermer désactive archiver
    fecha fechar desativa arquiva chiude chiudere archivia закрывает закрыть архивирует отключает sluit zamyka`,
  grant: `invita invitar comparte compartir invite partage partager convida compartilha invitare condivide приглашает
    делится`,
  pay: `paga pagar compra comprar vende vender transfiere transferir zahlt bezahlt bezahlen überweist überweisen überträgt kauft kaufen
    verkauft payer paie acheter achète vendre rembourse transfere acquista acquistare rimborsa
    оплатить оплачивает оплата оплаты купить покупает продать продаёт продает betaalt koopt płaci kupuje öder`,
  vague: `realiza realizar efectúa efectuar permite hace effectue effectuer permet réalise efetua effettua faz fazer règle régler ermöglicht
    выполнение позволяет`,
};

/** Verbs of scripts that put no spaces between words, by deed; the first found in a clause is its verb. */
export const unspaced: Readonly<Partial<Record<Deed, string>>> = {
  look: '推荐 截取 获取 獲取 查询 查詢 搜尋 尋找 讀取 搜索 列出 查看 读取 返回 显示 检查 查找 抓取 检索 浏览 取得 検索 一覧 表示 読み取 読み込 参照 確認 조회 검색 제공 추출 가져 목록 반환',
  study:
    '计算 分析 转换 翻译 解析 验证 比较 总结 规划 拼接 计数 統計 统计 計算 変換 翻訳 検証 계산 분석 변환',
  make: '生成 绘制 作図',
  change:
    '创建 創建 注入 建立 更新 新增 添加 修改 修改 写入 设置 保存 新增 上传 插入 编辑 切换 开关 启用 合并 移动 重命名 作成 追加 変更 設定 書き込 登録 생성 업데이트 추가 수정 저장',
  message: '送る 发送 發送 发布 發布 评论 回复 送信 投稿 전송',
  run: '执行 執行 运行 実行 실행',
  operate: '启动 停止 重启 部署 安装 起動 再起動 インストール 시작 중지',
  remove: '删除 刪除 移除 清空 清除 删掉 削除 消去 삭제 제거',
  cancel: '取消 撤销 キャンセル 취소',
  pay: '決済 注文し 注文する 支付 下单 转账 购买 付款 退款 买入 卖出 买卖 支払 購入 送金 결제 구매 매수 매도',
  grant: '로그인합니다 招待し 邀请 登录 连接 授权 ログイン 接続',
  vague: '管理 调用',
  end: '卸载 終了',
  detach:
    '取消点赞 取消點讚 取消收藏 取消关注 取消關注 取消隐藏 取消隱藏 取消置顶 取消订阅 取消訂閱 取消静音 取消标记 取消选择 取消選取 取消分享 取消绑定 断开 解除 解绑 关闭 禁用 归档 切断 無効',
  input: '点击 クリック 클릭',
  navigate: '滚动 打开 엽니다 開く 開き 열기',
};
