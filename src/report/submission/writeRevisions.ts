import type { EntityManager } from 'typeorm';
import { blankCells } from '../../form/evaluate';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { queryRows } from '../../shared/database';
import { insertRows } from '../../shared/insertRows';
import { plainText } from '../../shared/text';
import { RULES_VERSION } from '../checking/rulesVersion';
import { IdempotencyKey, ReportEntity, ReportIndicator, ReportRevisionEntity } from '../model/reportEntities';
import { type ReportState, RevisionOrigin } from '../model/reportEnums';
import { MODES, type Submission, type SubmissionMode } from './submission';
import type { ValidationResult } from './validateSubmission';
import type { PreparedSubmission } from './validationInputs';

/** A submission that is to be stored. */
export interface ValidSubmission extends PreparedSubmission {
  readonly validation: ValidationResult;
}

/** One with the report that it goes into, and the number of its revision there. */
interface NumberedSubmission extends ValidSubmission {
  readonly reportKey: number;
  readonly number: number;
}

/** One with the key of the revision that was stored of it. */
type StoredSubmission = NumberedSubmission & { readonly revisionKey: number };

/** Inserts the reports that nobody has begun. Returns the keys of all, in their order. */
export async function insertReports(
  manager: EntityManager,
  items: readonly (ValidSubmission & { readonly toState: ReportState })[],
): Promise<number[]> {
  const nameOf = (agencyKey: number, year: number, scope: string) => `${agencyKey} ${year} ${scope}`;
  const rows = await insertRows(
    manager,
    ReportEntity,
    items
      .filter(({ report }) => !report)
      .map(({ agencyKey, year, scope, toState }) => ({
        agencyId: agencyKey,
        year,
        scope,
        state: toState,
        latestRevision: 1,
      })),
    ['id', 'agencyId', 'year', 'scope'],
  );
  const keys = new Map(rows.map(({ id, agencyId, year, scope }) => [nameOf(agencyId, year, scope), id]));
  return items.map(
    ({ report, agencyKey, year, scope }) =>
      report?.id ?? (keys.get(nameOf(agencyKey, year, scope)) as number),
  );
}

/** Returns the columns of a new revision that come from what was sent. */
function contentColumns(
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

/** Stores submissions as revisions, at most one of each report, in one statement. Returns their keys in their order. */
export async function insertRevisions(
  manager: EntityManager,
  mode: SubmissionMode,
  items: readonly (NumberedSubmission & Pick<ReportRevisionEntity, 'correctionReason' | 'publishedAt'>)[],
): Promise<number[]> {
  const stored = await insertRows(
    manager,
    ReportRevisionEntity,
    items.map((item) => ({
      reportId: item.reportKey,
      agencyId: item.agencyKey,
      number: item.number,
      ...contentColumns(item.input, mode, item.validation),
      createdBy: item.actor.id,
      correctionReason: item.correctionReason,
      publishedAt: item.publishedAt,
    })),
    ['id', 'reportId'],
  );
  const keys = new Map(stored.map(({ id, reportId }) => [reportId, id]));
  return items.map(({ reportKey }) => keys.get(reportKey) as number);
}

/** Stores under which keys submissions were sent, with what became of them. */
export const storeKeys = (manager: EntityManager, items: readonly NumberedSubmission[]) =>
  insertRows(
    manager,
    IdempotencyKey,
    items.flatMap(({ input: { idempotencyKey }, requestHash, reportKey, number }) =>
      idempotencyKey && requestHash
        ? { key: idempotencyKey, requestHash, reportId: reportKey, revisionNumber: number }
        : [],
    ),
  );

/** Stores the indicator values of revisions, in one statement. */
export const insertIndicators = (manager: EntityManager, stored: readonly StoredSubmission[]) =>
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
export function inheritFromBase(
  manager: EntityManager,
  stored: readonly StoredSubmission[],
): Promise<unknown> {
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
  return awaitPipelined([
    inherit(INHERIT_VERDICTS, isExplained),
    inherit(INHERIT_INDICATORS, inheritsIndicators),
    inherit(INHERIT_RETIRED, (item) => !inheritsIndicators(item)),
    inherit(INHERIT_DOCUMENTS, ({ validation }) => validation.keepsDocument),
  ]);
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
