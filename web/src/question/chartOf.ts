import type { EChartsCoreOption } from 'echarts/core';
import { groupBy } from '../../../src/shared/groupBy';
import { isRatio } from '../figures/Figure';
import { formatFigure, formatPercent } from '../figures/formatFigure';
import type { Language } from '../language/language';
import type { Question } from './question';
import type { ResultRow } from './Result';

/** How many bars and lines a chart shows; the table has all. */
const MOST_BARS = 40;
const MOST_LINES = 8;

const numberOf = (value: number | string | null | undefined) =>
  value === null || value === undefined ? null : Number(value);

/** A chart of an answer with the sentence that says what it shows. */
export interface ResultChart {
  readonly option: EChartsCoreOption;
  readonly sentence: string;
  readonly height: number;
}

/** Returns the chart that fits an answer: lines over years where it is by year, bars otherwise. It shows the first value. */
export function chartOf(rows: readonly ResultRow[], question: Question, language: Language): ResultChart {
  const yearAt = rows[0].keys.findIndex(({ dimension }) => dimension === 'YEAR');
  return yearAt >= 0 && question.from !== question.to
    ? linesOf(rows, yearAt, language)
    : barsOf(rows, language);
}

const labelOf = (row: ResultRow, without: number, language: Language) =>
  row.keys
    .filter((_, at) => at !== without)
    .map(({ labelZh, labelEn }) => (language === 'en' && labelEn ? labelEn : labelZh))
    .join(' · ');

const axisOf = (code: string, language: Language) => ({
  type: 'value',
  axisLabel: {
    formatter: (value: number) =>
      isRatio(code) ? formatPercent(value, language) : formatFigure(value, language),
  },
});

const valueName = (rows: readonly ResultRow[], language: Language) =>
  (language === 'zh' ? rows[0].values[0].labelZh : rows[0].values[0].labelEn) ?? '';

function linesOf(rows: readonly ResultRow[], yearAt: number, language: Language): ResultChart {
  const years = [...new Set(rows.map(({ keys }) => keys[yearAt].code))].sort();
  const lines = groupBy(rows, (row) => labelOf(row, yearAt, language));
  const shown = [...lines].slice(0, MOST_LINES);
  const name = valueName(rows, language);
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
      yAxis: axisOf(rows[0].values[0].code, language),
      series: shown.map(([label, own]) => ({
        type: 'line',
        name: label || name,
        data: years.map((year) =>
          numberOf(own.find(({ keys }) => keys[yearAt].code === year)?.values[0].value),
        ),
      })),
    },
  };
}

function barsOf(rows: readonly ResultRow[], language: Language): ResultChart {
  const shown = rows.slice(0, MOST_BARS);
  const name = valueName(rows, language);
  return {
    height: 80 + shown.length * 20,
    sentence:
      language === 'zh'
        ? `${name}：${shown.length} 组${rows.length > shown.length ? `（共 ${rows.length} 组，其余见表）` : ''}。`
        : `${name}: ${shown.length} groups${rows.length > shown.length ? ` of ${rows.length}; the table has all` : ''}.`,
    option: {
      grid: { left: 8, right: 32, top: 8, bottom: 8, containLabel: true },
      xAxis: axisOf(rows[0].values[0].code, language),
      yAxis: { type: 'category', inverse: true, data: shown.map((row) => labelOf(row, -1, language)) },
      series: [{ type: 'bar', data: shown.map((row) => numberOf(row.values[0].value)) }],
    },
  };
}
