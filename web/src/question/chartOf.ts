import type { EChartsCoreOption } from 'echarts/core';
import { groupBy } from '../../../src/shared/groupBy';
import { breakLines, fitNames } from '../charts/fitName';
import { formatCount, formatFigure, formatPercent } from '../figures/formatFigure';
import { isRatio } from '../figures/shownValue';
import type { Language } from '../language/language';
import { readRowLabel } from '../report/rowLabels';
import { FIGURES, type Question } from './question';
import type { ResultRow } from './Result';

type ResultKey = ResultRow['keys'][number];

/** How many bars and lines a chart shows; the table has all. */
const MOST_BARS = 25;
const MOST_LINES = 8;
/** How wide the names of bars are at most, in pixels. */
const LABEL_WIDTH = 170;
/** And where they are of several dimensions: such a chart has the width of the page. */
const LONG_LABEL_WIDTH = 420;
/** On a narrow screen, up to so many pixels wide, names leave room for their bars. */
const NARROW = 560;
const NARROW_LABEL_WIDTH = 190;
const LEGEND_WIDTH = 260;

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

/** Returns the chart that fits an answer, of which there may be more rows than are here: lines over years where it is by year, bars otherwise. */
export function chartOf(
  rows: readonly ResultRow[],
  totalCount: number,
  question: Question,
  language: Language,
): ResultChart {
  const yearAt = rows[0].keys.findIndex(({ dimension }) => dimension === 'YEAR');
  const drawn = drawnOf(rows, question, language);
  return yearAt >= 0 && question.from !== question.to
    ? linesOf(rows, totalCount, yearAt, drawn, language)
    : barsOf(rows, totalCount, drawn, language);
}

/** Returns how a key is said in a chart: an outcome without the words that all are printed under, its own before its heading. */
function keyLabel({ dimension, labelZh, labelEn }: ResultKey, language: Language): string {
  if (dimension !== 'OUTCOME') return language === 'en' && labelEn ? labelEn : labelZh;
  const { heading, label } = readRowLabel({ zh: labelZh, en: labelEn ?? labelZh });
  if (!heading) return label[language];
  return language === 'zh' ? `${label.zh} ${heading.zh}` : `${label.en} (${heading.en})`;
}

/** Returns how the groups of a chart are called by what tells them apart, and what they have in common. */
function namesOf(
  groups: readonly ResultRow[],
  without: number,
  language: Language,
): { readonly names: readonly ChartName[]; readonly common: string } {
  const dimensions = groups[0].keys.map((_, at) => at).filter((at) => at !== without);
  const isCommon = (at: number) => groups.every(({ keys }) => keys[at].code === groups[0].keys[at].code);
  const common = groups.length > 1 ? dimensions.filter(isCommon) : [];
  const say = (row: ResultRow, ats: readonly number[]) => ats.map((at) => keyLabel(row.keys[at], language));
  // What tells most groups apart comes first.
  const kinds = (at: number) => new Set(groups.map(({ keys }) => keys[at].code)).size;
  const own = dimensions.filter((at) => !common.includes(at)).toSorted((a, b) => kinds(b) - kinds(a));
  const names = groups.map((row) => say(row, own)).map((parts) => ({ whole: parts.join(' · '), parts }));
  return { names, common: say(groups[0], common).join(' · ') };
}

/** A name as a chart has it: whole, and in the parts that are shortened one by one. */
interface ChartName {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** Returns what writes names within a width. The chart knows them whole, and its tooltip says them so. */
function fitting(names: readonly ChartName[], width: number): (whole: string) => string {
  const fitted = fitNames(
    names.map(({ parts }) => parts),
    width,
  );
  const texts = new Map(names.map(({ whole }, at) => [whole, fitted[at]]));
  return (whole) => texts.get(whole) ?? whole;
}

/** Something that a tooltip says: the name of a bar or year, and a value with the name and the mark of its line. */
interface Pointed {
  readonly name: string;
  readonly seriesName: string;
  readonly marker: string;
  readonly value: number | null;
}

const sayValue = ({ say }: Drawn, value: number | null) => (typeof value === 'number' ? say(value) : '—');

/** Returns how much of an answer a chart does not show, in words; nothing where it shows all. */
function restInWords(
  shown: number,
  groups: number,
  rows: number,
  totalCount: number,
  language: Language,
): string {
  if (totalCount > rows)
    return language === 'zh'
      ? `（只画前 ${shown} 组；表中列出前 ${formatCount(rows)} 行，共 ${formatCount(totalCount)} 行）`
      : ` (the first; the table lists the first ${formatCount(rows)} of ${formatCount(totalCount)} rows)`;
  if (groups === shown) return '';
  return language === 'zh' ? `（共 ${groups} 组，其余见表）` : ` of ${groups}; the table has all`;
}

/** Returns the name of what is drawn with what all of its groups have in common. */
const nameWith = ({ name }: Drawn, common: string) => (common ? `${name} · ${common}` : name);

const axisOf = ({ say }: Drawn) => ({ type: 'value', axisLabel: { formatter: say, hideOverlap: true } });

function linesOf(
  rows: readonly ResultRow[],
  totalCount: number,
  yearAt: number,
  drawn: Drawn,
  language: Language,
): ResultChart {
  const years = [...new Set(rows.map(({ keys }) => keys[yearAt].code))].sort();
  const lines = groupBy(rows, ({ keys }) =>
    keys.map(({ code }, at) => (at === yearAt ? '' : code)).join('/'),
  );
  const shown = [...lines.values()].slice(0, MOST_LINES);
  const { names, common } = namesOf(
    shown.map(([first]) => first),
    yearAt,
    language,
  );
  const { read } = drawn;
  const name = nameWith(drawn, common);
  const rest = restInWords(shown.length, lines.size, rows.length, totalCount, language);
  return {
    height: 420,
    sentence:
      language === 'zh'
        ? `${name}，${years.at(0)} 至 ${years.at(-1)} 年，${shown.length} 条线${rest}。`
        : `${name}, ${years.at(0)} to ${years.at(-1)}, ${shown.length} lines${rest}.`,
    option: {
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { type: 'scroll', top: 0, formatter: fitting(names, LEGEND_WIDTH), tooltip: { show: true } },
      tooltip: {
        formatter: (pointed: Pointed | readonly Pointed[]) =>
          // The legend says only what it has shortened.
          'name' in pointed
            ? breakLines(pointed.name).join('\n')
            : [
                pointed[0].name,
                ...pointed.flatMap(({ marker, seriesName, value }) =>
                  breakLines(`${seriesName} ${sayValue(drawn, value)}`).map((line, at) =>
                    at === 0 ? marker + line : line,
                  ),
                ),
              ].join('\n'),
      },
      xAxis: { type: 'category', data: years },
      yAxis: axisOf(drawn),
      series: shown.map((own, at) => ({
        type: 'line',
        name: names[at].whole || name,
        data: years.map((year) => read(own.find(({ keys }) => keys[yearAt].code === year))),
      })),
    },
  };
}

function barsOf(
  rows: readonly ResultRow[],
  totalCount: number,
  drawn: Drawn,
  language: Language,
): ResultChart {
  const shown = rows.slice(0, MOST_BARS);
  const { names, common } = namesOf(shown, -1, language);
  const { read } = drawn;
  const name = nameWith(drawn, common);
  const rest = restInWords(shown.length, rows.length, rows.length, totalCount, language);
  const labels = (width: number) => ({ axisLabel: { formatter: fitting(names, width) } });
  return {
    height: 60 + shown.length * 20,
    sentence:
      language === 'zh' ? `${name}：${shown.length} 组${rest}。` : `${name}: ${shown.length} groups${rest}.`,
    option: {
      grid: { left: 8, right: 32, top: 8, bottom: 8, containLabel: true },
      tooltip: {
        formatter: ([{ name: whole, value }]: readonly Pointed[]) =>
          [...breakLines(whole), sayValue(drawn, value)].join('\n'),
      },
      xAxis: axisOf(drawn),
      yAxis: {
        type: 'category',
        inverse: true,
        ...labels(shown[0].keys.length > 1 ? LONG_LABEL_WIDTH : LABEL_WIDTH),
        data: names.map(({ whole }) => whole),
      },
      media: [{ query: { maxWidth: NARROW }, option: { yAxis: labels(NARROW_LABEL_WIDTH) } }],
      series: [{ type: 'bar', data: shown.map(read) }],
    },
  };
}
