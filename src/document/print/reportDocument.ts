import { beijingTime } from '../../form/beijing';
import { CELLS } from '../../form/cells';
import { type Figures, getFigure } from '../../form/figures';
import type { Editions } from '../../form/finding';
import type { Label } from '../../form/lines';
import { isQuoted } from '../../form/quotations';
import { PRINTED_SCOPES, type PrintedScope } from '../../form/scopes';
import { titleOfReport } from '../../form/sections';
import type { StoredMark } from '../../report/model/cellTypes';
import { indicatorLine } from '../source/indicatorLine';
import {
  HUB,
  type Narratives,
  type PrintedIndicator,
  printedFigure,
  type StatedIndicator,
  type StatutoryDocument,
} from './statutoryDocument';

/** An agency as it was called in a year, and its jurisdiction. */
export interface Organ {
  readonly code: string;
  readonly name: string;
  /** Null where none is known. */
  readonly nameEn: string | null;
  readonly jurisdictionCode: string;
}

/** A revision of a report as the printers need it; a stored report is one. */
export interface PrintableRevision {
  readonly year: number;
  readonly scope: PrintedScope;
  readonly revision: number;
  readonly origin: 'FILED' | 'RECORDED';
  readonly proactiveEdition: number;
  readonly requestsEdition: number;
  readonly disputesEdition: number;
  readonly figures: Figures;
  readonly marksByCode: Readonly<Record<string, StoredMark>>;
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
  readonly indicators: readonly StatedIndicator[];
  readonly explanations: readonly { code: string; path: string; text: string }[];
  /** Which publication of the report it is, where that is known; null for a draft. */
  readonly publication?: number | null;
  /** When it, or a later publication of the report, was withdrawn; null if it was not. */
  readonly withdrawnAt?: Date | null;
}

/** The document of one report. */
export interface ReportDocument extends StatutoryDocument, Supplements {
  readonly indicators: readonly PrintedIndicator[];
  readonly narratives: Narratives;
  readonly organ: Organ;
  readonly report: PrintableRevision;
}

/** Returns when something was published, and what that is to its readers: the first publication or which correction. What was recorded was published elsewhere before. */
function publishedInWords(publication: number | null, { origin }: PrintableRevision, at: string): Label {
  if (origin === 'RECORDED' && publication === 1)
    return {
      zh: `补录时间 ${at}（北京时间），原已在别处公布`,
      en: `Recorded ${at} (Beijing time, UTC+8), published elsewhere before`,
    };
  const which =
    publication === null
      ? null
      : publication === 1
        ? { zh: '首次公布', en: 'First publication' }
        : { zh: `第 ${publication - 1} 次更正`, en: `Correction ${publication - 1}` };
  return {
    zh: `${which ? `${which.zh}，` : ''}公布时间 ${at}（北京时间）`,
    en: `${which ? `${which.en}, published` : 'Published'} ${at} (Beijing time, UTC+8)`,
  };
}

/** What a reader of something withdrawn must know: figures that were published stay in the record of their day. */
const withdrawnInWords = (at: Date): Label => ({
  zh: `本报告已于 ${beijingTime(at)}（北京时间）撤回公布，不再有效；此处为当日的记录，只有数字，文字不再公开`,
  en: `Withdrawn ${beijingTime(at)} (Beijing time, UTC+8) and no longer in force; this is the record of its day, with figures and without words`,
});

function footerOf(
  organ: Organ,
  report: PrintableRevision,
  { publication = null, withdrawnAt = null }: Pick<Supplements, 'publication' | 'withdrawnAt'>,
): Label[] {
  const scope = PRINTED_SCOPES[report.scope];
  const published = report.publishedAt && beijingTime(report.publishedAt);
  const [two, three, four] = [report.proactiveEdition, report.requestsEdition, report.disputesEdition];
  const footer: Label[] = [
    ...(withdrawnAt ? [withdrawnInWords(withdrawnAt)] : []),
    published
      ? publishedInWords(publication, report, published)
      : {
          zh: '草稿，未公布',
          en: 'A draft that is not published',
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
  { indicators, explanations, ...publication }: Supplements = { indicators: [], explanations: [] },
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
  const texts = [report.overviewText, report.problemsText, report.otherMattersText];
  const printed = indicators.map((indicator) => ({
    ...indicator,
    inText: indicator.sentence !== null && isQuoted(indicator.sentence, texts),
  }));
  return {
    title: titleOfReport(organ.name, String(report.year)),
    editions,
    otherProactive: null,
    figures,
    narratives: { 1: report.overviewText, 5: report.problemsText, 6: report.otherMattersText },
    footer: footerOf(organ, report, publication),
    supplements: printed.map(indicatorLine),
    stampedAt: report.publishedAt ?? report.createdAt,
    organ,
    report,
    indicators: printed,
    explanations,
  };
}
