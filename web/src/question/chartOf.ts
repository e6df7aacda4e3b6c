import type { EChartsCoreOption } from 'echarts/core';
import { counted, formatCount } from '../figures/formatFigure';
import type { Language } from '../language/language';
import { barsOf } from './draw/bars';
import { linesOf } from './draw/lines';
import { matrixOf } from './draw/matrix';
import { panelsOf } from './draw/panels';
import {
  type ChartName,
  type Choice,
  chooseGroups,
  type Drawn,
  drawnOf,
  groupKey,
  kindsAt,
  namesOf,
} from './groups';
import { DIMENSIONS, type Question } from './question';
import type { ResultRow } from './Result';

/** A chart with the sentence that says what it shows. */
export interface ResultChart {
  readonly option: EChartsCoreOption;
  readonly sentence: string;
  readonly height: number;
}

/** The chart of an answer, of which somebody may choose the groups. */
export interface ChosenChart extends ResultChart {
  /** The groups that are drawn, by what the address calls them. */
  readonly shown: readonly string[];
  readonly keyOf: (row: ResultRow) => string;
  /** How many groups there are, and the most that can be chosen. */
  readonly total: number;
  readonly most: number;
  /** Whether it needs the width of the page. */
  readonly isWide: boolean;
}

/** What is drawn of an answer: the groups that were chosen of it, over years or not. */
export interface Drawing {
  readonly choice: Choice;
  readonly drawn: Drawn;
  /** What is drawn, with what all groups have in common. */
  readonly name: string;
  readonly names: readonly ChartName[];
  readonly yearAt: number;
  readonly years: readonly string[];
  /** The dimension of the columns of a matrix, or of the lines in a panel. */
  readonly secondAt: number;
  /** What axes are called: the dimensions of the groups, the second one, and years. */
  readonly dimensions: readonly string[];
  readonly secondName: string;
  readonly yearName: string;
  /** Whether there are more rows than are here, so that nothing can be called the largest. */
  readonly isCut: boolean;
  readonly language: Language;
}

/** How many groups each chart shows by itself, and at most; and how its groups are counted in words. */
const CHARTS = {
  LINES: { usual: 8, most: 16, draw: linesOf, zh: '条线', en: 'line' },
  PANELS: { usual: 6, most: 12, draw: panelsOf, zh: '幅小图', en: 'small chart' },
  MATRIX: { usual: 25, most: 60, draw: matrixOf, zh: '行的矩阵', en: 'matrix line' },
  BARS: { usual: 25, most: 60, draw: barsOf, zh: '组', en: 'group' },
} as const;

/** Returns which chart fits rows: lines over years, small charts of lines where there is a dimension more, a matrix of two dimensions, and bars otherwise. */
function chartFor(dimensions: readonly number[], yearAt: number): keyof typeof CHARTS {
  if (yearAt >= 0) return dimensions.length === 2 ? 'PANELS' : 'LINES';
  return dimensions.length === 2 ? 'MATRIX' : 'BARS';
}

/** Returns the chart that fits an answer, of which there may be more rows than are here. */
export function chartOf(
  rows: readonly ResultRow[],
  totalCount: number,
  question: Question,
  language: Language,
): ChosenChart {
  const isOverYears = question.from !== question.to;
  const yearAt = isOverYears ? rows[0].keys.findIndex(({ dimension }) => dimension === 'YEAR') : -1;
  // A dimension of which there is one kind tells nothing apart. Agencies and places come first, then what has most kinds.
  const rankOf = (at: number) =>
    ['AGENCY', 'CHILD'].includes(rows[0].keys[at].dimension) ? Number.POSITIVE_INFINITY : kindsAt(rows, at);
  const telling = rows[0].keys
    .map((_, at) => at)
    .filter((at) => at !== yearAt && kindsAt(rows, at) > 1)
    .toSorted((one, other) => rankOf(other) - rankOf(one) || 0);
  const dimensions =
    telling.length > 0 ? telling : rows[0].keys.flatMap((_, at) => (at === yearAt ? [] : [at]));
  const kind = chartFor(dimensions, yearAt);
  const { usual, most, draw, zh, en } = CHARTS[kind];
  const ats = kind === 'PANELS' || kind === 'MATRIX' ? [dimensions[0]] : dimensions;
  const nameOfDimension = (at: number) => DIMENSIONS[rows[0].keys[at].dimension][language === 'zh' ? 0 : 1];
  const drawn = drawnOf(rows, question, language);
  const isCut = totalCount > rows.length;
  const choice = chooseGroups(rows, ats, usual, drawn, question, isCut);
  const others = rows[0].keys.flatMap((_, at) => (at === yearAt || telling.includes(at) ? [] : [at]));
  const common =
    others.length > 0 ? namesOf([{ key: '', rows: [rows[0]] }], others, language).names[0].full : '';
  const own = namesOf(choice.shown, ats, language);
  const name = [drawn.name, own.common, common].filter(Boolean).join(' · ');
  const years = yearAt < 0 ? [] : [...new Set(rows.map(({ keys }) => keys[yearAt].code))].sort();
  const drawing = {
    choice,
    drawn,
    name,
    names: own.names.map((one) => (one.full ? one : { full: name, parts: [name] })),
    yearAt,
    years,
    secondAt: dimensions[1] ?? -1,
    dimensions: ats.map(nameOfDimension),
    secondName: dimensions.length > 1 ? nameOfDimension(dimensions[1]) : '',
    yearName: DIMENSIONS.YEAR[language === 'zh' ? 0 : 1],
    isCut,
    language,
  };
  const over = years.length > 0 ? `${years[0]} ${language === 'zh' ? '至' : 'to'} ${years.at(-1)}` : '';
  const said = choiceInWords(choice, rows.length, totalCount, language);
  const count =
    language === 'zh' ? `${formatCount(choice.shown.length)} ${zh}` : counted(choice.shown.length, en);
  const inexact = choice.shown.reduce(
    (sum, { rows: own }) =>
      sum + own.filter((row) => drawn.read(row) !== null && drawn.signOf(row) !== '').length,
    0,
  );
  const exactness =
    inexact === 0
      ? ''
      : language === 'zh'
        ? `；其中 ${formatCount(inexact)} 个数不是精确数，以 ≥、≤、≈ 标出`
        : `; ${formatCount(inexact)} of the figures are not exact, and marked ≥, ≤ or ≈`;
  const { more = '', ...chart }: Omit<ResultChart, 'sentence'> & { readonly more?: string } = draw(drawing);
  return {
    ...chart,
    sentence:
      language === 'zh'
        ? `${name}${over && `，${over} 年`}：${count}${said}${more}${exactness}。`
        : `${name}${over && `, ${over}`}: ${count}${said}${more}${exactness}.`,
    shown: choice.shown.map(({ key }) => key),
    keyOf: (row) => groupKey(row, ats),
    total: choice.total,
    most,
    isWide: ats.length < dimensions.length,
  };
}

/** Returns which groups of an answer a chart shows, and where the others are; nothing where it shows all. */
function choiceInWords(
  { shown, total, why }: Choice,
  rows: number,
  totalCount: number,
  language: Language,
): string {
  const isCut = totalCount > rows;
  if (why === 'ALL' && !isCut) return '';
  const others = formatCount(total - shown.length);
  const [listed, all] = [formatCount(rows), formatCount(totalCount)];
  if (language === 'zh') {
    const which = { ALL: '', CHOSEN: '所选的', FIRST: '排在最前的', LARGEST: '最大的' }[why];
    const rest = total > shown.length ? `，其余 ${others} 组见表` : '';
    return `（${[`${which}${rest}`, isCut && `只看表中列出的前 ${listed} 行，共 ${all} 行`].filter(Boolean).join('；')}）`;
  }
  const which = {
    ALL: '',
    CHOSEN: 'those chosen',
    FIRST: 'those that come first',
    LARGEST: 'the largest',
  }[why];
  const rest = total > shown.length ? `, the other ${others} groups are in the table` : '';
  return ` (${[`${which}${rest}`, isCut && `of the first ${listed} of ${all} rows`].filter(Boolean).join('; ')})`;
}
