import type { WebRowsVariables } from '../api/generated/documents';

/** A dimension that rows are of. */
export type Dimension = WebRowsVariables['by'][number];

/** A question for rows, as the address of the page holds it. */
export interface Question {
  readonly place: string;
  /** The first and the last year. */
  readonly from: number;
  readonly to: number;
  readonly by: readonly Dimension[];
  readonly values: readonly string[];
  /** The code of the value that rows are ordered by; null for the order of their keys. */
  readonly order: string | null;
  readonly isAscending: boolean;
  /** Only rows whose first value is at least this; null for all. */
  readonly least: number | null;
}

/** The dimensions in words, Chinese and English. */
export const DIMENSIONS: Readonly<Record<Dimension, readonly [zh: string, en: string]>> = {
  AGENCY: ['机关', 'Agency'],
  CHILD: ['下级区划', 'Place below'],
  YEAR: ['年度', 'Year'],
  LEVEL: ['级别', 'Level'],
  KIND: ['机关类别', 'Kind of agency'],
  APPLICANT: ['申请人', 'Applicant'],
  OUTCOME: ['办理结果', 'Outcome'],
};

/** The most dimensions and values of a question on the page. */
export const MOST_DIMENSIONS = 3;
export const MOST_VALUES = 10;

const list = (text: string | null) => (text ?? '').split(',').filter(Boolean);

/** Reads a question from an address. What is missing there is the last year, by agency. */
export function readQuestion(
  state: URLSearchParams,
  {
    place,
    year,
    years,
  }: { readonly place: string; readonly year: number; readonly years: readonly number[] },
): Question {
  const [from, to = from] = (state.get('years') ?? '').split('-').map(Number);
  const by = list(state.get('by')).filter((name): name is Dimension => name in DIMENSIONS);
  const least = state.get('least');
  return {
    place,
    from: years.includes(from) ? from : year,
    to: years.includes(to) && to >= from ? to : year,
    by: by.length > 0 ? by.slice(0, MOST_DIMENSIONS) : ['AGENCY'],
    values: list(state.get('values')).slice(0, MOST_VALUES),
    order: state.get('order'),
    isAscending: state.get('direction') === 'ASC',
    least: least === null || Number.isNaN(Number(least)) ? null : Number(least),
  };
}

/** Returns the parts of an address that hold a question. */
export const writeQuestion = (question: Question): Record<string, string | null> => ({
  place: question.place,
  years: question.from === question.to ? String(question.from) : `${question.from}-${question.to}`,
  by: question.by.join(','),
  values: question.values.join(','),
  order: question.order,
  direction: question.isAscending ? 'ASC' : null,
  least: question.least === null ? null : String(question.least),
});

/** Returns the years of a question. */
export const yearsOf = ({ from, to }: Question): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Returns the variables of the document that answers a question, a page at a time. */
export const variablesOf = (question: Question, first: number): WebRowsVariables => ({
  place: question.place,
  years: yearsOf(question),
  by: question.by,
  values: question.values,
  orderBy: question.order
    ? { field: question.order, direction: question.isAscending ? 'ASC' : 'DESC' }
    : null,
  having: question.least === null ? null : [{ value: question.values[0], min: question.least }],
  first,
});

/** Returns a question as GraphQL that can be copied and run anywhere. */
export function asGraphQL(question: Question, first: number): string {
  const { place, by, values, order, isAscending, least } = question;
  const lines = [
    `by: [${by.join(', ')}]`,
    `values: [${values.map((code) => `"${code}"`).join(', ')}]`,
    ...(order ? [`orderBy: { field: "${order}", direction: ${isAscending ? 'ASC' : 'DESC'} }`] : []),
    ...(least === null ? [] : [`having: [{ value: "${values[0]}", min: ${least} }]`]),
    `first: ${first}`,
  ];
  return `{
  rollup(years: [${yearsOf(question).join(', ')}], filter: { jurisdiction: "${place}" }) {
    coverage { expected included }
    rows(
      ${lines.join('\n      ')}
    ) {
      totalCount
      nodes {
        rank
        keys { dimension code labelZh labelEn }
        values { code labelZh unitZh value state reasonZh share growth }
        coverage { expected included }
      }
    }
  }
}`;
}
