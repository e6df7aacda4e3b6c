import { cellOf, cellsOfEdition, findCell } from '../../../../src/form/cells';
import { evaluateChecks } from '../../../../src/form/evaluate';
import { emptyFigures, type Figures, getFigure, setFigure } from '../../../../src/form/figures';
import type { CheckContext, Editions, Finding } from '../../../../src/form/finding';
import { readCell } from '../../../../src/form/readCell';
import { TABLE_SECTIONS } from '../../../../src/form/sections';
import { setAtPath, type Tree, tablePath } from '../../../../src/form/tablePaths';
import { computeTotals } from '../../../../src/form/totals';
import type { Fields } from '../held/held';
import { checkIndicators, indicatorOf } from './indicatorEntries';
import { sentValue } from './sentValue';

/** The fields of the sections of prose, by the numbers of the sections. */
export const TEXT_FIELDS = { 1: 'overview', 5: 'problems', 6: 'otherMatters' } as const;

/** Returns what the form refuses of a text of a cell; null where it takes it. */
export const refusalOf = (code: string, text: string): Finding | null =>
  readCell(cellOf(code), sentValue(code, text)).finding ?? null;

/** Returns what the form does with a unit that a text of a cell has; null where it has none. */
export const conversionOf = (code: string, text: string): Finding | null =>
  readCell(cellOf(code), sentValue(code, text)).conversion ?? null;

/** Returns the figure that the form takes a text of a cell for; the text itself where it takes it for none. */
export function figureOf(code: string, text: string): ReturnType<typeof sentValue> {
  const sent = sentValue(code, text);
  return readCell(cellOf(code), sent).value ?? sent;
}

/** What the rules of the form find in what is typed, and what they add to it. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** What was done with units that are typed with figures, by the fields. */
  readonly conversions: ReadonlyMap<string, Finding>;
  /** Totals that were left out and that their parts determine, by code. */
  readonly totals: ReadonlyMap<string, string>;
  /** The fields of figures that hold none. */
  readonly wrong: ReadonlySet<string>;
  /** The fields that the form asks for, and those that hold something, typed or added up. */
  readonly toFill: readonly string[];
  readonly filled: ReadonlySet<string>;
}

/** Returns the figures of cells as they are published, for the rules that compare with the year before. */
export function figuresOf(
  cells: readonly { readonly code: string; readonly value: number | string | null }[],
): Figures {
  const figures = emptyFigures();
  for (const { code, value } of cells) if (value !== null) setFigure(figures, cellOf(code), value);
  return figures;
}

const NARRATIVES: readonly string[] = Object.values(TEXT_FIELDS);

/** The cells and texts that a form asks for, each section in its edition. */
const fieldsToFill = (editions: Editions): string[] => [
  ...TABLE_SECTIONS.flatMap((section) => cellsOfEdition(editions[section], section).map(({ code }) => code)),
  ...NARRATIVES,
];

/** Returns the fields that a finding is about. */
export const fieldsAbout = ({
  cells = [],
  path,
}: {
  readonly cells?: readonly string[];
  readonly path: string;
}): readonly string[] =>
  cells.length > 0 ? cells : NARRATIVES.includes(path) || indicatorOf(path) !== null ? [path] : [];

/** Whether a finding is only about what nobody has typed yet: it says so when the report is submitted, not while it is begun. */
export function isOfBlanks(finding: Parameters<typeof fieldsAbout>[0], filled: ReadonlySet<string>): boolean {
  const about = fieldsAbout(finding);
  return about.length > 0 && !about.some((field) => filled.has(field));
}

/** The form that is typed into. */
export interface Form {
  readonly year: number;
  /** The edition of each table: that in which the report is stored, which need not be the one in force for the year. */
  readonly editions: Editions;
  /** Cells without a figure of which nobody knows whether they are blank. */
  readonly unknown?: readonly string[];
}

/** Checks what is typed by the rules of the form. What only the hub knows, such as who may make rules, it checks itself when it is sent. */
export function checkEntries(
  fields: Fields,
  { year, editions, unknown = [] }: Form,
  previous: CheckContext['previous'],
): Checked {
  const figures = emptyFigures();
  const refused: Finding[] = [];
  const conversions: Finding[] = [];
  for (const [field, text] of Object.entries(fields)) {
    const cell = findCell(field);
    if (!cell) continue;
    const { value, finding, conversion } = readCell(cell, sentValue(field, text));
    if (conversion) conversions.push(conversion);
    if (finding) refused.push(finding);
    else if (value !== null) setFigure(figures, cell, value);
  }
  refused.push(...checkIndicators(fields));
  const wrong = new Set(refused.map(({ path }) => path));
  const computed = computeTotals(figures, (code) => wrong.has(code) || unknown.includes(code));
  const content = {
    year,
    figures,
    editions,
    computed,
    unknown: unknown.filter((code) => getFigure(figures, cellOf(code)) === null),
    notes: {},
    overview: fields.overview ?? '',
    problems: fields.problems ?? '',
    otherMatters: fields.otherMatters ?? '',
  };
  const found = evaluateChecks(content, { previous, mayMakeRules: true });
  const filled = new Set([
    ...computed,
    ...Object.keys(fields).filter((field) => (fields[field] ?? '').trim() !== ''),
  ]);
  return {
    findings: [...refused, ...conversions, ...found],
    conversions: new Map(conversions.map((finding) => [finding.path, finding])),
    filled,
    toFill: fieldsToFill(editions),
    totals: new Map(computed.map((code) => [code, String(getFigure(figures, cellOf(code)))])),
    wrong,
  };
}

/** Notes that the hub has beside figures, by the codes of their cells. */
export type Notes = Readonly<Record<string, string>>;

/** Returns the table of a section as it is sent, each cell where the form sends it, with the notes that stand in them. */
export function tableOf(fields: Fields, codes: readonly string[], notes: Notes): object {
  const tables: Tree = {};
  for (const code of codes) {
    const value = sentValue(code, fields[code] ?? '');
    setAtPath(tables, tablePath({ code }), notes[code] ? { value, note: notes[code] } : value);
  }
  return Object.values(tables)[0] as object;
}
