import { type Circumstances, circumstancesOf, type ReportNamed } from './clauses';
import type { ReadIndicator } from './extraction';
import { ABOUT_REQUESTS, BARE_REQUEST, DENIALS, type IndicatorPattern, PATTERNS } from './indicatorPatterns';
import type { StatedNumber } from './readNumbers';
import { clauseBefore, type Sentence, wordsAfter } from './sentences';

/** An indicator that a sentence states, with the circumstances in which it does. */
export interface Statement extends ReadIndicator {
  readonly sentence: string;
  readonly circumstances: Circumstances;
  /** True where the sentence says that it is all there is: 共, 合计. */
  readonly isTotal: boolean;
  /** True where the sentence lists it among others of its kind. */
  readonly isListed: boolean;
}

const TOTAL = /共|总计|合计|总数|总量|累计|全部/u;
/** What may be before a number without saying of what it is. */
const BARE =
  /^(?:(?:20\d\d|二[〇零○][一-九〇零○]{2})年度?|今年|本年度?|去年|上一?年度?|全年度?|共计?|合计|总计|累计|分别|收到|受理|接收|接到|新收|发布|公开|主动公开|我[\p{Script=Han}]|本(?:机关|单位|级|局)|全[省市县区州旗镇乡]|各(?:部门|单位)|各?乡镇|[\p{Script=Han}]{1,12}(?:局|委|办|厅|政府|办公室|镇|乡|街道)(?=收到|受理|接收|接到|新收|发布|公开)|为|是|有|达到?|则|了|的|数量|总数|工单|其中|而|增加到|增长到|增至|上升至|上升到|下降到|降至|减至|减少到|减少为|增加|增长|减少|下降|多|少|同比|比|较|与|相比|由|从)*$/u;

/** The number of another time that a number is compared with: 由上年的9件增加到16件. */
const COMPARED_NUMBER = /(?:由|从|比|较|与)(?:去年|上一?年度?|20\d\d年度?)(?:同期)?的?$/u;

const PUBLISHED = /发布|公开|公示|上传|推送|刊发|更新/u;
const PIECES = /^(?:条|篇|件|条次|份)$/u;
/** A number of all kinds of information, not of one: 政府信息, 各类信息. */
const ALL_KINDS =
  /(?:公开|发布|公示|上传|更新|推送|刊发)(?:了|的|各类|各种|政府|政务|公开|工作|相关|有关|门户网站|网站)*信息|^(?:的)?(?:各类|各种|政府|政务|公开|工作)*信息/u;

const hasUnit = ({ units }: IndicatorPattern, number: StatedNumber, after: string) =>
  units.includes(number.unit) && (number.unit !== '' || /^(?:工单|诉求|来电|$)/u.test(after));

/** Finds what a number counts, by its clause; a clause without words of its own goes on with the clause before. */
function patternOf(
  sentence: Sentence,
  number: StatedNumber,
  previous: { readonly pattern: IndicatorPattern; readonly end: number } | undefined,
): IndicatorPattern | undefined {
  const { words } = sentence;
  const clause = clauseBefore(words, number.start);
  const after = wordsAfter(words, number.end);
  const find = (head: string) => {
    const before = head.replace(COMPARED_NUMBER, '');
    return PATTERNS.find(
      (pattern) =>
        hasUnit(pattern, number, after) &&
        (pattern.before?.test(before) ?? true) &&
        (pattern.after?.test(after) ?? true) &&
        !pattern.not?.test(before),
    );
  };
  const own = find(clause.text);
  if (own) return own;
  if (BARE_REQUEST.test(clause.text) && ABOUT_REQUESTS.test(sentence.before + words.slice(0, clause.start)))
    return PATTERNS.find((pattern) => pattern.code === 'requestsReceived' && hasUnit(pattern, number, after));
  const rest = previous ? words.slice(Math.max(clause.start, previous.end), number.start) : clause.text;
  if (!BARE.test(rest)) return undefined;
  if (previous) return hasUnit(previous.pattern, number, after) ? previous.pattern : undefined;
  if (clause.start === 0) return undefined;
  const before = clauseBefore(words, clause.start - 1);
  return before.text === '' ? undefined : find(`${before.text}${clause.text}`);
}

/** Whether a number goes on a list that another one began: 发布信息1200条、公众号500条. */
const isListedBehind = (words: string, before: StatedNumber | undefined, start: number) =>
  before !== undefined && PIECES.test(before.unit) && /^[、和及与]/u.test(words.slice(before.end, start));

/** Returns the numbers of things published that a sentence gives, without those that it says to be parts. */
const publishedNumbers = ({ words, numbers }: Sentence, report: ReportNamed): StatedNumber[] =>
  numbers.filter(
    ({ unit, start }, at) =>
      PIECES.test(unit) &&
      (PUBLISHED.test(clauseBefore(words, start).text) || isListedBehind(words, numbers[at - 1], start)) &&
      !circumstancesOf(words.slice(0, start), '', report).isOther,
  );

function numberStatements(sentence: Sentence, report: ReportNamed): Statement[] {
  const { words } = sentence;
  let previous: { pattern: IndicatorPattern; end: number } | undefined;
  let published: StatedNumber[] | undefined;
  const isAlone = (number: StatedNumber) => {
    published ??= publishedNumbers(sentence, report);
    return published.every((other) => other === number);
  };
  return sentence.numbers.flatMap((number) => {
    if (/^(?:年|月|日|号|%|％|倍|天|.+(?:百分点|日|时|钟|月|年))$/u.test(number.unit)) return [];
    const pattern = patternOf(sentence, number, previous);
    previous = pattern && { pattern, end: number.end };
    if (!pattern) return [];
    const clause = clauseBefore(words, number.start);
    const after = wordsAfter(words, number.end);
    const isTotal = TOTAL.test(clause.text);
    const isOfAll = pattern.code !== 'posts' || ALL_KINDS.test(clause.text) || ALL_KINDS.test(after);
    return [
      {
        code: pattern.code,
        value: number.value,
        unit: pattern.unit,
        qualifier: number.qualifier,
        sentence: sentence.printedAt(number.start),
        where: sentence.where,
        circumstances: circumstancesOf(words.slice(0, number.start), words.slice(number.end), report),
        isTotal,
        isListed: pattern.code === 'posts' && (!isOfAll || (!isTotal && !isAlone(number))),
      },
    ];
  });
}

function denialStatements(sentence: Sentence, report: ReportNamed): Statement[] {
  const { words } = sentence;
  return DENIALS.flatMap(({ code, unit, words: denial, not, rest }) =>
    [...words.matchAll(new RegExp(denial.source, 'gu'))].flatMap(({ 0: text, index: start }) => {
      const after = words
        .slice(start + text.length)
        .split(/[，,。；;：:！？]/u)[0]
        .replaceAll('\u0000', '');
      if (not?.test(text) || rest?.test(after) === false) return [];
      return [
        {
          code,
          value: '0',
          unit,
          qualifier: 'EXACT' as const,
          sentence: sentence.printedAt(start),
          where: sentence.where,
          circumstances: circumstancesOf(words.slice(0, start + 1), '', report),
          isTotal: true,
          isListed: false,
        },
      ];
    }),
  );
}

/** Returns every figure of the catalogue that sentences state or deny, of any time and anybody, in order. */
export function findStatements(sentences: readonly Sentence[], report: ReportNamed): Statement[] {
  return sentences.flatMap((sentence) => [
    ...numberStatements(sentence, report),
    ...denialStatements(sentence, report),
  ]);
}
