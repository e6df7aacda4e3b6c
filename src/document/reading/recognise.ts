import { normalize } from '../../form/labels';
import type { SourceLocation } from '../source/sourceLocation';
import type { Recognition } from './extraction';
import type { FoundReport } from './findSections';
import { REPORT_TITLES } from './reportTitle';
import type { Row } from './rows';

/** The organ and the year a document says it is of. */
export interface Recognised {
  readonly agency: string | null;
  readonly year: number | null;
  readonly recognition: { readonly agency: Recognition; readonly year: Recognition };
}

const ORGAN =
  /(?:人民政府|政府|办公厅|办公室|委员会|委|局|厅|部|署|处|院|中心|街道|街道办事处|办事处|镇|乡|支队|大队|分局|管理处|管委会|集团|学校|总队|银行|海关|社|馆|所|站|市|县|区|州|盟|旗|省)\d{0,4}$/u;
const FURNITURE =
  /^(?:首页|当前位置|您(?:的)?(?:当前|所在)位置|索引号|发布|来源|时间|日期|浏览|字号|字体|标题|正文|目录|信息来源|发文|公开|栏目|政务公开|附件|分享)/u;
const MOST_TITLE_ROWS = 40;

const nothing: Recognition = { confidence: 0, where: null };

interface Title {
  readonly agency: string | null;
  readonly year: number | null;
  readonly where: SourceLocation;
}

const tidyName = (text: string): string | null => {
  const name = text
    .replace(/^[【「《“"'\s:：>|\-—–·]+|[】」》”"'\s:：>|\-—–·的]+$/gu, '')
    .replace(/^(?:关于|附件\d*|转发|公布|标题|正文)+/u, '')
    .replace(/[(（].*?[)）]/gu, '')
    .replace(/^.*[^\p{Script=Han}·\d]/u, '')
    .replace(/^\d+/u, '');
  return name.length >= 2 && name.length <= 40 && ORGAN.test(name) ? name : null;
};

/** Reads one line, or several joined, as a report's title: organ and year before or after each other. */
function readTitle(text: string, where: SourceLocation): Title | null {
  const compact = normalize(text).replace(/二[〇○零0][一二][〇○零0一二三四五六七八九](?=年)/gu, (year) =>
    [...year].map((letter) => Math.max(0, '〇一二三四五六七八九'.indexOf(letter))).join(''),
  );
  const at = compact.search(REPORT_TITLES);
  if (at < 0 || compact.length > 120) return null;
  const head = compact.slice(0, at).replace(/[《》"“”]/gu, '');
  const year = /(20\d\d)年度?/u.exec(head) ?? /(20\d\d)-?/u.exec(head);
  const stated = year ? Number(year[1]) : Number(/(20\d\d)年/u.exec(compact.slice(at))?.[1] ?? Number.NaN);
  const before = year ? head.slice(0, year.index) : head;
  const after = year ? head.slice(year.index + year[0].length) : '';
  const lastWords = (part: string) => part.split(/[>|_:：,，。;；]/u).at(-1) ?? '';
  return {
    agency: tidyName(lastWords(before)) ?? tidyName(lastWords(after)),
    year: Number.isNaN(stated) ? null : stated,
    where,
  };
}

function titlesOf(preface: readonly Row[]): Title[] {
  const rows = preface
    .filter((row) => row.text !== '' && normalize(row.text).length <= 80)
    .slice(0, MOST_TITLE_ROWS * 4);
  const alone = rows.map((row) =>
    FURNITURE.test(normalize(row.text)) ? null : readTitle(row.text, row.where),
  );
  // A title in two or three lines; the line above it may be the organ.
  const joined = rows.flatMap((row, at) =>
    [2, 3].map((count) => {
      const part = rows.slice(at, at + count);
      return part.some(({ text }) => FURNITURE.test(normalize(text)))
        ? null
        : readTitle(part.map(({ text }) => text).join(''), row.where);
    }),
  );
  const found = [...alone, ...joined].filter((title) => title !== null);
  const isComplete = (title: Title) => title.agency !== null && title.year !== null;
  return [...found.filter(isComplete), ...found.filter((title) => !isComplete(title))];
}

const PERIOD = /(20\d\d)年1月1日(?:起|开始)?[至到\-—–~]+(?:20\d\d年)?12月31日/u;
const AUTHOR = /(?:本(?:报告|年度报告)(?:系|由)|^)([\p{Script=Han}]{4,30}?)(?:根据|依据|按照|编制|依照)/u;

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
    for (const [, year] of normalize(row.text).matchAll(/(20[12]\d)年/gu))
      counts.set(Number(year), (counts.get(Number(year)) ?? 0) + 1);
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  return most ? { year: most[0], confidence: 0.5, where: report.preface[0]?.where ?? {} } : null;
}

function agencyFromText(
  report: FoundReport,
): { agency: string; confidence: number; where: SourceLocation } | null {
  for (const row of report.preface) {
    const author = AUTHOR.exec(normalize(row.text))?.[1];
    const name = author && tidyName(author.replace(/^本报告(?:系|由)/u, ''));
    if (name && !/^(?:本|我)/u.test(name)) return { agency: name, confidence: 0.7, where: row.where };
  }
  for (const row of report.preface) {
    const name = tidyName(normalize(row.text));
    if (name && !FURNITURE.test(normalize(row.text)))
      return { agency: name, confidence: 0.6, where: row.where };
  }
  const last = report.sections.at(-1)?.rows ?? [];
  for (const row of last.slice(-6)) {
    const name = tidyName(normalize(row.text));
    if (name) return { agency: name, confidence: 0.6, where: row.where };
  }
  return null;
}

/** Recognises the organ and the year of a report from its title, else from its foreword, period and signature. */
export function recognise(report: FoundReport): Recognised {
  const titles = titlesOf(report.preface);
  const withAgency = titles.find((title) => title.agency !== null);
  const withYear = titles.find((title) => title.year !== null);
  const agency = withAgency
    ? { agency: withAgency.agency as string, confidence: 0.95, where: withAgency.where }
    : agencyFromText(report);
  const year = withYear
    ? { year: withYear.year as number, confidence: 0.97, where: withYear.where }
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
