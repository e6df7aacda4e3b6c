import { editionInForce } from '../form/cells';
import { FIRST_YEAR, lastEndedYear } from '../form/reportingYears';
import { badInput } from '../shared/graphql/paging';
import { ReportingYear } from './reportingYearType';

/** Returns the reporting year with its statutory deadlines. Refuses years without a form; `argument` is where the client wrote it. */
export function reportingYear(year: number, argument = 'year'): ReportingYear {
  if (year < FIRST_YEAR || year > 2100)
    throw badInput(
      argument,
      `年度应在 ${FIRST_YEAR} 至 2100 之间。`,
      `The year must be between ${FIRST_YEAR} and 2100.`,
    );
  return Object.assign(new ReportingYear(), {
    year,
    edition: editionInForce(year),
    departmentDeadline: `${year + 1}-01-31`,
    governmentDeadline: `${year + 1}-03-31`,
  });
}

/** Returns the reporting years from the first with a form to the last that has ended. */
export function listReportingYears(): ReportingYear[] {
  const last = lastEndedYear();
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, at) => reportingYear(FIRST_YEAR + at));
}
