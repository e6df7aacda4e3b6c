import { parseAmount } from '../../form/figures';

/** A number a sentence states. */
export interface StatedNumber {
  /** Exact decimal text; 4.6万 is 46000. */
  readonly value: string;
  readonly qualifier: 'EXACT' | 'AT_LEAST' | 'AT_MOST' | 'APPROXIMATE';
  /** The unit that follows, or "". */
  readonly unit: string;
  /** Where it begins and ends in the sentence. */
  readonly start: number;
  readonly end: number;
}

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** A number written in Chinese numerals below a hundred million, or null: 一百二十三, 三千零五, 二十. */
export function readChineseNumeral(text: string): number | null {
  if (!/^[〇零一二两三四五六七八九十百千万]+$/u.test(text)) return null;
  const [high, low = ''] = text.includes('万') ? text.split('万') : ['', text];
  const below = (part: string): number => {
    if (/^[〇零一二三四五六七八九]{2,}$/u.test(part))
      return Number([...part].map((letter) => DIGITS[letter]).join(''));
    let sum = 0;
    let digit = 0;
    for (const letter of part) {
      if (letter in DIGITS) digit = DIGITS[letter];
      else {
        sum += (digit || 1) * POWERS[letter];
        digit = 0;
      }
    }
    return sum + digit;
  };
  return (high === '' ? 0 : below(high) * 10_000) + below(low);
}

const UNITS = '件次|人次|万元|亿元|元|件|条|项|篇|份|宗|起|个|次|部|例|批|期|场|家|人|%|％|年|月|日|号';
const BEFORE = '(?<before>不少于|不低于|不足|不到|将近|接近|大约|超过|突破|逾|超|约|近)?';
const NUMBER = '(?:(?<digits>\\d[\\d,，]*(?:\\.\\d+)?)|(?<numeral>[零一二两三四五六七八九十百千万〇]+))';
const STATED = new RegExp(
  `${BEFORE}\\s*${NUMBER}\\s*(?<more1>[余多])?\\s*(?<power>万|亿|千|百)?\\s*(?<more2>[余多])?\\s*(?<unit>${UNITS})?(?<after>以上|左右|上下|余|多)?`,
  'gu',
);
const MILLION = 1_000_000n;
const SCALE: Readonly<Record<string, bigint>> = { 百: 100n, 千: 1000n, 万: 10_000n, 亿: 100_000_000n };

function scaled(decimal: string, power: string | undefined): string {
  const millionths = parseAmount(decimal) * (power ? SCALE[power] : 1n);
  const integer = (millionths / MILLION).toString();
  const fraction = (millionths % MILLION).toString().padStart(6, '0').replace(/0+$/, '');
  return fraction === '' ? integer : `${integer}.${fraction}`;
}

/** Every number that a sentence states, in order. Dates and percentages are among them, by their units. */
export function statedNumbers(sentence: string): StatedNumber[] {
  return [...sentence.matchAll(STATED)].flatMap((match) => {
    const {
      before = '',
      digits,
      numeral,
      more1,
      power,
      more2,
      unit = '',
      after = '',
    } = match.groups as Record<string, string | undefined>;
    const chinese = numeral ? readChineseNumeral(numeral) : null;
    const decimal = digits?.replace(/[,，]/gu, '') ?? chinese?.toString();
    // A single numeral without unit is a word or an enumerator far more often than a figure.
    if (decimal === undefined || (numeral && unit === '') || !/^\d{1,15}(?:\.\d{1,6})?$/.test(decimal))
      return [];
    const isMore = more1 ?? more2 ?? (/余|多|以上/u.test(after) ? after : undefined);
    const qualifier =
      isMore !== undefined || /超|逾|突破|不少于|不低于/u.test(before)
        ? 'AT_LEAST'
        : /不足|不到|近/u.test(before)
          ? 'AT_MOST'
          : /约/u.test(before) || /左右|上下/u.test(after)
            ? 'APPROXIMATE'
            : 'EXACT';
    return [
      {
        value: scaled(decimal, power),
        qualifier,
        unit,
        start: match.index,
        end: match.index + match[0].length,
      },
    ];
  });
}
