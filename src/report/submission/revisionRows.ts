import type { EntityManager } from 'typeorm';
import { blankCells } from '../../form/evaluate';
import type { FindingType } from '../../shared/graphql/finding';
import { insertRows } from '../../shared/insertRows';
import { plainText } from '../../shared/text';
import { ReportIndicator, ReportRevisionEntity, RevisionFinding } from '../model/reportEntities';
import { RevisionOrigin } from '../model/reportEnums';
import type { IndicatorRow } from './readIndicators';
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

/** Stores the findings of revisions in their order, in one statement. */
export async function insertFindings(
  manager: EntityManager,
  revisions: readonly { revisionKey: number; findings: readonly FindingType[] }[],
): Promise<void> {
  await insertRows(
    manager,
    RevisionFinding,
    revisions.flatMap(({ revisionKey, findings }) =>
      findings.map(
        (
          { code, severity, path, cells, expected, actual, messageZh, messageEn, citation, explanation },
          at,
        ) => ({
          revisionId: revisionKey,
          ordinal: at + 1,
          code,
          severity,
          path,
          cells,
          expected,
          actual,
          messageZh,
          messageEn,
          citation,
          explanation,
        }),
      ),
    ),
  );
}

/** Stores the indicator values of revisions, in one statement. */
export async function insertIndicators(
  manager: EntityManager,
  revisions: readonly { revisionKey: number; values: readonly IndicatorRow[] }[],
): Promise<void> {
  await insertRows(
    manager,
    ReportIndicator,
    revisions.flatMap(({ revisionKey, values }) =>
      values.map(({ key, value, qualifier, sentence }) => ({
        revisionId: revisionKey,
        indicatorId: key,
        value,
        qualifier,
        sentence,
      })),
    ),
  );
}
