import type { Order } from './find-orders.ts';

/** Orders in languages that are written without spaces, so that words cannot be told apart by them. */
const phrases: readonly { says: string; pattern: RegExp }[] = [
  {
    says: 'sets earlier orders aside',
    pattern:
      /(?:忽略|无视|忽視|無視|忘记|忘記|绕过|繞過|跳过).{0,8}(?:指令|指示|提示|规则|規則|策略|安全|限制)|(?:以前|これまで|上記|すべて)の.{0,6}(?:指示|命令|ルール).{0,4}(?:無視|忘れ)|(?:이전|모든).{0,8}(?:지시|명령|지침).{0,6}무시/g,
  },
  {
    says: 'keeps something from the user',
    pattern:
      /(?:不要|不得|别|勿|禁止|切勿).{0,6}(?:告诉|告訴|告知|提及|通知|透露|显示).{0,6}|(?:向|对)用户.{0,4}(?:隐瞒|保密|隐藏)|(?:ユーザー|利用者).{0,4}(?:伝え|知らせ|言わ|教え)(?:ない|ず)|(?:ユーザー|利用者).{0,6}(?:秘密|内緒)|사용자에게.{0,8}(?:알리지|말하지|언급하지)/g,
  },
  {
    says: 'asks for secrets',
    pattern:
      /(?:读取|讀取|获取|发送|上传).{0,16}(?:私钥|私鑰|密钥|凭证|凭据|密码|\.ssh|\.env)|\.ssh.{0,14}(?:読み取|読ん)|(?:秘密鍵|認証情報|パスワード).{0,10}(?:読み取|送信|送っ)/g,
  },
];

/** No more of a kind are told; a reader needs no longer list. */
const mostPhrases = 3;

/** What a plain text says in such a language. */
export function findPhrases(plain: string): Order[] {
  if (!/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(plain)) return [];
  return phrases.flatMap(({ says, pattern }) =>
    plain
      .matchAll(pattern)
      .take(mostPhrases)
      .map((match) => ({
        signal: 'hidden-instructions' as const,
        says,
        start: match.index,
        end: match.index + match[0].length,
      }))
      .toArray(),
  );
}
