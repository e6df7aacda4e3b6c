import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { queryRows } from '../../shared/database';
import { insertRows } from '../../shared/insertRows';
import { insertFindings } from '../checking/storedFindings';
import { ReportIndicator } from '../model/reportEntities';
import type { ValidationResult } from './validateSubmission';
import type { PreparedSubmission } from './validationInputs';

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
