/** What is refused for reasons of security. */
type RefusedKind =
  | 'WRONG_PASSWORD'
  | 'WRONG_PRESENT_PASSWORD'
  | 'DISABLED_ACCOUNT'
  | 'ENDED_KEY'
  | 'FORBIDDEN';

/** What was refused, in words. */
export const REFUSED_KINDS: Readonly<Record<RefusedKind, readonly [zh: string, en: string]>> = {
  WRONG_PASSWORD: ['登录密码不正确', 'Sign-in with a wrong password'],
  WRONG_PRESENT_PASSWORD: ['改密码时当前密码不正确', 'Change of the password with a wrong present one'],
  DISABLED_ACCOUNT: ['已停用的账户登录', 'Sign-in of a disabled account'],
  ENDED_KEY: ['使用已失效的接口密钥', 'Use of an API key that has ended'],
  FORBIDDEN: ['请求角色不允许的操作', 'Request for what the roles do not allow'],
};

const isKind = (kind: unknown): kind is RefusedKind => String(kind) in REFUSED_KINDS;

/** Returns an event of the audit about what was refused, in words: what, of whom, and how often in the hour by then. */
export function refusedInWords({
  kind,
  username,
  api_key_id: key,
  attempts,
}: Readonly<Record<string, unknown>>): readonly [zh: string, en: string] {
  const [zh, en] = isKind(kind) ? REFUSED_KINDS[kind] : [String(kind), String(kind)];
  const [subjectZh, subjectEn] = username
    ? [String(username), String(username)]
    : key
      ? [`密钥 ${key}`, `key ${key}`]
      : ['没有账户的用户名', 'names without an account'];
  return [
    `被拒绝：${zh}（${subjectZh}，该小时第 ${attempts} 次）`,
    `Refused: ${en} (${subjectEn}, ${attempts} in that hour)`,
  ];
}
