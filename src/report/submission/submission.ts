import type { LocatedAgency } from '../../agency/agencyQueries';
import type { Finding } from '../../form/finding';
import type { FindingType } from '../../shared/graphql/finding';
import type { Actor } from '../../shared/request/permissions';
import type { ReportKey } from '../checking/comparedReports';
import type { RevisionConflict } from '../model/conflictTypes';
import { type Qualifier, ReportAction, type ReportScope } from '../model/reportEnums';
import type { ReportInput } from './composeReport';

/** A submission as it arrives, whichever way it came. */
export interface Submission extends ReportInput {
  readonly agency: string;
  readonly year: number;
  readonly scope: ReportScope;
  readonly indicators?:
    | readonly { indicator: string; value: unknown; qualifier: Qualifier; sentence?: string | null }[]
    | null;
  readonly explanations?: readonly { code: string; path: string; text: string }[] | null;
  readonly source?: string | null;
  /** What was found in the document the figures were read from; stored with the revision, blocks nothing. */
  readonly documentFindings?: readonly Finding[];
  readonly expectedRevision?: number | null;
  readonly idempotencyKey?: string | null;
}

/**
 * FILE submits to review; RECORD publishes at once; SAVE stores any number of sections as a draft; VALIDATE stores nothing.
 */
export type SubmissionMode = 'FILE' | 'RECORD' | 'SAVE' | 'VALIDATE';

/** What a mode of submission means. */
interface ModeRules {
  /** The action of the review chain it is. */
  readonly action: ReportAction;
  /** The revision it is composed upon. What is recorded follows what was published before, never a clerk's draft. */
  readonly base: 'LATEST' | 'PUBLISHED';
  /** Whether every section must be there, without an error or an unexplained warning. */
  readonly isComplete: boolean;
  /** Whether it must say something else than what is published, if anything is. */
  readonly mustDiffer: boolean;
  /** Whether the action is a step on record. */
  readonly isStep: boolean;
  readonly isStored: boolean;
}

/** The modes of submission. What one mode does otherwise than another is written here. */
export const MODES: Readonly<Record<SubmissionMode, ModeRules>> = {
  FILE: {
    action: ReportAction.SUBMIT,
    base: 'LATEST',
    isComplete: true,
    mustDiffer: true,
    isStep: true,
    isStored: true,
  },
  RECORD: {
    action: ReportAction.RECORD,
    base: 'PUBLISHED',
    isComplete: false,
    mustDiffer: true,
    isStep: true,
    isStored: true,
  },
  SAVE: {
    action: ReportAction.SAVE,
    base: 'LATEST',
    isComplete: false,
    mustDiffer: false,
    isStep: false,
    isStored: true,
  },
  VALIDATE: {
    action: ReportAction.SUBMIT,
    base: 'LATEST',
    isComplete: true,
    mustDiffer: true,
    isStep: false,
    isStored: false,
  },
};

/** A submission and who makes it. */
export interface SubmissionRequest {
  readonly input: Submission;
  readonly actor: Actor;
}

/** What came of a submission. */
export interface SubmissionResult {
  readonly accepted: boolean;
  readonly findings: FindingType[];
  readonly currentRevision: number | null;
  /** The report it is stored in, now or before under the same key; null when nothing is stored. */
  readonly reportKey: number | null;
  /** The revision stored now; null when none was. */
  readonly revisionKey: number | null;
  /** Whether what was stored, or would be, says the same as the revision before. */
  readonly isUnchanged?: boolean;
  /** Where it meets what others stored since the revision it is composed upon. */
  readonly conflict?: RevisionConflict | null;
}

/** A submission with the agency it names, as the key of the report that it is for. */
export interface AddressedSubmission extends SubmissionRequest, ReportKey {
  readonly request: SubmissionRequest;
  readonly agency: LocatedAgency;
  /** The hash by which it is recognised under its idempotency key; null where it has none. */
  readonly requestHash: string | null;
}

/** Returns the result of a submission that stores nothing. */
export const refuse = (findings: FindingType[], currentRevision: number | null): SubmissionResult => ({
  accepted: false,
  findings,
  currentRevision,
  reportKey: null,
  revisionKey: null,
});
