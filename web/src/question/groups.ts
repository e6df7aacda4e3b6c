import { groupBy } from '../../../src/shared/groupBy';
import { formatPoints, pointsOf } from '../figures/change';
import { formatFigure, formatPercent } from '../figures/formatFigure';
import { isRatio, signOf, signOfShare } from '../figures/shownValue';
import type { Language } from '../language/language';
import { readRowLabel } from '../report/rowLabels';
import { FIGURES, type Question } from './question';
import type { ResultRow } from './Result';

type ResultKey = ResultRow['keys'][number];

/** What a chart shows of its rows: a value, or its share, change or growth. */
export interface Drawn {
  readonly name: string;
  readonly read: (row: ResultRow | undefined) => number | null;
  /** Returns a label with the unit of what is shown. */
  readonly withUnit: (label: string) => string;
  /** The sign of a figure that is not exact. */
  readonly signOf: (row: ResultRow | undefined) => string;
  readonly say: (value: number) => string;
}

const FIELDS = { VALUE: 'value', SHARE: 'share', DIFFERENCE: 'difference', GROWTH: 'growth' } as const;

const numberOf = (value: number | string | null | undefined) =>
  value === null || value === undefined ? null : Number(value);

/** Returns a label with a unit behind it. */
export function withUnit(label: string, unit: string | undefined, language: Language): string {
  if (!unit) return label;
  return language === 'zh' ? `${label}（${unit}）` : `${label} (${unit})`;
}

/** Returns what a chart shows: that by which rows are ordered, and their first value otherwise. */
export function drawnOf([first]: readonly ResultRow[], { order }: Question, language: Language): Drawn {
  const ordered = first.values.findIndex(({ code }) => code === order?.field);
  const at = Math.max(0, ordered);
  const figure = ordered >= 0 && order ? order.figure : 'VALUE';
  const { code, labelZh, labelEn, unitZh, unitEn } = first.values[at];
  const label = language === 'zh' ? labelZh : labelEn;
  const points = figure === 'DIFFERENCE' ? pointsOf(first.values[at]) : null;
  const isInPercent = figure === 'SHARE' || figure === 'GROWTH' || (isRatio(code) && !points);
  const own = language === 'zh' ? unitZh : unitEn;
  const inPoints = points?.[language];
  return {
    name: figure === 'VALUE' ? label : `${label} · ${FIGURES[figure][language === 'zh' ? 0 : 1]}`,
    read: (row) => numberOf(row?.values[at][FIELDS[figure]]),
    withUnit: (label) => withUnit(label, isInPercent ? '%' : (inPoints ?? own), language),
    signOf: (row) => {
      const value = row?.values[at];
      if (figure === 'SHARE') return signOfShare(value);
      return signOf(figure === 'VALUE' ? value?.qualifier : value?.changeQualifier);
    },
    say: (value) => {
      if (points) return formatPoints(value, points, language);
      return isInPercent ? formatPercent(value, language) : formatFigure(value, language);
    },
  };
}

/** The rows of an answer that have the same keys in some dimensions: a bar, a line, a panel or a line of a matrix. */
export interface Group {
  readonly key: string;
  readonly rows: readonly ResultRow[];
}

/** Returns by what the groups of rows are called where they are of the dimensions at these places; an address holds it. */
export const groupKey = ({ keys }: ResultRow, ats: readonly number[]): string =>
  ats.map((at) => keys[at].code).join('/');

/** Returns how large a group is by what is drawn of it in the last year that it has. */
function sizeOf({ rows }: Group, yearAt: number, { read }: Drawn): number {
  const filled = rows.filter((row) => read(row) !== null);
  if (filled.length === 0) return Number.NEGATIVE_INFINITY;
  if (yearAt < 0) return filled.reduce((sum, row) => sum + (read(row) ?? 0), 0);
  const last = filled
    .map(({ keys }) => keys[yearAt].code)
    .toSorted()
    .at(-1);
  return filled
    .filter(({ keys }) => keys[yearAt].code === last)
    .reduce((sum, row) => sum + (read(row) ?? 0), 0);
}

/** The groups of an answer, and those of them that its chart shows. */
export interface Choice {
  readonly shown: readonly Group[];
  readonly total: number;
  /** Why these: all there are, those that somebody chose, those that come first in the order of the table, or the largest. */
  readonly why: 'ALL' | 'CHOSEN' | 'FIRST' | 'LARGEST';
}

/**
 * Returns the groups that a chart shows: those that the address names; else the first by the order that was asked for, or without one the largest.
 * Where there are more rows than are here, which groups are the largest is not known: the first are shown.
 * All of them stand in the order of the table where there is room for all.
 */
export function chooseGroups(
  rows: readonly ResultRow[],
  ats: readonly number[],
  usual: number,
  drawn: Drawn,
  { drawing, order }: Pick<Question, 'drawing' | 'order'>,
  isCut: boolean,
): Choice {
  const groups = [...groupBy(rows, (row) => groupKey(row, ats))].map(([key, own]) => ({ key, rows: own }));
  const total = groups.length;
  const named = new Set(drawing);
  const chosen = groups.filter(({ key }) => named.has(key));
  if (chosen.length > 0) return { shown: chosen, total, why: chosen.length === total ? 'ALL' : 'CHOSEN' };
  if (total <= usual) return { shown: groups, total, why: 'ALL' };
  if (order || isCut) return { shown: groups.slice(0, usual), total, why: 'FIRST' };
  const yearAt = rows[0].keys.findIndex(({ dimension }) => dimension === 'YEAR');
  const sizes = new Map(groups.map((group) => [group, sizeOf(group, yearAt, drawn)]));
  // Groups without a figure come last, among each other as they stand.
  const bySize = groups.toSorted((one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0) || 0);
  return { shown: bySize.slice(0, usual), total, why: 'LARGEST' };
}

/** Returns how a key is said in a chart: an outcome without the words that all are printed under, its own before its heading. */
export function keyLabel({ dimension, labelZh, labelEn }: ResultKey, language: Language): string {
  if (dimension !== 'OUTCOME') return language === 'en' && labelEn ? labelEn : labelZh;
  const { heading, label } = readRowLabel({ zh: labelZh, en: labelEn ?? labelZh });
  if (!heading) return label[language];
  return language === 'zh' ? `${label.zh} ${heading.zh}` : `${label.en} (${heading.en})`;
}

const yearOf = ({ keys }: ResultRow) => keys.find(({ dimension }) => dimension === 'YEAR')?.code ?? '';

/** Returns the row that names rows of several years: that of the last of them. */
export const namingRow = (rows: readonly ResultRow[]): ResultRow =>
  rows.reduce((last, row) => (yearOf(row) > yearOf(last) ? row : last));

/** Returns how many kinds of keys rows have in a dimension. */
export const kindsAt = (rows: readonly ResultRow[], at: number): number =>
  new Set(rows.map(({ keys }) => keys[at].code)).size;

/** A name as a chart has it: in full, and in the parts that are shortened one by one. */
export interface ChartName {
  readonly full: string;
  readonly parts: readonly string[];
}

/** Returns how groups are called by what tells them apart, and what they have in common. */
export function namesOf(
  groups: readonly Group[],
  dimensions: readonly number[],
  language: Language,
): { readonly names: readonly ChartName[]; readonly common: string } {
  const firsts = groups.map(({ rows }) => namingRow(rows));
  const isCommon = (at: number) => firsts.every(({ keys }) => keys[at].code === firsts[0].keys[at].code);
  const common = groups.length > 1 ? dimensions.filter(isCommon) : [];
  const say = (row: ResultRow, ats: readonly number[]) => ats.map((at) => keyLabel(row.keys[at], language));
  // What tells most groups apart comes first.
  const own = dimensions
    .filter((at) => !common.includes(at))
    .toSorted((a, b) => kindsAt(firsts, b) - kindsAt(firsts, a));
  const names = firsts.map((row) => say(row, own)).map((parts) => ({ full: parts.join(' · '), parts }));
  return { names, common: say(firsts[0], common).join(' · ') };
}
