import { type Cell, cellOf, editionInForce, findCell } from '../../form/cells';
import { emptyFigures, type Figures } from '../../form/figures';
import { type Label, REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { REQUEST_GROUPS, SINGLE_OTHER_HANDLING } from '../../form/requestRows';
import { type Kind, unknownCodes } from '../../shared/graphql/nearest';
import { badInput } from '../../shared/graphql/paging';
import { GroupDimension, isTableDimension } from '../request/dimensions';

/** A column or some rows of section three that a group is. */
export interface Key extends Label {
  readonly code: string;
}

/** An outcome of requests: one row, or the rows under one heading where editions print it as one or as several. */
export interface Outcome extends Key {
  readonly rows: readonly string[];
  /** Whether it is listed only where a report has it: row （六） of edition 2019 in years that have another form. */
  readonly isOptional: boolean;
}

/** The part of the table of section three that a group is; all of a report where both are null. */
export interface Cut {
  readonly applicant: Key | null;
  readonly outcome: Outcome | null;
}

/** All of a report. */
export const UNCUT: Cut = { applicant: null, outcome: null };

/** The kinds of applicants, without their total. */
export const APPLICANTS: readonly Key[] = REQUEST_COLUMNS.filter(({ code }) => code !== 'total');

const OUTCOME_ROWS = REQUEST_ROWS.filter(({ role }) => role === 'OUTCOME');
const isOtherHandling = (code: string) =>
  REQUEST_GROUPS.some(
    (group) => group.code === SINGLE_OTHER_HANDLING.code && group.rows.some((row) => row.code === code),
  );

/**
 * Returns the outcomes of years. Where the forms of the years differ, （六） is one outcome in all of them. In years of the present form
 * it is three, and one more for reports that print it as one.
 */
export function outcomesOf(years: readonly number[]): Outcome[] {
  const editions = new Set(years.map(editionInForce));
  const [edition] = editions;
  const single = { ...SINGLE_OTHER_HANDLING, isOptional: false };
  if (editions.size > 1) {
    const rows = OUTCOME_ROWS.filter(({ code }) => isOtherHandling(code)).map(({ code }) => code);
    return [...OUTCOME_ROWS.filter(({ code }) => !isOtherHandling(code)).map(asOutcome), { ...single, rows }];
  }
  return OUTCOME_ROWS.map((row) => ({ ...asOutcome(row), isOptional: !row.editions.includes(edition) }));
}

const asOutcome = ({ code, zh, en }: Key): Outcome => ({ code, zh, en, rows: [code], isOptional: false });

/** Which kinds of applicants and outcomes are groups; all where null. */
export interface CutFilter {
  readonly applicants?: readonly string[] | null;
  readonly outcomes?: readonly string[] | null;
}

/** Returns those of the keys that are named, by their codes or by the heading they are printed under. Refuses names that there are not. */
function named<K extends Key>(
  keys: readonly K[],
  names: readonly string[] | null | undefined,
  what: Kind,
): K[] {
  if (!names) return [...keys];
  if (names.length === 0)
    throw badInput(
      `filter.${what.en}s`,
      `请至少给出一个${what.zh}，或不填。`,
      `Name one ${what.en} at least, or leave it out.`,
    );
  const headingOf = (code: string) => code.split('.')[0];
  const words = new Set(keys.flatMap(({ code }) => [code, headingOf(code)]));
  const unknown = names.filter((name) => !words.has(name));
  if (unknown.length > 0) throw unknownCodes(`filter.${what.en}s`, what, unknown, words);
  return keys.filter(({ code }) => names.includes(code) || names.includes(headingOf(code)));
}

const APPLICANT: Kind = { zh: '申请人类型', en: 'applicant' };
const OUTCOME: Kind = { zh: '办理结果', en: 'outcome' };

/** Returns the parts of the table that groups of some years are, those of the first dimension first. */
export function cutsOf(
  by: readonly GroupDimension[],
  years: readonly number[],
  filter: CutFilter | null,
): Cut[] {
  const parts = {
    APPLICANT: named(APPLICANTS, filter?.applicants, APPLICANT),
    OUTCOME: named(outcomesOf(years), filter?.outcomes, OUTCOME),
  };
  let cuts: Cut[] = [UNCUT];
  for (const dimension of by.filter(isTableDimension))
    cuts = cuts.flatMap((cut): Cut[] =>
      dimension === GroupDimension.APPLICANT
        ? parts.APPLICANT.map((applicant) => ({ ...cut, applicant }))
        : parts.OUTCOME.map((outcome) => ({ ...cut, outcome })),
    );
  return cuts;
}

const CODE = /^requests\.(.+)\.(\w+)$/;

/** Returns whether a cell is in a part of the table. */
export function isInCut({ code }: Cell, { applicant, outcome }: Cut): boolean {
  if (!applicant && !outcome) return true;
  const [, row, column] = CODE.exec(code) ?? [];
  return (
    row !== undefined && (!applicant || applicant.code === column) && (!outcome || outcome.rows.includes(row))
  );
}

/** Returns the cells of one column of an outcome. */
export const outcomeCells = ({ rows }: Outcome, column: string): Cell[] =>
  rows.flatMap((row) => findCell(`requests.${row}.${column}`) ?? []);

/** Returns the cells whose count tells that a report has an outcome. */
export const cellsOfCut = ({ applicant, outcome }: Cut): Cell[] =>
  outcome
    ? (applicant ? [applicant] : REQUEST_COLUMNS).flatMap(({ code }) => outcomeCells(outcome, code))
    : [];

const REQUEST_CELLS = REQUEST_ROWS.flatMap((row) =>
  REQUEST_COLUMNS.map((column) => cellOf(`requests.${row.code}.${column.code}`)),
);

/** Returns figures of which only a part of the table is left. */
export function cutFigures(figures: Figures, cut: Cut): Figures {
  if (cut === UNCUT) return figures;
  const left = emptyFigures();
  for (const { position } of REQUEST_CELLS.filter((cell) => isInCut(cell, cut)))
    left.counts[position - 1] = figures.counts[position - 1];
  return left;
}
