import { beijingTime } from '../../form/beijing';
import { CELLS, editionInForce } from '../../form/cells';
import { type Figures, getFigure } from '../../form/figures';
import type { Editions } from '../../form/finding';
import type { Edition, Label } from '../../form/lines';
import { isSingleOtherHandling } from '../../form/requestRows';
import { titleOfReport } from '../../form/sections';
import { getAtPath, tablePath } from '../../form/tablePaths';
import { nestFigures } from '../../form/tables';
import { HUB, type PrintedFigure, printedFigure, type StatutoryDocument } from './statutoryDocument';

/** How much of what was expected a sum holds. */
export interface SumCoverage {
  readonly expected: number;
  readonly included: number;
  readonly withErrors: number;
  readonly blankCells: number;
  readonly notApplicableCells: number;
  /** Published before and withdrawn since. */
  readonly withdrawn: number;
  /** Missing: never published, and past their deadlines. */
  readonly overdue: number;
  /** Never published and not due yet. */
  readonly awaited: number;
}

/** A sum of reports as the printers need it. */
export interface PrintableSum {
  /** The place, by its name in the last of the years, with what is said beside that. */
  readonly place: {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly otherName: Label | null;
  };
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
  const { expected, included, withErrors, blankCells, notApplicableCells, withdrawn, overdue, awaited } =
    sum.coverage;
  const others: Label[] = [
    ...(withdrawn > 0 ? [{ zh: `，已撤回公布 ${withdrawn} 份`, en: `, ${withdrawn} withdrawn` }] : []),
    ...(awaited > 0 ? [{ zh: `，未到期 ${awaited} 份`, en: `, ${awaited} not due yet` }] : []),
  ];
  const at = sum.asOf && beijingTime(sum.asOf);
  const last = sum.lastPublishedAt && beijingTime(sum.lastPublishedAt);
  const footer: Label[] = [
    ...(sum.place.otherName ? [sum.place.otherName] : []),
    {
      zh: `应报 ${expected} 份，已纳入 ${included} 份，缺报 ${overdue} 份${others.map(({ zh }) => zh).join('')}；纳入的含错误 ${withErrors} 份`,
      en: `${expected} reports expected, ${included} included, ${overdue} missing${others.map(({ en }) => en).join('')}; ${withErrors} of the included with errors`,
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
    const isPrinted =
      cell.editions.includes(editions[cell.section]) ||
      (hasOther && cell.section === 2 && !sum.hidden.has(cell.code));
    if (!isPrinted) continue;
    const isHidden = sum.hidden.has(cell.code);
    const figure = printedFigure(isHidden ? null : getFigure(sum.figures, cell));
    figures.set(cell.code, isHidden ? { ...figure, status: 'NOT_APPLICABLE' } : figure);
  }
  if (isJoined) {
    // The subtotal of the group is the concordance of both editions, at the path of the one row of 2019.
    const tables = nestFigures(sum.figures);
    for (const cell of CELLS.filter(({ code }) => isSingleOtherHandling(code)))
      figures.set(cell.code, printedFigure(getAtPath(tables, tablePath(cell)) as number | null));
  }
  const span = [...new Set([Math.min(...sum.years), Math.max(...sum.years)])].join('—');
  return {
    title: `${titleOfReport(sum.place.name, span)}汇总`,
    editions,
    otherProactive: hasOther ? other : null,
    figures,
    narratives: null,
    indicators: [],
    supplements: [],
    footer: rollUpFooter(
      sum,
      isJoined,
      [...figures.values()].some((figure) => figure.status === 'NOT_APPLICABLE'),
    ),
    stampedAt: sum.asOf ?? sum.lastPublishedAt ?? new Date(Date.UTC(Math.max(...sum.years), 11, 31)),
    sum,
  };
}
