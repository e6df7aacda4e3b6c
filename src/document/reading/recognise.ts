import { normalize } from '../../form/labels';
import { footInLine, type PrintedFoot } from '../source/codeLine';
import { beginsIndicator } from '../source/indicatorLine';
import type { SourceLocation } from '../source/sourceLocation';
import type { Recognition } from './extraction';
import type { FoundReport } from './findSections';
import { asPrinted, endsAsOrgan, tidyName } from './organName';
import { readTitle, type Title } from './reportTitle';
import type { Row } from './rows';

/** The organ and the year a document says it is of. */
export interface Recognised {
  readonly agency: string | null;
  readonly year: number | null;
  readonly recognition: { readonly agency: Recognition; readonly year: Recognition };
}

const FURNITURE =
  /^(?:首页|当前位置|您(?:的)?(?:当前|所在)位置|索引号|发布|来源|时间|日期|浏览|字号|字体|标题|正文|目录|信息来源|发文|公开|栏目|政务公开|附件|分享)/u;
const MOST_TITLE_ROWS = 40;

const nothing: Recognition = { confidence: 0, where: null };

const LONGEST_ROW = 80;

const isFurniture = (text: string) => FURNITURE.test(normalize(text));

/**
 * The texts of a row that may be a title: its cells, its sentences where it is a foreword (特编制青禾县财政局2025年政府信息公开工作年度报告), the last step of
 * a path of pages.
 */
function textsOf(row: Row): string[] {
  const cells = row.table ? row.pieces.map(({ text }) => text) : [row.text];
  return cells
    .flatMap((text) => (text.length <= LONGEST_ROW ? [text] : text.split(/[。，,；;]/u)))
    .map((text) =>
      isFurniture(text)
        ? (text
            .split(/[>＞»]/u)
            .slice(1)
            .at(-1) ?? '')
        : text,
    )
    .filter((text) => text !== '' && !isFurniture(text));
}

/** Whether a line goes on in the next: it is part of a name, or the place before one. */
const goesOn = (row: Row) => {
  const text = normalize(row.text);
  // 2024年政府信息公开工作要点 is the title of another document.
  if (/\d/u.test(text)) return false;
  return /[省市县区州旗盟镇乡]/u.test(text) && (/[省市县区州旗盟]$/u.test(text) || !endsAsOrgan(text));
};

/** How many letters of a name say its place. */
const PLACE_LETTERS = 3;
/** Whether a name would have the place of the name that it ends with twice: 青禾县政务公开 above 青禾县财政局. */
const namesTwice = (joined: string, name: string) =>
  joined.slice(0, -name.length).includes(name.slice(0, PLACE_LETTERS));

const MOST_JOINED = 3;
/** The end of a title of its own, which does not go on in the next line. */
const OTHER_TITLE = /(?:报告|要点|方案|总结|公报|公告|通知|指南|目录|名单|预算|决算)[)）》]?$/u;

function titlesOf(preface: readonly Row[]): Title[] {
  const rows = preface.filter((row) => row.text !== '').slice(0, MOST_TITLE_ROWS * 4);
  const alone = rows.flatMap((row) => textsOf(row).flatMap((text) => readTitle(text, row.where) ?? []));
  // A title in two or three lines; the line above it may be the organ. Two go first: a third may be something else.
  const joined = [2, MOST_JOINED].flatMap((count) =>
    rows.flatMap((row, at) => {
      const part = rows.slice(at, at + count);
      if (part.some((line) => isFurniture(line.text) || normalize(line.text).length > LONGEST_ROW)) return [];
      if (part.slice(0, -1).some((line) => OTHER_TITLE.test(normalize(line.text)))) return [];
      const title = readTitle(part.map(({ text }) => text).join(''), row.where);
      return title ? [{ ...title, goesOn: goesOn(row) }] : [];
    }),
  );
  const found = [...alone, ...joined];
  const isComplete = (title: Title) => title.agency !== null && title.year !== null;
  const [first, ...others] = [...found.filter(isComplete), ...found.filter((title) => !isComplete(title))];
  if (!first) return [];
  // 规划局 is the end of a name that begins in the line above.
  const fuller = joined.find(
    (title) =>
      title.goesOn &&
      isComplete(title) &&
      title.agency !== first.agency &&
      title.agency?.endsWith(first.agency ?? '。') &&
      !namesTwice(title.agency, first.agency ?? ''),
  );
  return fuller ? [fuller, first, ...others] : [first, ...others];
}

const PERIOD = /(20\d\d)年1月1日(?:起|开始)?[至到\-—–~]+(?:20\d\d年)?12月31日/u;
const AUTHOR = /(?:本(?:报告|年度报告)(?:系|由)|^)([\p{Script=Han}]{4,30}?)(?:根据|依据|按照|编制|依照)/u;

/** A year in a text, and whether the words behind it are of a report; a day is none. */
const YEAR_NAMED = /(20[12]\d)年(?!\d{1,2}月)(年?度?(?:政府信息公开|工作)*(?:年度)?报告)?/gu;
const REPORT_WEIGHT = 3;

function yearFromText(
  report: FoundReport,
): { year: number; confidence: number; where: SourceLocation } | null {
  const rows = [...report.preface, ...report.sections.flatMap(({ rows: own }) => own)];
  for (const row of rows) {
    const period = PERIOD.exec(normalize(row.text));
    if (period) return { year: Number(period[1]), confidence: 0.9, where: row.where };
  }
  const counts = new Map<number, number>();
  for (const row of rows)
    for (const [, year, reportWords] of normalize(row.text).matchAll(YEAR_NAMED))
      counts.set(Number(year), (counts.get(Number(year)) ?? 0) + (reportWords ? REPORT_WEIGHT : 1));
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  return most ? { year: most[0], confidence: 0.5, where: report.preface[0]?.where ?? {} } : null;
}

/** The organ that a page says published it. */
const PUBLISHER = /^(?:发布机构|发文机关|发布单位|公开机构|编制单位|报送单位|填报单位|单位名称)[:：|]*(.+)$/u;
/** The organ that a first sentence is about: 2022年，抚远市自然资源局不断强化. */
const ACTING =
  /(?:^|[，,。])(?:20\d\d年(?:度|以来)?[，,]?)?([\p{Script=Han}]{3,24}?(?:局|委员会|办公室|政府|街道办事处|厅|中心))(?:高度重视|紧紧围绕|认真|严格|坚持|不断|积极|按照|深入|扎实|切实|全面|始终)/u;

type NamedIn = {
  readonly agency: string;
  readonly confidence: number;
  readonly where: SourceLocation;
} | null;

function findName(
  rows: readonly Row[],
  confidence: number,
  nameIn: (words: string, row: Row) => string | null | undefined,
): NamedIn {
  for (const row of rows) {
    const name = nameIn(normalize(row.text), row);
    if (name && !/^(?:本|我|各|全|该)/u.test(name))
      return { agency: asPrinted(row.text, name), confidence, where: row.where };
  }
  return null;
}

const named = (found: RegExpExecArray | null) => found && tidyName(found[1]);

function agencyFromText({ preface, sections }: FoundReport): NamedIn {
  const last = sections.at(-1)?.rows ?? [];
  const first = sections.find(({ number }) => number === 1)?.rows ?? [];
  return (
    findName(preface, 0.7, (words) => named(AUTHOR.exec(words))?.replace(/^本报告(?:系|由)/u, '')) ??
    findName(preface, 0.7, (words) => named(PUBLISHER.exec(words))) ??
    // An organ with a colon is whom a letter is sent to.
    findName(preface, 0.6, (words) =>
      FURNITURE.test(words) || /[:：]$/u.test(words) ? null : tidyName(words),
    ) ??
    findName(last.slice(-6), 0.6, (words) => tidyName(words)) ??
    findName(first.slice(0, 3), 0.6, (words) => named(ACTING.exec(words)))
  );
}

/** Whether a line is one that the hub prints below a report: with the code of an agency, or with a supplementary indicator. */
export const isBelowReport = ({ text }: Row): boolean => footInLine(text) !== null || beginsIndicator(text);

/** Returns what the hub prints in the foot of its documents; null in other documents. */
export function printedFootIn(rows: readonly Row[]): PrintedFoot | null {
  for (const { text } of rows) {
    const foot = footInLine(text);
    if (foot) return foot;
  }
  return null;
}

/** Recognises the organ and the year of a report from its title, else from its foreword, period and signature. */
export function recognise(report: FoundReport): Recognised {
  const titles = titlesOf(report.preface);
  const withAgency = titles.find((title) => title.agency !== null);
  const withYear = titles.find((title) => title.year !== null);
  const agency = withAgency
    ? {
        agency: withAgency.agency as string,
        confidence: withAgency.isCertain && !/\d/u.test(withAgency.agency as string) ? 0.95 : 0.7,
        where: withAgency.where,
      }
    : agencyFromText(report);
  const year = withYear
    ? {
        year: withYear.year as number,
        confidence: withYear.isYearCertain ? 0.97 : 0.5,
        where: withYear.where,
      }
    : yearFromText(report);
  return {
    agency: agency?.agency ?? null,
    year: year?.year ?? null,
    recognition: {
      agency: agency ? { confidence: agency.confidence, where: agency.where } : nothing,
      year: year ? { confidence: year.confidence, where: year.where } : nothing,
    },
  };
}
