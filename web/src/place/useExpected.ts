import { FIRST_YEAR, lastEndedYear } from '../../../src/form/reportingYears';
import { WebExpected, type WebExpectedQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';

/** Reads of which years a report of an agency is expected, and of which years one is published. */
export function useExpected(agency: string) {
  const years = Array.from({ length: lastEndedYear() - FIRST_YEAR + 1 }, (_, at) => FIRST_YEAR + at);
  return useAnswer(WebExpected, { agency, years });
}

/** Returns the years of which a report is expected, each with its deadline and whether it was kept. */
export const expectedIn = ({ rollup }: WebExpectedQuery) => rollup?.coverage.coveredReports?.nodes ?? [];
