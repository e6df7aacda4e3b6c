import { DIMENSIONS as LABELS } from '../../../src/shared/dimensionWords';
import { haveShares } from '../../../src/shared/shareInWords';
import type { WebDistributionVariables, WebRowsVariables } from '../api/generated/documents';
import { toWords } from '../language/toWords';
import { endOfDay, readDay } from '../place/day';
import { LEVELS, type Level } from '../place/levels';
import { readYears } from '../place/readYears';
import { codeOfValue } from './formulas';

/** A dimension that rows are of. */
export type Dimension = WebRowsVariables['by'][number];
/** What of a value is meant. */
export type FigureOf = NonNullable<NonNullable<WebRowsVariables['orderBy']>['figure']>;
type AgencyKind = NonNullable<WebRowsVariables['kinds']>[number];

/** A condition that rows meet. */
export interface Condition {
  readonly value: string;
  readonly figure: FigureOf;
  readonly min: number | null;
  readonly max: number | null;
}

/** By what rows are ordered. */
export interface Order {
  readonly field: string;
  readonly figure: FigureOf;
  readonly isAscending: boolean;
}

/** A question for rows, as the address of the page holds it. */
export interface Question {
  readonly place: string;
  /** The first and the last year. */
  readonly from: number;
  readonly to: number;
  /** The day whose state is asked for; null for the present one. */
  readonly asOf: string | null;
  readonly by: readonly Dimension[];
  readonly values: readonly string[];
  /** Only agencies of these kinds; none of them means all. */
  readonly kinds: readonly AgencyKind[];
  /** Only agencies of places of these levels; none of them means all. */
  readonly levels: readonly Level[];
  /** Only these outcomes or headings of outcomes; none of them means all. */
  readonly outcomes: readonly string[];
  readonly having: readonly Condition[];
  /** Null for the order of the keys. */
  readonly order: Order | null;
  /** The groups that its chart shows, as the chart calls them; none of them means those that come first or are the largest. */
  readonly drawing: readonly string[];
}

/** The dimensions in words, Chinese and English. */
export const DIMENSIONS = toWords<Dimension>(LABELS);

/** What of a value rows are ordered and filtered by, in words. */
export const FIGURES: Readonly<Record<FigureOf, readonly [zh: string, en: string]>> = {
  VALUE: ['数值', 'Value'],
  SHARE: ['占比', 'Share'],
  DIFFERENCE: ['比上年增减', 'Change'],
  GROWTH: ['比上年增长', 'Growth'],
};

/** Returns what of a value rows of a question have: shares where a row is a part of something, changes where each row is of one year. */
export function figuresOf({ by, from, to }: Pick<Question, 'by' | 'from' | 'to'>): readonly FigureOf[] {
  const isOfOneYear = by.includes('YEAR') || from === to;
  return [
    'VALUE',
    ...(haveShares(by) ? (['SHARE'] as const) : []),
    ...(isOfOneYear ? (['DIFFERENCE', 'GROWTH'] as const) : []),
  ];
}

/** Kinds of agencies, the most usual first. */
export const KINDS: readonly AgencyKind[] = ['DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION', 'GOVERNMENT'];

/** The most of each on the page. */
export const MOST_DIMENSIONS = 3;
export const MOST_VALUES = 10;
export const MOST_CONDITIONS = 5;

const list = (text: string | null) => (text ?? '').split(',').filter(Boolean);
const codes = (text: string | null) => list(text).map(codeOfValue);
const oneOf = <Name extends string>(names: Readonly<Record<Name, unknown>>, text: string | null) =>
  text !== null && text in names ? (text as Name) : null;
const numberOf = (text: string | undefined) =>
  text === undefined || text === '' || Number.isNaN(Number(text)) ? null : Number(text);

function readCondition(text: string): Condition {
  const [value, figure, min, max] = text.split('~');
  return {
    value: codeOfValue(value),
    figure: oneOf(FIGURES, figure ?? null) ?? 'VALUE',
    min: numberOf(min),
    max: numberOf(max),
  };
}
/** Returns a condition as addresses hold it. */
export const writeCondition = ({ value, figure, min, max }: Condition) =>
  `${value}~${figure}~${min ?? ''}~${max ?? ''}`;

/** Reads a question from an address. What is missing there is the last year, by agency. */
export function readQuestion(
  state: URLSearchParams,
  {
    place,
    year,
    years,
  }: { readonly place: string; readonly year: number; readonly years: readonly number[] },
): Question {
  const named = readYears(state.get('years'), years);
  const by = list(state.get('by')).filter((name): name is Dimension => name in DIMENSIONS);
  const field = state.get('order');
  return {
    place,
    from: named.at(0) ?? year,
    to: named.at(-1) ?? year,
    asOf: readDay(state.get('asOf')),
    by: by.length > 0 ? [...new Set(by)].slice(0, MOST_DIMENSIONS) : ['AGENCY'],
    values: [...new Set(codes(state.get('values')))].slice(0, MOST_VALUES),
    kinds: KINDS.filter((kind) => list(state.get('kinds')).includes(kind)),
    levels: list(state.get('levels')).filter((level): level is Level => level in LEVELS),
    outcomes: list(state.get('outcomes')),
    having: list(state.get('having')).slice(0, MOST_CONDITIONS).map(readCondition),
    order: field
      ? {
          field: codeOfValue(field),
          figure: oneOf(FIGURES, state.get('figure')) ?? 'VALUE',
          isAscending: state.get('direction') === 'ASC',
        }
      : null,
    drawing: list(state.get('draw')),
  };
}

/** Returns the parts of an address that hold a question. */
export const writeQuestion = (question: Question): Record<string, string | null> => ({
  place: question.place,
  years: spanOf(question),
  asOf: question.asOf,
  by: question.by.join(','),
  values: question.values.join(','),
  kinds: question.kinds.join(','),
  levels: question.levels.join(','),
  outcomes: question.outcomes.join(','),
  having: question.having.map(writeCondition).join(','),
  order: question.order?.field ?? null,
  figure: question.order && question.order.figure !== 'VALUE' ? question.order.figure : null,
  direction: question.order?.isAscending ? 'ASC' : null,
  draw: question.drawing.join(',') || null,
});

/** Returns the years of a question as they are written: one, or the first and the last. */
export const spanOf = ({ from, to }: Question): string => (from === to ? String(from) : `${from}-${to}`);

/** Returns a question without what rows of its dimensions and years do not have: values that are not among these codes, shares and changes, and outcomes where rows are of none. */
export function fitted(question: Question, codes: ReadonlySet<string>, usual: string): Question {
  const own = question.values.filter((code) => codes.has(code));
  const figures = figuresOf(question);
  const { order } = question;
  return {
    ...question,
    values: own.length > 0 ? own : [usual],
    outcomes: question.by.includes('OUTCOME') ? question.outcomes : [],
    having: question.having.filter(({ value, figure }) => codes.has(value) && figures.includes(figure)),
    order:
      order && codes.has(order.field)
        ? { ...order, figure: figures.includes(order.figure) ? order.figure : 'VALUE' }
        : null,
  };
}

/** Whether the bounds of a condition exclude each other, so that no figure meets it. */
export const isImpossible = ({ min, max }: Pick<Condition, 'min' | 'max'>): boolean =>
  min !== null && max !== null && min > max;

/** Returns the conditions that rows must meet: one without a bound, and one that nothing meets, is none until that is mended. */
export const boundedIn = ({ having }: Question): readonly Condition[] =>
  having.filter(
    (condition) => (condition.min !== null || condition.max !== null) && !isImpossible(condition),
  );

/** Which rows a question is for, as the documents of the pages take it. */
const selectionOf = (question: Question) => ({
  place: question.place,
  years: yearsOf(question),
  asOf: question.asOf && endOfDay(question.asOf),
  kinds: question.kinds.length > 0 ? question.kinds : null,
  levels: question.levels.length > 0 ? question.levels : null,
  by: question.by,
  filter: question.outcomes.length > 0 ? { outcomes: question.outcomes } : null,
  having: boundedIn(question).length > 0 ? boundedIn(question) : null,
});

/** Returns the variables of the document that answers a question, with the rows from a cursor on. */
export const variablesOf = (
  question: Question,
  first: number,
  after: string | null = null,
): WebRowsVariables => ({
  ...selectionOf(question),
  values: question.values,
  orderBy: question.order && {
    field: question.order.field,
    figure: question.order.figure,
    direction: question.order.isAscending ? 'ASC' : 'DESC',
  },
  first,
  after,
});

/** The years of a question. */
export const yearsOf = ({ from, to }: Question): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/**
 * Whether the rows of a question are all parts of one whole, with which their table ends. Those that meet a condition are only some of them, and what is
 * by applicant or outcome has the total of the form among its values.
 */
export const hasTotals = (question: Question): boolean =>
  boundedIn(question).length === 0 && !question.by.includes('APPLICANT') && !question.by.includes('OUTCOME');

/** The bins of a histogram. */
const BINS = 20;

/** Returns the variables of the document that says how a value of a question is spread. */
export const distributionOf = (question: Question, value: string): WebDistributionVariables => ({
  ...selectionOf(question),
  value,
  bins: BINS,
});

/** Returns the address of the explorer with a document and its variables; they are in its fragment, which is not sent anywhere. */
export const explorerOf = (query: string, variables: object): string =>
  `/explorer#${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) })}`;
