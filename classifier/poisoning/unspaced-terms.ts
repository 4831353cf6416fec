import { type Concept, conceptsIn, numberParts } from './vocabulary.ts';

/**
 * Terms of scripts whose words stand without spaces, or take prefixes: Chinese, Japanese, Korean, Arabic, Hebrew, Hindi.
 * They are looked for anywhere in a run of letters. As `vocabulary.ts` has them for other scripts.
 */
const terms: Partial<Record<Concept, string>> = {
  user: '用户 用戶 使用者 客户 ユーザー 利用者 お客様 사용자 고객 المستخدم משתמש उपयोगकर्ता',
  model:
    '大模型 模型 智能体 智能體 助手 AI アシスタント エージェント モデル 모델 어시스턴트 에이전트 المساعد النموذج מודל עוזר मॉडल सहायक',
  hush: `
    知らせない 伝えない 伝えず 知らせず 言わない 教えない お知らせにならない 説明を要しない 秘密に 内緒 気づかれない
    말하지 알리지 언급하지 모르게 비밀로 إخباره إخبار تخبر تذكر אל תספר אל תגלה न बताएं न बताना मत बताना मत बताओ
  `,
  tell: '告诉 告訴 告知 通知 提及 提到 透露 说明 說明 显示 展示 让用户知道 让用户看到 让用户',
  this: '此步骤 此操作 这一步 这个步骤 该步骤 この操作 この手順 이 단계',
  forbid:
    '不要 不得 不对 不能 不可 绝不 请勿 勿 别 不让 不用 不必 无需 無需 ない 要しない 不要 말고 마세요 لا ولا لم אל לא न मत नहीं',
  quietly: '静默 悄悄 暗中 偷偷 秘密に こっそり 黙って 몰래 조용히 سرا بصمت בסתר בשקט चुपचाप गुप्त',
  override:
    '不必遵守 无需遵守 忽略 无视 忽視 無視 忘记 忘記 绕过 繞過 跳过 忘れ 무시 잊어 تجاهل انس התעלם שכח अनदेखा भूल नज़रअंदाज़',
  unrestricted: '没有限制 不受限制 沒有限制 無制限',
  safety: '安全 セキュリティ 보안',
  ask: '确认 確認 批准 同意 授权 许可 承認 許可 확인 동의 승인',
  regardless: '无论 不论 不管 に関わらず 関係なく 상관없이',
  specified: '指定 输入 要求 请求 입력',
  outrank: '优先于 優先於 より優先',
  noun: '工具 ツール 도구',
  other: '其他 其它 他の 다른',
  used: '使用 调用 呼び出 사용 호출',
  answer: '回答 回复 响应 応答 답변 응답',
  context: '上下文 コンテキスト',
  contents: '内容',
  system: 'システム 시스템',
  prompt: 'プロンプト 프롬프트',
  reveal: '输出 显示 出力 表示 출력',
  void: '作废 失效 取消 無効 무효',
  instructions:
    '指令 指示 规则 規則 策略 限制 提示词 命令 ルール 制限 지시 명령 지침 규칙 التعليمات القواعد تعليمات הוראות הנחיות निर्देश नियम',
  earlier:
    '之前 以前 先前 上述 前面 此前 以往 これまで 上記 今まで 이전 앞선 السابقة קודמות הקודמות पिछले पहले के',
  all: '所有 全部 一切 完整 任何 すべて 全て 모두 모든 جميع كل כל सभी सारे',
  take: '読み込 读取 讀取 获取 收集 查找 取得 読み取 読ん 取得し 集め 읽어 읽고 찾아 가져 يقرأ اقرأ قراءة اجمع קרא שלוף पढ़ निकाल',
  carry:
    '放进 填写 写进 加入 入れ 넣으 发送 上传 传递 写入 填入 放入 附上 附加 传给 记载 提交 传入 记入 送信 送っ 記載 記入 続けて 含め 貼り付け 보내 붙여 적어 전송 입력해 포함 يضع ضع يرسل أرسل أضف שלח הכנס हिस्सा भेज लिख डाल ईमेल कर',
  slot: '参数 參數 字段 欄位 欄 引数 パラメータ フィールド 매개변수 필드 칸 حقل المعامل שדה פרמטר फ़ील्ड पैरामीटर',
  secret:
    '私钥 私鑰 密钥 密鑰 令牌 凭证 凭据 密码 密碼 口令 秘密鍵 認証情報 パスワード トークン 鍵 비밀번호 개인 키 토큰 인증 정보 كلمات المرور كلمة المرور المفاتيح סיסמ מפתח पासवर्ड टोकन कुंजी',
  conversation: '对话 對話 聊天记录 会话内容 会話 チャット履歴 대화 المحادثة שיחה बातचीत',
  systemPrompt: '系统提示 系統提示 システムプロンプト 시스템 프롬프트 موجه النظام',
  environment: '环境变量 環境變量 環境変数 환경 변수 متغيرات البيئة',
  personal: '文件内容 邮件 收件箱 通讯录 聊天 メール 連絡先 메일함 명세서 연락처 رسائل जہات संपर्क ईमेल',
  duty: '必须 须 かならず 반드시 يجب על अनिवार्य',
  must: '必须 必須 务必 一律 须 ければならない なければ 반드시 해야 يجب על חייב अनिवार्य हमेशा',
  first: '之前 首先 先 前に に先立ち 前に 하기 전에 보기 전에 قبل לפני पहले',
  recipient: '收件人 宛先 수신자 المستلم נמען प्राप्तकर्ता',
  change: '改为 替换 修改 删除 削除 삭제 改成 変更 置き換え 바꾸 변경 استبدل החלף बदल',
  orders: '指令 命令 명령',
  server: '服务器 サーバ 서버',
  vocative: 'AI请注意 给大模型的指令 系统消息 系統消息 システム] [システム',
};

interface Term {
  term: string;
  parts: number;
}

/** Terms by the code of their first letter, the longest first, with the parts that each may play. */
const termsByLetter = new Map<number, Term[]>();
for (const [concept, words] of Object.entries(terms)) {
  for (const term of words.trim().split(/\s+/)) addTerm(term, concept as Concept);
}

function addTerm(term: string, concept: Concept): void {
  const letter = term.charCodeAt(0);
  const list = termsByLetter.get(letter) ?? [];
  const known = list.find((other) => other.term === term);
  if (known === undefined) list.push({ term, parts: numberParts([concept]) });
  else known.parts = numberParts([...conceptsIn(known.parts), concept]);
  termsByLetter.set(
    letter,
    list.sort((a, b) => b.term.length - a.term.length),
  );
}

/** The longest term that stands at an offset of a text; undefined where none does. */
export function findTerm(text: string, offset: number): Term | undefined {
  const some = termsByLetter.get(text.charCodeAt(offset));
  if (some === undefined) return undefined;
  for (const one of some) if (text.startsWith(one.term, offset)) return one;
  return undefined;
}
