import { formatAmount, parseAmount } from '../../form/figures';

const DIGITS: Readonly<Record<string, bigint>> = {
  〇: 0n,
  零: 0n,
  一: 1n,
  二: 2n,
  两: 2n,
  三: 3n,
  四: 4n,
  五: 5n,
  六: 6n,
  七: 7n,
  八: 8n,
  九: 9n,
};
const POWERS: Readonly<Record<string, bigint>> = { 十: 10n, 百: 100n, 千: 1000n };
const MILLION = 1_000_000n;
/** What else the numerals of contracts, and of figures written by hand, are. */
const PLAIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'壹贰叁肆伍陆柒捌玖拾佰仟'].map((letter, at) => [letter, '一二三四五六七八九十百千'[at]]),
  ),
  萬: '万',
  億: '亿',
  廿: '二十',
  卅: '三十',
  '○': '〇',
};

const isDigits = (text: string) => /^\d+(?:\.\d+)?$/u.test(text);

/** Reads numerals that are digits one by one: 五, 二〇二五. Two without a zero, such as 三五, are three to five. */
function readDigitByDigit(text: string): bigint | null {
  if (!/^[〇零一二两三四五六七八九]+$/u.test(text)) return null;
  if (text.length === 2 && !/[〇零]/u.test(text)) return null;
  return BigInt([...text].map((letter) => DIGITS[letter]).join(''));
}

/** Reads what is below ten thousand, or before 万 or 亿, in millionths: 6千, 四千零五, 1.18, 五. `above` is the power before it, for 三万五. */
function readPart(text: string, above: bigint): bigint | null {
  if (isDigits(text)) return parseAmount(text);
  const plain = readDigitByDigit(text);
  if (plain !== null)
    return (text.length === 1 && text !== '零' ? plain * (above / 10n || 1n) : plain) * MILLION;
  let sum = 0n;
  let lowest = 10_000n;
  let isPadded = false;
  let rest = text;
  for (;;) {
    const step = /^(?<zero>[零〇])?(?<count>\d+(?:\.\d+)?|[一二两三四五六七八九])?(?<power>[千百十])/u.exec(
      rest,
    );
    if (!step?.groups) break;
    const { count = '1', power, zero } = step.groups;
    if (POWERS[power] >= lowest || (count.includes('.') && step[0] !== text)) return null;
    lowest = POWERS[power];
    isPadded = zero !== undefined;
    sum += (isDigits(count) ? parseAmount(count) : DIGITS[count] * MILLION) * lowest;
    rest = rest.slice(step[0].length);
  }
  if (lowest === 10_000n) return null;
  if (rest === '') return sum;
  const last = /^(?<zero>[零〇])?(?<digit>[一二两三四五六七八九])$/u.exec(rest)?.groups;
  if (!last) return null;
  const isUnits = last.zero !== undefined || isPadded || lowest === 10n;
  return sum + DIGITS[last.digit] * MILLION * (isUnits ? 1n : lowest / 10n);
}

/** Reads a number cut at its highest power of ten thousand. */
function readParts(
  text: string,
  powers: readonly (readonly [string, bigint])[],
  above: bigint,
): bigint | null {
  const [first, ...others] = powers;
  if (!first) return readPart(text, above);
  const [letter, power] = first;
  const at = text.indexOf(letter);
  if (at < 0) return readParts(text, others, above);
  const [high, low] = [text.slice(0, at), text.slice(at + 1)];
  const count = high === '' ? MILLION : readParts(high, others, 1n);
  const tail = low.replace(/^[零〇]/u, '');
  if (count === null || (high.includes('.') && low !== '')) return null;
  // 3万5 is said of 35000 and of 30005 alike; nobody knows.
  if (/^\d$/u.test(tail) || /\./u.test(tail)) return null;
  const rest = tail === '' ? 0n : readParts(tail, others, tail === low ? power : 1n);
  return rest === null || rest >= power * MILLION ? null : count * power + rest;
}

const TEN_THOUSANDS = [
  ['亿', 100_000_000n],
  ['万', 10_000n],
] as const;

/**
 * Returns the exact decimal text of a number as people write it: 1,507, 4万6千, 三万五, 1.18万, 一百零三. Null where it is none, or where nobody
 * can say which it is: 1,18, 三五.
 */
export function readNumeral(text: string): string | null {
  if (/\d{16}|\.\d{7}/u.test(text)) return null;
  if (/[,，]/u.test(text) && !/^\d{1,3}(?:[,，]\d{3})+(?!\d)[^,，]*$/u.test(text)) return null;
  const plain = [...text.replace(/[,，]/gu, '')].map((letter) => PLAIN[letter] ?? letter).join('');
  if (/^[百千万亿]?$/u.test(plain)) return null;
  const millionths = readParts(plain, TEN_THOUSANDS, 1n);
  return millionths === null ? null : formatAmount(millionths);
}
