import { type FindingType, refusal } from '../shared/graphql/finding';

/** The shortest and the longest password, in characters. */
const SHORTEST = 10;
export const LONGEST_PASSWORD = 200;
/** How many different characters it has at least. */
const FEWEST_DIFFERENT = 5;
/** How many characters are left of it at least, without what guessers try first. */
const FEWEST_FREE = 8;

/** What passwords are commonly made of, in lower case; the longest first, so that none is cut in two. */
const COMMON = `
  password passwort passwd pass administrator admin root login user guest test demo default changeme
  letmein welcome secret master hello system server superman iloveyou dragon monkey football baseball
  sunshine princess shadow michael trustno1 woaini woaiwojia mima zhongguo beijing shanghai zhengfu gongkai
  xinxi china ogihub 5201314 1314520 1314 5211314 521 520 666 888 110 147258369 147258 159357 qwerty qwert
  asdfgh zxcvbn abc123 a123456 密码 政府 信息公开 管理员 我爱你`
  .trim()
  .split(/\s+/)
  .sort((one, other) => other.length - one.length);

/** Rows and columns of keyboards, along which fingers walk. */
const WALKS = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()_+',
];
const SHORTEST_RUN = 3;

/** Letters that are commonly written as another sign. */
const AS_LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  $: 's',
  '0': 'o',
  '3': 'e',
  '!': 'i',
};

const reversed = (text: string) => [...text].reverse().join('');
const inLetters = (text: string) => text.replaceAll(/[@4$03!]/g, (sign) => AS_LETTERS[sign]);

/** Returns the ways in which a character follows another: in its alphabet or on a keyboard, forwards or back. */
function stepsOf(one: string, next: string): string[] {
  const step = (next.codePointAt(0) ?? 0) - (one.codePointAt(0) ?? 0);
  return [
    ...(Math.abs(step) === 1 && /[\p{L}\p{N}]/u.test(one) ? [String(step)] : []),
    ...WALKS.flatMap((walk) => [walk, reversed(walk)]).filter((keys) => keys.includes(one + next)),
  ];
}

/** Returns a text without the runs of three and more characters that follow each other in one way: of each, the first is left. */
function withoutRuns(text: string): string {
  const characters = [...text];
  let left = '';
  for (let at = 0; at < characters.length; ) {
    let end = at + 1;
    for (let ways: string[] | null = null; end < characters.length; end += 1) {
      const steps = stepsOf(characters[end - 1], characters[end]);
      ways = ways === null ? steps : ways.filter((way) => steps.includes(way));
      if (ways.length === 0) break;
    }
    left += characters[at];
    at = end - at >= SHORTEST_RUN ? end : at + 1;
  }
  return left;
}

/** Returns a text in which each part that is repeated at once is there once. */
const withoutRepeats = (text: string): string => text.replaceAll(/(.+?)\1+/gu, '$1');

/** Returns what is left of a password without the names, common words, years, runs and repeats in it. */
function freePart(password: string, names: readonly string[]): string {
  let left = password;
  for (const word of [...names, ...COMMON]) {
    left = left.replaceAll(word, '');
    const plain = inLetters(left);
    if (inLetters(word).length > 3 && plain.includes(inLetters(word)))
      left = plain.replaceAll(inLetters(word), '');
  }
  return withoutRepeats(withoutRuns(left.replaceAll(/(?:19|20)\d\d/g, '')));
}

/** Returns a username and the names of a person with their parts, in lower case. */
const partsOf = (names: readonly string[]): string[] =>
  names
    .flatMap((name) => [name, ...name.split(/[\s._@-]+/)])
    .map((part) => part.normalize('NFKC').trim().toLowerCase())
    .filter((part) => part.length >= 3);

/**
 * Returns why a password that somebody chose is refused; the one place that says what a password must be. `names` are those of the
 * account. Passwords that the hub makes are random and need no rule.
 */
export function checkPassword(password: string, names: readonly string[], path: string): FindingType[] {
  if (password.length < SHORTEST || password.length > LONGEST_PASSWORD)
    return [
      refusal(
        'account.password',
        path,
        `密码须为 ${SHORTEST} 至 ${LONGEST_PASSWORD} 个字符。`,
        `A password has ${SHORTEST} to ${LONGEST_PASSWORD} characters.`,
      ),
    ];
  const text = password.normalize('NFKC').toLowerCase();
  if (new Set(text).size < FEWEST_DIFFERENT)
    return [
      refusal(
        'account.weakPassword',
        path,
        `密码太简单：至少要有 ${FEWEST_DIFFERENT} 个不同的字符。`,
        `The password is too simple: it needs ${FEWEST_DIFFERENT} different characters at least.`,
      ),
    ];
  if (/^\p{N}+$/u.test(text))
    return [
      refusal(
        'account.weakPassword',
        path,
        '密码不能全是数字（如日期、电话、证件号码）：请加入文字。',
        'A password is not of digits alone, such as a day, a telephone or an identity number: add words.',
      ),
    ];
  if ([...freePart(text, partsOf(names))].length < FEWEST_FREE)
    return [
      refusal(
        'account.weakPassword',
        path,
        `密码容易被猜到：除去用户名、常见的词、年份以及连续或重复的字符，须至少还有 ${FEWEST_FREE} 个字符。可用几个互不相关的词连成一句。`,
        `The password is easily guessed: without the user name, common words, years, and characters in a row or repeated, ${FEWEST_FREE} characters at least must be left. Several unrelated words in a row serve well.`,
      ),
    ];
  return [];
}
