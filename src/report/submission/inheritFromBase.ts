import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { type Queryable, queryRows } from '../../shared/database';

/** A new revision with the one it was composed upon. */
export interface Predecessor {
  /** Key of the revision before. */
  readonly from: number;
  /** Key of the new revision. */
  readonly to: number;
  /** Whether something found in the new revision is explained, so that verdicts can go with it. */
  readonly isExplained: boolean;
  /** Whether no indicators were sent, so that those of the revision before go with it. */
  readonly inheritsIndicators: boolean;
  /** Whether it is still the report of the document that the revision before was read from. */
  readonly keepsDocument: boolean;
}

/** Stores what revisions inherit from those before them: verdicts where finding and explanation are the same, indicators, and the document. */
export async function inheritFromBase(
  manager: Queryable,
  predecessors: readonly Predecessor[],
): Promise<void> {
  const run = (statement: string, rows: readonly Predecessor[]) =>
    rows.length > 0 &&
    queryRows(manager, statement, [rows.map(({ from }) => from), rows.map(({ to }) => to)]);
  await awaitPipelined([
    run(
      INHERIT_VERDICTS,
      predecessors.filter(({ isExplained }) => isExplained),
    ),
    run(
      INHERIT_INDICATORS,
      predecessors.filter(({ inheritsIndicators }) => inheritsIndicators),
    ),
    run(
      INHERIT_RETIRED,
      predecessors.filter(({ inheritsIndicators }) => !inheritsIndicators),
    ),
    run(
      INHERIT_DOCUMENTS,
      predecessors.filter(({ keepsDocument }) => keepsDocument),
    ),
  ]);
}

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
