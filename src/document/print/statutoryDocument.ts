import { NOT_APPLICABLE_MARK } from '../../form/cellMarks';
import { CELLS, editionInForce } from '../../form/cells';
import type { Editions } from '../../form/evaluate';
import { type Figures, getFigure } from '../../form/figures';
import type { Edition, Label } from '../../form/lines';
import type { CellStatus } from '../../form/readCell';
import { isSingleOtherHandling } from '../../form/requestRows';
import { type FormSection, type NarrativeSection, REPORT_TITLE, SECTIONS } from '../../form/sections';
import { getAtPath, tablePath } from '../../form/tablePaths';
import { nestFigures } from '../../form/tables';
import type { CellMark } from '../../report/model/reportTypes';
import { beijingTime } from '../../shared/beijing';
import { digest } from '../../shared/request/context';

/** What is printed in a cell. A computed total has a value, though its source left it out. */
export interface PrintedFigure {
  /** A whole number for counts, decimal text of 万元 for amounts. */
  readonly value: number | string | null;
  readonly status: CellStatus;
  readonly computed: boolean;
  readonly note: string | null;
}

/** The text of the sections of prose, by number; null when not written. */
export type Narratives = Readonly<Record<NarrativeSection, string | null>>;

/** What every statutory document has, of one report or of a sum: all that the printers of pages read. */
export interface StatutoryDocument {
  readonly title: string;
  readonly editions: Editions;
  /** The other edition whose lines of section two are printed too: sums over reports of both. */
  readonly otherProactive: Edition | null;
  /** By cell code: every cell of the sections' editions, and any other that holds a figure. */
  readonly figures: ReadonlyMap<string, PrintedFigure>;
  /** Null for a sum, which has no sections of prose. */
  readonly narratives: Narratives | null;
  /** Where the figures come from; stands outside the sections. */
  readonly footer: readonly Label[];
  /** The time written into the properties of files, so that the same content gives the same bytes. */
  readonly stampedAt: Date;
}

/** An agency as it was called in a year, and its place. */
export interface Organ {
  readonly code: string;
  readonly name: string;
  readonly jurisdiction: string;
}

/** A revision of a report as the printers need it; a stored report is one. */
export interface PrintableRevision {
  readonly year: number;
  readonly scope: 'OWN' | 'CONSOLIDATED';
  readonly revision: number;
  readonly origin: 'FILED' | 'RECORDED';
  readonly proactiveEdition: number;
  readonly requestsEdition: number;
  readonly disputesEdition: number;
  readonly figures: Figures;
  readonly marksByCode: Readonly<Record<string, Omit<CellMark, 'code'>>>;
  readonly overviewText: string | null;
  readonly problemsText: string | null;
  readonly otherMattersText: string | null;
  /** Numbers of the sections that were saved, empty ones too. */
  readonly savedSections: readonly number[];
  readonly source: string | null;
  readonly correctionReason: string | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
}

/** What ReportInput takes beside the sections. */
export interface Supplements {
  readonly indicators: readonly {
    indicator: string;
    value: string;
    qualifier: string;
    sentence: string | null;
  }[];
  readonly explanations: readonly { code: string; path: string; text: string }[];
}

/** The document of one report. */
export interface ReportDocument extends StatutoryDocument, Supplements {
  readonly narratives: Narratives;
  readonly organ: Organ;
  readonly report: PrintableRevision;
}

/** 机关名 + 年 + 政府信息公开工作年度报告; a name that ends with a digit is kept apart from the year. */
const titleOf = (name: string, years: string) =>
  `${name}${/\d$/.test(name) ? ' ' : ''}${years}年${REPORT_TITLE}`;

function printedFigure(value: number | string | null, mark?: Omit<CellMark, 'code'>): PrintedFigure {
  const computed = mark?.computed ?? false;
  const status =
    value !== null && !computed ? 'REPORTED' : mark?.status === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : 'BLANK';
  return { value, status, computed, note: mark?.note ?? null };
}

const SCOPES: Record<PrintableRevision['scope'], Label> = {
  OWN: { zh: '本机关', en: 'own figures' },
  CONSOLIDATED: { zh: '本级政府汇总', en: 'consolidated figures of the government' },
};
/** The hub as it names itself in documents. */
const HUB: Label = { zh: 'OGI Hub 政府信息公开年度报告数据中枢', en: 'OGI Hub' };

function footerOf(organ: Organ, report: PrintableRevision): Label[] {
  const scope = SCOPES[report.scope];
  const published = report.publishedAt && beijingTime(report.publishedAt);
  const [two, three, four] = [report.proactiveEdition, report.requestsEdition, report.disputesEdition];
  const footer: Label[] = [
    published
      ? {
          zh: `第 ${report.revision} 次修订，公布时间 ${published}（北京时间）`,
          en: `Revision ${report.revision}, published ${published} (Beijing time, UTC+8)`,
        }
      : {
          zh: `第 ${report.revision} 次修订，草稿，未公布`,
          en: `Revision ${report.revision}, a draft that is not published`,
        },
    {
      zh: `机关代码 ${organ.code}，统计口径：${scope.zh}；表格版本：第二部分 ${two}，第三部分 ${three}，第四部分 ${four}`,
      en: `Agency code ${organ.code}, ${scope.en}; editions of sections two to four: ${two}, ${three}, ${four}`,
    },
    { zh: `来源：${HUB.zh}`, en: `Source: ${HUB.en}` },
  ];
  if (report.source) footer.push({ zh: `原件出处：${report.source}`, en: 'recorded as printed there' });
  if (report.correctionReason)
    footer.push({ zh: `更正理由：${report.correctionReason}`, en: 'reason of this correction' });
  return footer;
}

/** The document of a revision of a report. */
export function documentOfReport(
  report: PrintableRevision,
  organ: Organ,
  { indicators, explanations }: Supplements = { indicators: [], explanations: [] },
): ReportDocument {
  const editions = {
    2: report.proactiveEdition,
    3: report.requestsEdition,
    4: report.disputesEdition,
  } as Editions;
  const figures = new Map(
    CELLS.map((cell) => {
      const figure = printedFigure(getFigure(report.figures, cell), report.marksByCode[cell.code]);
      return [cell, figure] as const;
    })
      .filter(
        ([cell, figure]) =>
          cell.editions.includes(editions[cell.section]) ||
          figure.value !== null ||
          figure.status === 'NOT_APPLICABLE' ||
          figure.note !== null,
      )
      .map(([cell, figure]) => [cell.code, figure]),
  );
  return {
    title: titleOf(organ.name, String(report.year)),
    editions,
    otherProactive: null,
    figures,
    narratives: { 1: report.overviewText, 5: report.problemsText, 6: report.otherMattersText },
    footer: footerOf(organ, report),
    stampedAt: report.publishedAt ?? report.createdAt,
    organ,
    report,
    indicators,
    explanations,
  };
}

/** How much of what was expected a sum holds. */
export interface SumCoverage {
  readonly expected: number;
  readonly included: number;
  readonly withErrors: number;
  readonly blankCells: number;
  readonly notApplicableCells: number;
}

/** A sum of reports as the printers need it. */
export interface PrintableSum {
  readonly place: { readonly code: string; readonly name: string };
  readonly years: readonly number[];
  readonly kinds: readonly string[] | null;
  readonly asOf: Date | null;
  readonly figures: Figures;
  /** Cells whose sum would mean nothing here. */
  readonly hidden: ReadonlySet<string>;
  readonly coverage: SumCoverage;
  /** When the newest report in the sum was published; null when it holds none. */
  readonly lastPublishedAt: Date | null;
}

/** The document of a sum: the statutory form over many reports. */
export interface RollUpDocument extends StatutoryDocument {
  readonly sum: PrintableSum;
}

const onlyIn = (edition: Edition) => (cell: (typeof CELLS)[number]) =>
  cell.editions.length === 1 && cell.editions[0] === edition;

function rollUpFooter(sum: PrintableSum, isJoined: boolean, hasHidden: boolean): Label[] {
  const { expected, included, withErrors, blankCells, notApplicableCells } = sum.coverage;
  const missing = expected - included;
  const at = sum.asOf && beijingTime(sum.asOf);
  const last = sum.lastPublishedAt && beijingTime(sum.lastPublishedAt);
  const footer: Label[] = [
    {
      zh: `应报 ${expected} 份，已纳入 ${included} 份，缺报 ${missing} 份，其中含错误 ${withErrors} 份`,
      en: `${expected} reports expected, ${included} included, ${missing} missing, ${withErrors} of the included with errors`,
    },
    {
      zh: `跳过空白 ${blankCells} 格、不适用 ${notApplicableCells} 格；只加总已公布的本机关报告`,
      en: `${blankCells} blank and ${notApplicableCells} not applicable cells skipped; sums of published own reports`,
    },
  ];
  if (sum.kinds)
    footer.push({ zh: `机关类别：${sum.kinds.join('、')}`, en: `kinds: ${sum.kinds.join(', ')}` });
  if (at) footer.push({ zh: `时点 ${at}（北京时间）`, en: `As published at ${at} (Beijing time, UTC+8)` });
  if (last)
    footer.push({
      zh: `最近一次公布 ${last}（北京时间）`,
      en: `Newest publication ${last} (Beijing time, UTC+8)`,
    });
  if (hasHidden)
    footer.push({
      zh: '“/”：跨年度、跨版本或计量单位不明，不能相加',
      en: '"/": cannot be added over these years or editions, or has no printed unit',
    });
  if (isJoined)
    footer.push({
      zh: '第三部分（六）其他处理：两版表格合并为一行',
      en: 'Section three (六): one row, comparable between the two editions',
    });
  return [...footer, { zh: `来源：${HUB.zh}`, en: `Source: ${HUB.en}` }];
}

/**
 * The document of a sum. Where reports of both editions are added, row (六) of section three is printed as the one
 * row in which they are comparable, and section two gets the lines of the other edition as well.
 */
export function documentOfRollUp(sum: PrintableSum): RollUpDocument {
  const last = editionInForce(Math.max(...sum.years));
  const other: Edition = last === 2021 ? 2019 : 2021;
  const added = CELLS.filter((cell) => getFigure(sum.figures, cell) !== null);
  const spansEditions = sum.years.some((year) => editionInForce(year) !== last);
  const isJoined = spansEditions || added.some((cell) => cell.section === 3 && onlyIn(2019)(cell));
  const editions: Editions = { 2: last, 3: isJoined ? 2019 : last, 4: last };
  const hasOther = added.some(
    (cell) => cell.section === 2 && onlyIn(other)(cell) && !sum.hidden.has(cell.code),
  );
  const figures = new Map<string, PrintedFigure>();
  for (const cell of CELLS) {
    const stands =
      cell.editions.includes(editions[cell.section]) ||
      (hasOther && cell.section === 2 && !sum.hidden.has(cell.code));
    if (!stands) continue;
    const isHidden = sum.hidden.has(cell.code);
    const figure = printedFigure(isHidden ? null : getFigure(sum.figures, cell));
    figures.set(cell.code, isHidden ? { ...figure, status: 'NOT_APPLICABLE' } : figure);
  }
  if (isJoined) {
    // The subtotal of the group is the concordance of both editions, and stands where the one row of 2019 does.
    const tables = nestFigures(sum.figures);
    for (const cell of CELLS.filter(({ code }) => isSingleOtherHandling(code)))
      figures.set(cell.code, printedFigure(getAtPath(tables, tablePath(cell)) as number | null));
  }
  const span = [...new Set([Math.min(...sum.years), Math.max(...sum.years)])].join('—');
  return {
    title: `${titleOf(sum.place.name, span)}汇总`,
    editions,
    otherProactive: hasOther ? other : null,
    figures,
    narratives: null,
    footer: rollUpFooter(
      sum,
      isJoined,
      [...figures.values()].some((figure) => figure.status === 'NOT_APPLICABLE'),
    ),
    stampedAt: sum.asOf ?? sum.lastPublishedAt ?? new Date(Date.UTC(Math.max(...sum.years), 11, 31)),
    sum,
  };
}

const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without the characters that no XML document may hold. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** The sections that a document prints. */
export const sectionsOf = ({ narratives }: StatutoryDocument): FormSection[] =>
  SECTIONS.filter(({ isNarrative }) => narratives !== null || !isNarrative);

/** The paragraphs of a section of prose; blank lines are none. */
export function paragraphsOf(text: string | null | undefined): string[] {
  return printable(text ?? '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is printed in a cell: the value, "/" or nothing, with its note in full-width parentheses after it. */
export function cellText({ value, status, note }: PrintedFigure): string {
  const figure = status === 'NOT_APPLICABLE' && value === null ? NOT_APPLICABLE_MARK : String(value ?? '');
  return note ? `${figure}（${printable(note)}）` : figure;
}

/** A digest that changes when anything printed does, and not with who asks or with what came later. */
export function fingerprintOf(document: ReportDocument | RollUpDocument): string {
  const { report, figures, ...rest } = document as ReportDocument;
  return digest([report?.savedSections, [...figures], rest]);
}
