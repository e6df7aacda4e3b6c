import { CELLS_IN_ORDER } from '../../../src/form/cells';
import {
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  type Label,
  PROACTIVE_LINES,
  REQUEST_COLUMNS,
} from '../../../src/form/lines';
import { itemOfLine } from '../../../src/form/proactiveBlocks';
import { requestRows } from '../../../src/form/requestRows';
import { SECTIONS } from '../../../src/form/sections';
import { type ShownValue } from '../figures/shownValue';
import { readRowLabel } from '../report/rowLabels';
import { type Difference, differenceOf } from './difference';

/** A line that is compared: one value in each column. */
export interface CompareLine {
  readonly code: string;
  readonly label: Label;
  /** What it is printed under. */
  readonly heading: Label | null;
  readonly isBelow: boolean;
}

/** Lines under a title. */
export interface ComparePart {
  /** Its name in the address. */
  readonly name: string;
  readonly title: Label;
  readonly lines: readonly CompareLine[];
}

/** What has a value of a code in each column. */
export type ColumnValues = ReadonlyMap<string, ShownValue>;

/** A value that is not of the form: a measure or an indicator. */
interface OtherValue extends Label {
  readonly code: string;
}

const CODES = new Set(CELLS_IN_ORDER.map(({ code }) => code));
const proactive: readonly CompareLine[] = PROACTIVE_LINES.map((line) => ({
  code: line.code,
  label: line,
  heading: itemOfLine(line),
  isBelow: false,
}));
const disputes: readonly CompareLine[] = DISPUTE_GROUPS.flatMap((group) =>
  DISPUTE_OUTCOMES.map((outcome) => ({
    code: `disputes.${group.code}.${outcome.code}`,
    label: outcome,
    heading: group,
    isBelow: false,
  })),
);
/** The rows of section three of both editions; those that only the form of 2019 has come after the others. */
const ROWS = [
  ...requestRows(2021),
  ...requestRows(2019).filter(({ code }) => !requestRows(2021).some((row) => row.code === code)),
];

const requests = (isByApplicant: boolean): CompareLine[] =>
  ROWS.flatMap((row) => {
    const { heading, label } = readRowLabel(row);
    const lineOf = (column: string, own: Label, isBelow: boolean) => ({
      code: `requests.${row.code}.${column}`,
      label: own,
      heading,
      isBelow,
    });
    const others = REQUEST_COLUMNS.filter(({ code }) => code !== 'total');
    return [
      lineOf('total', label, false),
      ...(isByApplicant ? others.map((column) => lineOf(column.code, column, true)) : []),
    ];
  }).filter(({ code }) => CODES.has(code));

const linesOf = (values: readonly OtherValue[]): CompareLine[] =>
  values.map((value) => ({ code: value.code, label: value, heading: null, isBelow: false }));

/** Returns everything that can be compared, in the order of the form; measures and indicators come first. */
export function partsOf(
  isByApplicant: boolean,
  measures: readonly OtherValue[],
  indicators: readonly OtherValue[],
): ComparePart[] {
  const tables: Readonly<Record<number, readonly CompareLine[]>> = {
    2: proactive,
    3: requests(isByApplicant),
    4: disputes,
  };
  return [
    { name: 'measures', title: { zh: '派生指标', en: 'Measures' }, lines: linesOf(measures) },
    { name: 'indicators', title: { zh: '补充指标', en: 'Indicators' }, lines: linesOf(indicators) },
    ...SECTIONS.filter(({ isNarrative }) => !isNarrative).map(({ number, numeral, zh, en }) => ({
      name: String(number),
      title: { zh: `${numeral}、${zh}`, en: `${number}. ${en}` },
      lines: tables[number],
    })),
  ];
}

/** A line with how each column differs from the first. */
export interface ComparedLine extends CompareLine {
  /** One for each column; the first is no difference. */
  readonly differences: readonly Difference[];
  /** A line without any figure does not differ. */
  readonly isDifferent: boolean;
}

/** Returns the lines of a part beside each other. Left out are those that no column has in its form, and where it is wanted those that do not differ. */
export function compareLines(
  lines: readonly CompareLine[],
  columns: readonly ColumnValues[],
  isOnlyDifferent: boolean,
): ComparedLine[] {
  return lines
    .filter(({ code }) =>
      columns.some((column) => column.has(code) && column.get(code)?.state !== 'NOT_IN_EDITION'),
    )
    .map((line) => {
      const [first] = columns;
      const differences = columns.map((column, at) =>
        at === 0 ? { kind: 'SAME' as const } : differenceOf(first.get(line.code), column.get(line.code)),
      );
      const hasFigure = columns.some((column) => (column.get(line.code)?.value ?? null) !== null);
      return {
        ...line,
        differences,
        isDifferent: hasFigure && differences.some(({ kind }) => kind !== 'SAME'),
      };
    })
    .filter(({ isDifferent }) => isDifferent || !isOnlyDifferent);
}

/** Returns how many lines differ in a figure, and how many others cannot be compared. */
export function countDifferences(lines: readonly Pick<ComparedLine, 'differences'>[]): {
  readonly changed: number;
  readonly incomparable: number;
} {
  const has = (...wanted: Difference['kind'][]) =>
    lines.filter(({ differences }) => differences.some(({ kind }) => wanted.includes(kind)));
  const changed = new Set(has('CHANGE'));
  return {
    changed: changed.size,
    incomparable: has('NOT_COMPARABLE', 'UNCERTAIN').filter((line) => !changed.has(line)).length,
  };
}
