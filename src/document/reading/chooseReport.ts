import { normalize } from '../../form/labels';
import type { FoundReport } from './findSections';
import { recognise } from './recognise';

/** Which report of several on a page to read: the one of this organ and year, else the first. */
export interface Wanted {
  /** The names of the organ; none where any will do. */
  readonly names?: readonly string[];
  readonly year?: number | null;
}

const namesSame = (one: string, other: string) => one.includes(other) || other.includes(one);

/** Returns the report that is likeliest to be the wanted one. */
export function choose(reports: readonly FoundReport[], wanted: Wanted): FoundReport {
  const likelihood = (report: FoundReport) => {
    const { agency, year } = recognise(report);
    return (
      Number(wanted.year != null && year === wanted.year) +
      Number(
        agency !== null && (wanted.names ?? []).some((name) => namesSame(normalize(agency), normalize(name))),
      )
    );
  };
  return reports.reduce((best, report) => (likelihood(report) > likelihood(best) ? report : best));
}
