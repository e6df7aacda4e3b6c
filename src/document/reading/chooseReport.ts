import type { FoundReport } from './findSections';
import { recognise } from './recognise';

/** Which report of several on a page to read: the one of this organ and year, else the first. */
export interface Wanted {
  readonly agency?: string | null;
  readonly year?: number | null;
}

export function choose(reports: readonly FoundReport[], wanted: Wanted): FoundReport {
  const likelihood = (report: FoundReport) => {
    const { agency, year } = recognise(report);
    return (
      Number(wanted.year != null && year === wanted.year) +
      Number(
        Boolean(
          wanted.agency && agency && (agency.includes(wanted.agency) || wanted.agency.includes(agency)),
        ),
      )
    );
  };
  return reports.reduce((best, report) => (likelihood(report) > likelihood(best) ? report : best));
}
