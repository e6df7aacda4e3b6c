import { addAmounts, addReported, emptyFigures, type Figures } from '../../form/figures';

/** How many reports a sum was expected to hold and does hold. */
export interface Counted {
  readonly expected: number;
  readonly included: number;
  readonly withErrors: number;
  readonly blankCells: number;
  readonly notApplicableCells: number;
  readonly edition2019: number;
}

/** The SQL that counts the rows of expectedReportsCte. */
export const COUNTED_SQL: Readonly<Record<keyof Counted, string>> = {
  expected: 'count(*)::int',
  included: 'count(revision_id)::int',
  withErrors: 'count(*) filter (where error_count > 0)::int',
  blankCells: 'coalesce(sum(blank_cells), 0)::int',
  notApplicableCells: 'coalesce(sum(not_applicable_cells), 0)::int',
  edition2019: 'count(*) filter (where proactive_edition = 2019 or requests_edition = 2019)::int',
};

/** A sum of reports with what it holds. */
export interface Sum extends Counted {
  readonly key: string;
  /** Whether its figures are hidden, because they would show the unpublished work of one agency or two. */
  readonly isSuppressed: boolean;
  readonly figures: Figures;
}

/** The sum of a group with its codes, one for each dimension. */
export interface GroupSum {
  readonly codes: readonly string[];
  readonly sum: Sum;
}

/** What is counted of no report. */
export const NOTHING_COUNTED: Counted = {
  expected: 0,
  included: 0,
  withErrors: 0,
  blankCells: 0,
  notApplicableCells: 0,
  edition2019: 0,
};

/** Figures in which nothing is reported, for all sums without any. */
const NONE = emptyFigures();

/** Adds sums. The result is suppressed when one of them is. Of no sums it has 0 reports and null figures. */
export function addSums(sums: readonly Sum[], key: string): Sum {
  if (sums.length === 1) return { ...sums[0], key };
  if (sums.length === 0) return { key, ...NOTHING_COUNTED, isSuppressed: false, figures: NONE };
  const add = (name: keyof Counted) => sums.reduce((total, sum) => total + sum[name], 0);
  const counted = Object.fromEntries(
    Object.keys(NOTHING_COUNTED).map((name) => [name, add(name as keyof Counted)]),
  ) as unknown as Counted;
  if (sums.some((sum) => sum.isSuppressed)) return { key, ...counted, isSuppressed: true, figures: NONE };
  const figures: Figures = {
    counts: NONE.counts.map((_, at) => addReported(sums.map((sum) => sum.figures.counts[at] ?? null))),
    amounts: NONE.amounts.map((_, at) => addAmounts(sums.map((sum) => sum.figures.amounts[at] ?? null))),
  };
  return { key, ...counted, isSuppressed: false, figures };
}
