import type { Report } from '../../report/model/reportTypes';
import type { FindingType } from '../../shared/graphql/finding';

/** What came of an import. */
export interface ImportOutcome {
  readonly accepted: boolean;
  readonly readyToSubmit: boolean | null;
  readonly report: Report | null;
  readonly currentRevision: number | null;
  readonly findings: FindingType[];
}

/** Returns a finding with its path in the report, where it is not of the import itself. */
export const intoReport = (item: FindingType): FindingType =>
  /^input\.(agency|year|scope|corrections)\b/.test(item.path)
    ? item
    : { ...item, path: item.path.replace(/^input\./, '') };

/** Returns the outcome of a document that is not stored. */
export const notStored = (findings: FindingType[]): ImportOutcome => ({
  accepted: false,
  readyToSubmit: null,
  report: null,
  currentRevision: null,
  findings,
});
