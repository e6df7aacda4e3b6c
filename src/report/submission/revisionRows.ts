import type { EntityManager } from 'typeorm';
import { blankCells } from '../../form/evaluate';
import { insertRows } from '../../shared/insertRows';
import { plainText } from '../../shared/text';
import { RULES_VERSION } from '../checking/rulesVersion';
import { ReportRevisionEntity } from '../model/reportEntities';
import { RevisionOrigin } from '../model/reportEnums';
import { MODES, type Submission, type SubmissionMode } from './submission';
import type { ValidationResult } from './validateSubmission';

/** A revision as it is stored. */
export type RevisionRow = ReturnType<typeof contentColumns> &
  Pick<
    ReportRevisionEntity,
    'reportId' | 'agencyId' | 'number' | 'createdBy' | 'correctionReason' | 'publishedAt'
  >;

/** Returns the columns of a new revision that come from what was sent. */
export function contentColumns(
  { year, scope, source }: Submission,
  mode: SubmissionMode,
  { report, findings }: Pick<ValidationResult, 'report' | 'findings'>,
) {
  const blank = blankCells(report);
  const notApplicable = blank.filter((cell) => report.marks[cell.code]?.status === 'NOT_APPLICABLE').length;
  const count = (severity: string) => findings.filter((item) => item.severity === severity).length;
  return {
    year,
    scope,
    origin: MODES[mode].action === 'RECORD' ? RevisionOrigin.RECORDED : RevisionOrigin.FILED,
    proactiveEdition: report.editions[2],
    requestsEdition: report.editions[3],
    disputesEdition: report.editions[4],
    counts: [...report.figures.counts],
    feesAmount: report.figures.amounts[0],
    procurementAmount: report.figures.amounts[1],
    marks: report.marks,
    blankCells: blank.length - notApplicable,
    notApplicableCells: notApplicable,
    overview: report.overview,
    problems: report.problems ?? null,
    otherMatters: report.otherMatters ?? null,
    savedSections: [...report.sections],
    source: plainText(source ?? '') || null,
    errorCount: count('ERROR'),
    warningCount: count('WARNING'),
    rulesVersion: RULES_VERSION,
  };
}

/** Stores revisions, at most one of each report, in one statement. Returns their keys in the order of the rows. */
export async function insertRevisions(
  manager: EntityManager,
  rows: readonly RevisionRow[],
): Promise<number[]> {
  const stored = await insertRows(manager, ReportRevisionEntity, rows, ['id', 'reportId']);
  const keys = new Map(stored.map(({ id, reportId }) => [reportId, id]));
  return rows.map(({ reportId }) => keys.get(reportId) as number);
}
