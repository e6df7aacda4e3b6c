import { shiftDecimal } from '../../form/units';
import { readNumeral } from '../source/numerals';

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

const BLANKED = '\u0000';
const blank = (text: string) => BLANKED.repeat(text.length);

/** What looks like a number and states none: titles, numbers of articles and documents, hotlines, shares in words. */
const NO_NUMBERS: readonly RegExp[] = [
  /《[^《》]*》/gu,
  /[〔[]\d{4}[〕\]]\s*第?\d*\s*号?/gu,
  /第\s*[\d一二三四五六七八九十百零]+\s*[条号届章次批期季部款项类]/gu,
  /(?<!\d)(?:12\d{3}|96\d{3,4}|11[0-9]|120)(?=\s*[”"」’]?\s*(?:政务|政府|便民|市民|服务|热线|公开|平台|电话|民生|投诉|举报|综合|工单|渠道|[、/]\s*\d))/gu,
  /百分之[\d零一二三四五六七八九十百点.]+|[一二两三四五六七八九十]成(?!立)/gu,
  /一(?:件事|条龙|次性|站式|个(?:窗口|平台|体系)|份(?:力量|责任)|项(?:重要|重点))|[两三]会|三公/gu,
];

const ARABIC =
  '(?:\\d{1,3}(?:[,，]\\d{3})+(?!\\d)(?:\\.\\d+)?|(?<!\\d)\\d{1,3}(?: \\d{3})+(?![\\d,，])|\\d[\\d,.]*\\d|\\d)';
const LETTERS = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅';
const NUMERAL = `(?<numeral>${ARABIC}(?:\\s*[百千万亿](?:\\s*\\d{1,4}(?=\\s*[百千])|[\\d${LETTERS}])*)?|[${LETTERS}]+)`;
const LEAST = '不少于|不低于|不下于|不下|不止|至少|最少|高于|多于|大于|超过|突破|逾|超|上(?=[百千万])';
const MOST =
  '不超过|不多于|不高于|不大于|[未没](?:有)?(?:超过|突破|达到|达)|至多|最多|低于|少于|小于|不足|不到|不满|将近|接近|近';
const ABOUT = '大约|大概|约(?!谈|束|定|见)|左右';
const UNITS =
  '件次|人次|条次|个百分点|百分点|个工作日|工作日|个小时|小时|分钟|个月|周年|[百千万亿]{0,2}元|件|条|项|篇|份|宗|起|个|次|部|例|批|期|场|家|名|人|户|类|倍|天|岁|%|％|年|月|日|号';
const STATED = new RegExp(
  `(?<before>${MOST}|${LEAST}|${ABOUT})?(?:有|为|了)?\\s*${NUMERAL}\\s*(?<more>[余多几])?\\s*(?<power>[百千万亿]{1,2}(?!元))?\\s*(?<more2>[余多])?\\s*(?<unit>${UNITS})?(?<after>\\s*(?:以上|及以上|以下|及以下|以内|之内|左右|上下|余|多(?![\\d个项部家]))){0,1}`,
  'gu',
);

type Groups = Readonly<Record<string, string | undefined>>;

function qualifierOf({ before = '', more, more2, after = '' }: Groups): StatedNumber['qualifier'] {
  const isMore = more !== undefined || more2 !== undefined || /以上|余|多/u.test(after);
  const isMost = new RegExp(`^(?:${MOST})$`, 'u').test(before) || /以下|内/u.test(after);
  const isLeast =
    isMore ||
    (before !== '' && !isMost && (before === '上' || new RegExp(`^(?:${LEAST})$`, 'u').test(before)));
  if (isMost && isLeast) return 'APPROXIMATE';
  if (isLeast) return 'AT_LEAST';
  if (isMost) return 'AT_MOST';
  return before !== '' || after.trim() !== '' ? 'APPROXIMATE' : 'EXACT';
}

/** Returns the exact value of a numeral with what follows it; null where it is none, or not certain. */
function exactValue({ numeral = '', power = '', before, more, more2 }: Groups): string | null {
  const plain = numeral.replace(/\s/gu, '');
  const isVague = before !== undefined || more !== undefined || more2 !== undefined;
  // 百余件, 近千件: the power alone counts one.
  const bare = /^[百千万亿]$/u.test(plain) && power === '' && isVague ? `一${plain}` : plain;
  return readNumeral(`${bare}${power}`);
}

/** Whether a numeral is a word far more often than a figure: 一 in 一致, 十 in 十分. */
const isWord = ({ numeral = '', unit = '' }: Groups) => unit === '' && !/\d/u.test(numeral);
const isDate = (unit: string) => /^[年月日号]$/u.test(unit);
const BEFORE_RANGE = /(?:[\d一二三四五六七八九十百千万件条个项次]\s*(?:-|—|–|－|~|～|至|到))\s*$/u;
/** So many letters before a number say whether it is the end of a range. */
const NEAR = 8;
const SEVERAL = /[数几]\s*$/u;
const AFTER_RANGE = /^\s*(?:-|—|–|－|~|～|至|到)\s*[\d一二三四五六七八九十]/u;

/**
 * Returns every number that a sentence states, in order. Dates and percentages are among them, by their units; a range, and a number that may be
 * read in two ways, are not.
 */
export function statedNumbers(sentence: string): StatedNumber[] {
  const text = NO_NUMBERS.reduce((masked, pattern) => masked.replace(pattern, blank), sentence);
  const matches = [...text.matchAll(STATED)];
  const endOf = (match: RegExpExecArray) => match.index + match[0].length;
  return matches.flatMap((match, at) => {
    const groups = match.groups as Groups;
    const { unit = '' } = groups;
    const end = endOf(match);
    // Two numbers in one, such as 4万余6千, are none that is certain.
    const follows = at > 0 && endOf(matches[at - 1]) === match.index && !matches[at - 1].groups?.unit;
    if (follows || (unit === '' && matches[at + 1]?.index === end)) return [];
    const head = text.slice(Math.max(0, match.index - NEAR), match.index);
    const isSeveral = SEVERAL.test(head) && /^[十百千万亿]/u.test(groups.numeral ?? '');
    const isRange = isSeveral || BEFORE_RANGE.test(head) || AFTER_RANGE.test(text.slice(end));
    const value = exactValue(groups);
    if (value === null || isWord(groups) || (isRange && !isDate(unit))) return [];
    const money = /^(?<power>[百千万亿]+)元$/u.exec(unit)?.groups?.power;
    return [
      {
        value: money ? shiftDecimal(value, powerOf(money)) : value,
        qualifier: qualifierOf(groups),
        unit: money ? '元' : unit,
        start: match.index,
        end,
      },
    ];
  });
}

const powerOf = (letters: string) =>
  [...letters].reduce(
    (sum, letter) => sum + { 百: 2, 千: 3, 万: 4, 亿: 8 }[letter as '百' | '千' | '万' | '亿'],
    0,
  );
