import { normalize } from '../../form/labels';
import type { SourceLocation } from '../source/sourceLocation';
import { asPrinted, organIn } from './organName';
import { type Row, soleText } from './rows';

/** What the title of a report says, in the statutory words and in those offices use instead. */
const REPORT_TITLES =
  /(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:的)?(?:20\d\d(?:年(?=年))?)?(?:年度?(?:工作)?(?:总结)?报告|工作年度报告|年度?工作报告|年报)(?!格式|模板|样式|编制|编写)/u;
const AT_THE_END = new RegExp(`(?:${REPORT_TITLES.source})$`, 'u');
const LONGEST_TITLE = 70;

/** Returns whether a row is the title of a report, in one line. */
export function isReportTitle(row: Row): boolean {
  const text = normalize(soleText(row) ?? '');
  return text.length <= LONGEST_TITLE && AT_THE_END.test(text.replace(/[(（《》）)].*$/u, ''));
}

/** The organ and the year that a title names. */
export interface Title {
  readonly agency: string | null;
  /** False where the organ only passes on the report. */
  readonly isCertain: boolean;
  readonly year: number | null;
  /** False where it names several years. */
  readonly isYearCertain: boolean;
  readonly where: SourceLocation;
}

const LONGEST_LINE = 120;
const NUMERALS = '〇一二三四五六七八九';

/** Years in numerals as years in digits, of the same length. */
const withDigits = (text: string) =>
  text.replace(/二[〇○零0][一二三][〇○零0一二三四五六七八九](?=年)/gu, (year) =>
    [...year].map((letter) => Math.max(0, NUMERALS.indexOf(letter))).join(''),
  );

/** Days, months and numbers of documents: they say when the report was published, mostly in the year after its own. */
const PUBLISHED =
  /20\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年[\d一二三四五六七八九十]{1,3}月)|[\p{Script=Han}]{0,8}[(（[〔]20\d\d[)）\]〕]第?\d+号/gu;

const YEAR = /[(（[〔]?(20\d\d)[)）\]〕]?年度?(?!\d{1,2}月)|(20\d\d)-?(?!\d{1,2}-|年)/gu;

/** Reads one line, or several joined, as a report's title: organ and year before or after each other. Null when it is none. */
export function readTitle(text: string, where: SourceLocation): Title | null {
  const words = withDigits(normalize(text)).replace(PUBLISHED, '。');
  const at = words.search(REPORT_TITLES);
  if (at < 0 || words.length > LONGEST_LINE) return null;
  // 人民政府信息公开 says 政府 once for both.
  const isShared = words.slice(0, at).endsWith('人民') && words.slice(at).startsWith('政府');
  const head = words.slice(0, isShared ? at + 2 : at).replace(/[《》"“”]/gu, '');
  const years = [...head.matchAll(YEAR)];
  const year = years.at(-1);
  const behind = /(20\d\d)年|[(（〔[](20\d\d)[)）\]〕]$/u.exec(words.slice(at));
  const stated = year?.[1] ?? year?.[2] ?? behind?.[1] ?? behind?.[2];
  const before = year ? head.slice(0, year.index) : head;
  const after = year ? head.slice(year.index + year[0].length) : '';
  const organ = organIn(after) ?? organIn(before);
  return {
    agency: organ && asPrinted(text, organ.name),
    isCertain: organ?.isCertain ?? true,
    year: stated === undefined ? null : Number(stated),
    isYearCertain: new Set(years.map(([, full, bare]) => full ?? bare)).size <= 1,
    where,
  };
}
