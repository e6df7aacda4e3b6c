import type { EChartsCoreOption } from 'echarts/core';
import { groupBy } from '../../../src/shared/groupBy';
import { isRatio, textOfValue } from '../figures/Figure';
import { formatFigure, formatPercent } from '../figures/formatFigure';
import type { Language } from '../language/language';
import type { Spread } from './Distribution';
import { FIGURES, type Question } from './question';
import type { ResultRow } from './Result';

/** How many bars and lines a chart shows; the table has all. */
const MOST_BARS = 25;
const MOST_LINES = 8;
/** How wide the names of bars are at most, in pixels. */
const LABEL_WIDTH = 170;

const numberOf = (value: number | string | null | undefined) =>
  value === null || value === undefined ? null : Number(value);

/** A chart of an answer with the sentence that says what it shows. */
export interface ResultChart {
  readonly option: EChartsCoreOption;
  readonly sentence: string;
  readonly height: number;
}

/** What a chart shows of its rows: a value, or its share, change or growth. */
interface Drawn {
  readonly name: string;
  readonly read: (row: ResultRow | undefined) => number | null;
  readonly say: (value: number) => string;
}

const FIELDS = { VALUE: 'value', SHARE: 'share', DIFFERENCE: 'difference', GROWTH: 'growth' } as const;

/** Returns what a chart shows: that by which rows are ordered, and their first value otherwise. */
function drawnOf([first]: readonly ResultRow[], { order }: Question, language: Language): Drawn {
  const ordered = first.values.findIndex(({ code }) => code === order?.field);
  const at = Math.max(0, ordered);
  const figure = ordered >= 0 && order ? order.figure : 'VALUE';
  const { code, labelZh, labelEn } = first.values[at];
  const label = language === 'zh' ? labelZh : labelEn;
  const isInPercent = figure === 'SHARE' || figure === 'GROWTH' || isRatio(code);
  return {
    name: figure === 'VALUE' ? label : `${label} · ${FIGURES[figure][language === 'zh' ? 0 : 1]}`,
    read: (row) => numberOf(row?.values[at][FIELDS[figure]]),
    say: (value) => (isInPercent ? formatPercent(value, language) : formatFigure(value, language)),
  };
}

/** Returns the chart that fits an answer: lines over years where it is by year, bars otherwise. */
export function chartOf(rows: readonly ResultRow[], question: Question, language: Language): ResultChart {
  const yearAt = rows[0].keys.findIndex(({ dimension }) => dimension === 'YEAR');
  const drawn = drawnOf(rows, question, language);
  return yearAt >= 0 && question.from !== question.to
    ? linesOf(rows, yearAt, drawn, language)
    : barsOf(rows, drawn, language);
}

const labelOf = (row: ResultRow, without: number, language: Language) =>
  row.keys
    .filter((_, at) => at !== without)
    .map(({ labelZh, labelEn }) => (language === 'en' && labelEn ? labelEn : labelZh))
    .join(' · ');

const axisOf = ({ say }: Drawn) => ({ type: 'value', axisLabel: { formatter: say, hideOverlap: true } });

function linesOf(rows: readonly ResultRow[], yearAt: number, drawn: Drawn, language: Language): ResultChart {
  const years = [...new Set(rows.map(({ keys }) => keys[yearAt].code))].sort();
  const lines = groupBy(rows, (row) => labelOf(row, yearAt, language));
  const shown = [...lines].slice(0, MOST_LINES);
  const { name, read } = drawn;
  return {
    height: 420,
    sentence:
      language === 'zh'
        ? `${name}，${years.at(0)} 至 ${years.at(-1)} 年，${shown.length} 条线${lines.size > shown.length ? `（共 ${lines.size} 组，其余见表）` : ''}。`
        : `${name}, ${years.at(0)} to ${years.at(-1)}, ${shown.length} lines${lines.size > shown.length ? ` of ${lines.size}; the table has all` : ''}.`,
    option: {
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { type: 'scroll', top: 0 },
      xAxis: { type: 'category', data: years },
      yAxis: axisOf(drawn),
      series: shown.map(([label, own]) => ({
        type: 'line',
        name: label || name,
        data: years.map((year) => read(own.find(({ keys }) => keys[yearAt].code === year))),
      })),
    },
  };
}

function barsOf(rows: readonly ResultRow[], drawn: Drawn, language: Language): ResultChart {
  const shown = rows.slice(0, MOST_BARS);
  const { name, read } = drawn;
  return {
    height: 60 + shown.length * 20,
    sentence:
      language === 'zh'
        ? `${name}：${shown.length} 组${rows.length > shown.length ? `（共 ${rows.length} 组，其余见表）` : ''}。`
        : `${name}: ${shown.length} groups${rows.length > shown.length ? ` of ${rows.length}; the table has all` : ''}.`,
    option: {
      grid: { left: 8, right: 32, top: 8, bottom: 8, containLabel: true },
      xAxis: axisOf(drawn),
      yAxis: {
        type: 'category',
        inverse: true,
        axisLabel: { width: LABEL_WIDTH, overflow: 'truncate' },
        data: shown.map((row) => labelOf(row, -1, language)),
      },
      series: [{ type: 'bar', data: shown.map(read) }],
    },
  };
}

/** The margins of the charts of a distribution, which stand below each other over one axis. */
const SIDES = { left: 56, right: 24 };

/** Returns a box plot over a histogram of the same values. */
export function spreadOf(spread: Spread, language: Language): ResultChart {
  const { bins, code } = spread;
  const said = (value: number | null) => textOfValue({ code, value }, language) ?? '';
  const name = language === 'zh' ? spread.labelZh : spread.labelEn;
  const [least, most] = [bins[0].from, bins[bins.length - 1].to];
  const outliers = (spread.outliers ?? []).map(({ values: [{ value }] }) => [Number(value), 0]);
  return {
    height: 340,
    sentence:
      language === 'zh'
        ? `${name}：一半的组在 ${said(spread.lowerQuartile)} 至 ${said(spread.upperQuartile)} 之间，中位数 ${said(spread.median)}。`
        : `${name}: half of the groups lie between ${said(spread.lowerQuartile)} and ${said(spread.upperQuartile)}; the median is ${said(spread.median)}.`,
    option: {
      tooltip: { trigger: 'item', renderMode: 'richText' },
      grid: [
        { ...SIDES, top: 8, height: 48 },
        { ...SIDES, top: 72, height: 220 },
      ],
      xAxis: [
        { gridIndex: 0, type: 'value', min: least, max: most, show: false },
        { gridIndex: 1, type: 'category', data: bins.map(({ from }) => said(from)) },
      ],
      yAxis: [
        { gridIndex: 0, type: 'category', data: [''], axisTick: { show: false }, axisLine: { show: false } },
        { gridIndex: 1, type: 'value', minInterval: 1 },
      ],
      series: [
        {
          type: 'boxplot',
          name,
          itemStyle: { color: 'transparent' },
          data: [
            [
              spread.lowerWhisker,
              spread.lowerQuartile,
              spread.median,
              spread.upperQuartile,
              spread.upperWhisker,
            ],
          ],
        },
        { type: 'scatter', name, symbolSize: 6, data: outliers },
        {
          type: 'bar',
          name,
          xAxisIndex: 1,
          yAxisIndex: 1,
          barCategoryGap: '4%',
          data: bins.map(({ count }) => count),
        },
      ],
    },
  };
}
