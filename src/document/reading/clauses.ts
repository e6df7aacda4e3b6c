import { WITH_CARRIED } from './sentences';

/** Of which time, of whom, and in which manner a number in a sentence is said. */
export interface Circumstances {
  /** THIS: the report's year, or none is named. OTHER: another year, a part of one, or several together. */
  readonly time: 'THIS' | 'OTHER';
  /** OWN: the organ's, or nobody's is named. AREA: of all of its place. OTHER: of others. */
  readonly whose: 'OWN' | 'AREA' | 'OTHER';
  /** True for a difference from another time, a part of another number, an aim: what is no level of its own. */
  readonly isOther: boolean;
}

/** What is known of the report a sentence is in. */
export interface ReportNamed {
  readonly agency: string | null;
  readonly year: number | null;
}

const THIS_TIME =
  /(?:本|今|当|该)年度?(?:以来|度)?|年初以来|全年(?:度)?|年内|报告期内?|一年来|统计(?:期|年度)/u;
const OTHER_TIME =
  /去年|上一?年度?|前年|往年|历年|以往|[上下]半年|前?[一二三四1-4]个?季度|(?<![\d月至\-—])\d{1,2}月份|每[年月日天周季]|[月日周年季人户]均|平均|当[月日天]|本月|近[两二三四五\d]年|[两二三四五六七八九十\d]+年(?:来|间)|“?十[二三四五]五|以来|至今|迄今|成立后/u;
const AS_OF = /截[至止到]?[^，,；;]{0,14}?(?:日|月|底|末|年|目前)/u;
const YEARS =
  /(?:20\d\d|二[〇零○][〇零○一二三][〇零○一二三四五六七八九])年?(?:至|到|[-—－~～])(?:20\d\d|二[〇零○][〇零○一二三][〇零○一二三四五六七八九])年/u;
const YEAR = /(?:20\d\d|二[〇零○][〇零○一二三][〇零○一二三四五六七八九])(?=\s*年)/u;
/** Months from one to another: the year where they are all twelve. */
const MONTHS = /(?<!\d)(?<from>\d{1,2})月?份?(?:\d{1,2}日)?(?:至|到|[-—－~～])(?<to>\d{1,2})月/u;
const SUM_OF_TIMES = /累计|累积/u;
const TIMES = new RegExp(
  [YEARS, AS_OF, MONTHS, YEAR, THIS_TIME, OTHER_TIME]
    .map(({ source }) => `(?:${source.replace(/\?<\w+>/gu, '?:')})`)
    .join('|'),
  'gu',
);

/** Words before a time with which it is only compared. */
const COMPARED = /(?:比|较|与|同|跟|和|相[比较]于?|对比|参照)\s*(?:之?于)?$/u;
/** What a year is part of: the report on 2024, the budget for 2025. */
const OBJECT_OF_YEAR =
  /^\s*年?度?[^，,；;。\d]{0,14}?(?:报告|年报|预算|决算|预决算|计划|要点|方案|通知|办法|名单|目录|规划)/u;
const CARRIED = /^\s*(?:年度?|度)?(?:的)?(?:结转|遗留|转入|未办结)/u;

const westernYear = (text: string) =>
  /^\d/u.test(text)
    ? Number(text)
    : Number(
        [...text.replaceAll('○', '〇').replaceAll('零', '〇')]
          .map((letter) => '〇一二三四五六七八九'.indexOf(letter))
          .join(''),
      );

/** Says of which time a number is, by what is said before it in its sentence. */
function timeOf(before: string, year: number | null): 'THIS' | 'OTHER' {
  let time: 'THIS' | 'OTHER' | null = null;
  let isNamed = false;
  for (const match of before.matchAll(TIMES)) {
    const [text] = match;
    const head = before.slice(0, match.index);
    const tail = before.slice(match.index + text.length);
    if (CARRIED.test(tail)) continue;
    if (COMPARED.test(head)) {
      // 比上年的9件 says the number of that year; 比上年增加3件 does not.
      if (/^年?(?:度|全年)?(?:同期)?的?$/u.test(tail)) time = 'OTHER';
      continue;
    }
    const months = MONTHS.exec(text)?.groups;
    if (YEARS.test(text) || AS_OF.test(text)) time = 'OTHER';
    else if (months) time = months.from === '1' && months.to === '12' ? time : 'OTHER';
    else if (/^全年/u.test(text) && /年度?$/u.test(head)) continue;
    else if (THIS_TIME.test(text) && !/^(?:同期|的?同)/u.test(tail)) time = 'THIS';
    else if (new RegExp(`^${YEAR.source.replace('(?=\\s*年)', '')}$`, 'u').test(text)) {
      if (OBJECT_OF_YEAR.test(tail)) continue;
      time = year === null || westernYear(text) === year ? 'THIS' : 'OTHER';
    } else time = 'OTHER';
    isNamed ||= time === 'THIS';
  }
  if (REACHED.test(before) && COMPARING.test(before)) return 'THIS';
  if (SUM_OF_TIMES.test(before) && !isNamed) return 'OTHER';
  return time ?? 'THIS';
}

const REACHED =
  /(?:增加|增长|上升|提升|提高|下降|减少|降低|增|升|降|减|达|多)(?:到|至|为)[^，,；;。]{0,4}$|达到?[^，,；;。]{0,3}$/u;
const COMPARING = /(?:比|较|与|同|由|从)[^，,；;。]*$/u;
const DIFFERENCE =
  /(?:增加|增长|上升|提升|提高|下降|减少|降低|回落|净增|增幅|降幅|相差|多出|多|(?<!至|最|不|减)少|增|减|降|升)(?:幅度?)?(?:了|约|近|超过?|逾|为(?=\d+(?:\.\d+)?[%％])|有)*\s*$/u;
const START = /(?:由|从|自)[^，,；;。]{0,14}$/u;
const AIM =
  /(?:如(?:果|遇|有|收到|接到|发现|需)|若|倘|一旦|凡(?!是)|(?<![按照])计划|力争|预计|目标|争取|拟|确保|应当|下一步)[^，,；;。]*$/u;
/** A rate, and no sum. */
const FOR_EACH = /每(?:件|页|份|条|张|次|人|户|个)[^，,；;。]*$/u;
const DENIED = /(?:并非|不是|而非)[^，,；;。]*$/u;
const AFTER_DIFFERENCE =
  /^\s*的?(?:增长|增幅|降幅|差距|缺口|增量)|^\s*(?:增加|增长|上升|减少|下降)(?:到|至|为)/u;

/** Says whether a number is only part of another, an aim, or a difference. */
function isOtherManner(before: string, after: string): boolean {
  const clause = before.split(/[，,；;]/u).at(-1) ?? '';
  const isPart =
    /其中|含(?!义)|包括|分别/u.test(before.split(/[；;]/u).at(-1) ?? '') &&
    !/(?:共计?|合计|总计|总数)[^，,]*$/u.test(clause);
  const isDifference = DIFFERENCE.test(clause) && !REACHED.test(clause);
  const isStart = START.test(clause) && !REACHED.test(clause);
  return (
    isPart ||
    isDifference ||
    isStart ||
    AIM.test(clause) ||
    DENIED.test(clause) ||
    AFTER_DIFFERENCE.test(after) ||
    FOR_EACH.test(clause) ||
    after.startsWith(WITH_CARRIED)
  );
}

const OWN =
  /我(?:局|委|办|厅|院|镇|乡|街道|处|中心|单位|机关|部门|所|站|馆|社|校|队)|本(?:机关|单位|局|级|部门|委|办|镇|乡|街道|厅|院|处|中心)|全局|全委|全办|全院|全厅/u;
const AREA =
  /[全我本](?:省|市|县|区|州|旗|盟)|全(?:镇|乡|街道|国|系统|域)|(?:省|市|县|区|州|旗)(?:域内|域|辖)|各级/u;
/** Others that need no name: who they are is said by what they are. */
const UNNAMED_OTHERS =
  /(?:局|厅|委)机关|(?:机关|[省市县区州旗])本级|各(?:部门|单位|乡镇|街道|科室|股室|处室|局|县|区|市|镇|村|社区|地)|[所局厅委直下]属|下级|事业单位|站所|系统(?:各|内)|邻[省市县区]|兄弟(?:单位|部门|[省市县区])|区县|县区|乡镇(?=.{0,4}共?[收受])|基层/u;
const NAMED_OTHERS =
  /[\p{Script=Han}]{1,12}(?:局|委|政府办(?:公室)?|办公室|厅|人民政府|县政府|区政府|市政府|管委会|街道办?|镇|乡)(?=(?:共|新|依法|全年|累计|办公室)?(?:收到|受理|接收|接到|办理|新收|发布|公开|制发|制定))/u;
const WHOSE = new RegExp(
  [OWN, AREA, UNNAMED_OTHERS, NAMED_OTHERS].map(({ source }) => `(?:${source})`).join('|'),
  'gu',
);
const GOVERNMENT = /(?:人民政府|政府|管委会|管理委员会|[省市县区州旗镇乡])$/u;

const TIME_FIRST = new RegExp(`^(?:${TIMES.source}|年度?|[，,])+`, 'u');
/** An organ that a clause begins with. Words such as 在 and 通过 before it say where, not who. */
const ORGAN_FIRST =
  /^(?![在通于经向对为按根由从因就我本全各])[\p{Script=Han}]{1,14}?(?:局|委员会|委|办公[室厅]|政府办|厅|政府(?!信息|网|服务|规章|公报|数据|部门|门户)|管委会|街道办事处|街道|镇|乡)(?!网|门户|官|平台|公众|微信|系统|长|党)/u;

const isWholly = (pattern: RegExp, text: string) => new RegExp(`^(?:${pattern.source})$`, 'u').test(text);

/** Says whose a number is, by the last who is named before it in its sentence. */
function whoseOf(before: string, agency: string | null): Circumstances['whose'] {
  let whose: Circumstances['whose'] = 'OWN';
  for (const clause of before.split(/[，,；;：:]/u)) {
    const organ = ORGAN_FIRST.exec(clause.replace(TIME_FIRST, ''))?.[0];
    if (organ) whose = namesAgency(organ, agency) ? 'OWN' : 'OTHER';
    for (const [text] of clause.matchAll(WHOSE)) {
      if (isWholly(AREA, text)) whose = 'AREA';
      else if (isWholly(OWN, text)) whose = 'OWN';
      else if (agency === null && isWholly(UNNAMED_OTHERS, text)) whose = 'OTHER';
      else whose = namesAgency(text, agency) ? 'OWN' : 'OTHER';
    }
  }
  return whose;
}

const shorten = (name: string) => name.replace(/办公[室厅]/gu, '办').replace(/人民(?=政府)/gu, '');

/**
 * Whether words before a verb name the organ of the report, be it without its place or in short: 县政府办 of 青禾县人民政府办公室. The office
 * of a government speaks for the government too.
 */
function namesAgency(text: string, agency: string | null): boolean {
  // Whose report it is nobody knows then.
  if (agency === null) return false;
  const [words, own] = [shorten(text), shorten(agency)];
  return [own, own.replace(/办$/u, '')].some((name) => {
    let shared = 0;
    while (shared < Math.min(words.length, name.length) && words.at(-1 - shared) === name.at(-1 - shared))
      shared += 1;
    // Another place before the same name is another organ.
    return shared >= 3 && !/[省市县区州旗镇乡]/u.test(words.at(-1 - shared) ?? '');
  });
}

/** Nobody carries a time or an organ farther in a sentence. */
const FARTHEST = 240;

/** Says of which time, of whom, and in which manner a number is, by what is said before and after it in its sentence. */
export function circumstancesOf(said: string, after: string, { agency, year }: ReportNamed): Circumstances {
  const before = said.slice(-FARTHEST);
  const whose = whoseOf(before, agency);
  const isGovernment = agency !== null && GOVERNMENT.test(agency);
  return {
    time: timeOf(before, year),
    whose: whose === 'AREA' && isGovernment ? 'OWN' : whose,
    isOther: isOtherManner(before, after),
  };
}
