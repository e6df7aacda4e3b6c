import type { LocatedAgency } from '../../agency/agencyQueries';
import type { FindingType } from '../../shared/graphql/finding';
import type { Actor } from '../../shared/request/permissions';
import type { ReportRevision } from '../model/reportTypes';
import { refused, type Submission, type ValidationResult } from './validateSubmission';

/** What came of one submission of many. */
export interface RecordResult {
  readonly accepted: boolean;
  readonly findings: FindingType[];
  readonly currentRevision: number | null;
  /** The report it is stored in, now or before under the same key; null when refused. */
  readonly reportKey: number | null;
  /** The revision stored now; null when none was. */
  readonly revisionKey: number | null;
  /** What was thrown, when the database took the others but not this one. */
  readonly failure?: unknown;
}

/** A submission and who makes it. */
export interface RecordRequest {
  readonly input: Submission;
  readonly actor: Actor;
}

/** A submission on its way, with all that is known of it by now. */
export interface RecordItem extends RecordRequest {
  readonly agency: LocatedAgency;
  report: { id: number; latestRevision: number; state: string; wasPublished: boolean } | null;
  base: (ReportRevision & { reportKey: number }) | null;
  assessed: ValidationResult | null;
  result: RecordResult | null;
}

/** Which report a case is of. */
export const reportKeyOf = ({ agency, input }: Pick<RecordItem, 'agency' | 'input'>) =>
  `report ${agency.key} ${input.year} ${input.scope}`;
/** What is told of a submission that stores nothing. */
export const refuse = (findings: FindingType[], current: number | null): RecordResult => {
  const { accepted, currentRevision, findings: told } = refused(findings, current);
  return { accepted, currentRevision, findings: told, reportKey: null, revisionKey: null };
};
/** The number of the latest revision before. */
export const currentOf = ({ report }: RecordItem) => report?.latestRevision || null;
