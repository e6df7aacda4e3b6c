import type { EntityManager } from 'typeorm';
import { blankCells } from '../../form/evaluate';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { queryRows } from '../../shared/database';
import { insertRows } from '../../shared/insertRows';
import { plainText } from '../../shared/text';
import { RULES_VERSION } from '../checking/rulesVersion';
import { insertFindings } from '../checking/storedFindings';
import { IdempotencyKey, ReportEntity, ReportIndicator, ReportRevisionEntity } from '../model/reportEntities';
import { type ReportState, RevisionOrigin } from '../model/reportEnums';
import { requestHash } from './lockReports';
import { MODES, type Submission, type SubmissionMode, type SubmissionRequest } from './submission';
import type { ValidationResult } from './validateSubmission';
import type { PreparedSubmission } from './validationInputs';

/** Inserts the reports that nobody has begun. Returns their keys by name. */
export async function insertReports(
  manager: EntityManager,
  items: readonly (PreparedSubmission & { readonly toState: ReportState })[],
): Promise<Map<string, number>> {
  const fresh = items.filter(({ report }) => !report);
  const rows = await insertRows(
    manager,
    ReportEntity,
    fresh.map(({ agency, input: { year, scope }, toState }) => ({
      agencyId: agency.key,
      year,
      scope,
      state: toState,
      latestRevision: 1,
    })),
    ['id', 'agencyId', 'year', 'scope'],
  );
  return new Map(rows.map(({ id, agencyId, year, scope }) => [`report ${agencyId} ${year} ${scope}`, id]));
}

/** A revision as it is stored. */
type RevisionRow = ReturnType<typeof contentColumns> &
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

/** Stores under which keys submissions were sent, with what became of them. */
export const storeKeys = (
  manager: EntityManager,
  mode: SubmissionMode,
  items: readonly (SubmissionRequest & { readonly reportKey: number; readonly number: number })[],
) =>
  insertRows(
    manager,
    IdempotencyKey,
    items.flatMap((item) =>
      item.input.idempotencyKey
        ? {
            key: item.input.idempotencyKey,
            requestHash: requestHash(mode, item),
            reportId: item.reportKey,
            revisionNumber: item.number,
          }
        : [],
    ),
  );

/** A submission with the key of the revision that was stored of it. */
type StoredSubmission = PreparedSubmission & {
  readonly validation: ValidationResult;
  readonly revisionKey: number;
};

/** Stores what hangs on new revisions: findings, indicators, and what they inherit from the revisions before. */
export async function storeContent(
  manager: EntityManager,
  stored: readonly StoredSubmission[],
): Promise<void> {
  await awaitPipelined([
    insertFindings(
      manager,
      stored.map(({ revisionKey, validation: { findings } }) => ({ revisionKey, findings })),
    ),
    insertIndicators(manager, stored),
    ...inheritFromBase(manager, stored),
  ]);
}

/** Stores the indicator values of revisions, in one statement. */
const insertIndicators = (manager: EntityManager, stored: readonly StoredSubmission[]) =>
  insertRows(
    manager,
    ReportIndicator,
    stored.flatMap(({ revisionKey, validation: { indicators } }) =>
      indicators.map(({ key, value, qualifier, sentence }) => ({
        revisionId: revisionKey,
        indicatorId: key,
        value,
        qualifier,
        sentence,
      })),
    ),
  );

/** Whether something found in a revision is explained, so that verdicts can go with it. */
const isExplained = ({ validation }: StoredSubmission) =>
  validation.findings.some(({ explanation }) => explanation != null);
/** Whether no indicators were sent, so that those of the revision before go with it. */
const inheritsIndicators = ({ input }: StoredSubmission) => input.indicators == null;

/** Stores what revisions inherit from those before them: verdicts where finding and explanation are the same, indicators, and the document. */
function inheritFromBase(
  manager: EntityManager,
  stored: readonly StoredSubmission[],
): (Promise<unknown> | false)[] {
  const inherit = (statement: string, isHeir: (item: StoredSubmission) => boolean) => {
    const heirs = stored.flatMap((item) => {
      const { base } = item.inputs;
      return base && isHeir(item) ? [{ from: base.revisionKey, to: item.revisionKey }] : [];
    });
    return (
      heirs.length > 0 &&
      queryRows(manager, statement, [heirs.map(({ from }) => from), heirs.map(({ to }) => to)])
    );
  };
  return [
    inherit(INHERIT_VERDICTS, isExplained),
    inherit(INHERIT_INDICATORS, inheritsIndicators),
    inherit(INHERIT_RETIRED, (item) => !inheritsIndicators(item)),
    inherit(INHERIT_DOCUMENTS, ({ validation }) => validation.keepsDocument),
  ];
}

/** SQL: the revisions that others were composed upon ($1), with those ($2). */
const PAIRS = 'unnest($1::int[], $2::int[]) as d(base, revision)';

const INHERIT_VERDICTS = `insert into finding_review (revision_id, report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name, reviewed_at)
  select distinct on (d.revision, q.fingerprint, q.explanation) d.revision, q.report_id, q.agency_id, q.fingerprint, q.explanation, q.verdict, q.comment,
         q.reviewer_name, q.reviewed_at
    from ${PAIRS} join finding_review q on q.revision_id = d.base
    join revision_finding f on f.revision_id = d.revision and f.fingerprint = q.fingerprint and f.explanation = q.explanation`;

const INHERIT_INDICATORS = `insert into report_indicator select d.revision, i.indicator_id, i.value, i.qualifier, i.sentence
  from ${PAIRS} join report_indicator i on i.revision_id = d.base`;

/** What was stated of an indicator before it was retired stays: nobody can send it any more. */
const INHERIT_RETIRED = `${INHERIT_INDICATORS} join indicator c on c.id = i.indicator_id and c.retired on conflict do nothing`;

/** Without the batch: undoing a batch takes back what it stored, not what others composed upon that. */
const INHERIT_DOCUMENTS = `insert into report_import (revision_id, report_id, agency_id, document, reading, imported_at)
  select d.revision, i.report_id, i.agency_id, i.document, i.reading, i.imported_at
    from ${PAIRS} join report_import i on i.revision_id = d.base`;
