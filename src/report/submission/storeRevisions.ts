import type { EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import type { FindingType } from '../../shared/graphql/finding';
import type { contentColumns, IndicatorRow } from './validateSubmission';

type Queryable = Pick<EntityManager, 'query'>;

/** A revision as stored, by its columns. */
export type RevisionRow = ReturnType<typeof contentColumns> & {
  readonly report_id: number;
  readonly agency_id: number;
  readonly number: number;
  readonly created_by: string;
  readonly correction_reason: string | null;
  /** Null for one that is published later, or never. */
  readonly published_at: Date | null;
};

const TYPES: Record<keyof RevisionRow, string> = {
  report_id: 'int',
  agency_id: 'int',
  year: 'int',
  scope: 'text',
  number: 'int',
  origin: 'text',
  proactive_edition: 'int',
  requests_edition: 'int',
  disputes_edition: 'int',
  counts: 'int[]',
  fees_amount: 'numeric',
  procurement_amount: 'numeric',
  marks: 'jsonb',
  blank_cells: 'int',
  not_applicable_cells: 'int',
  overview: 'text',
  problems: 'text',
  other_matters: 'text',
  saved_sections: 'int[]',
  source: 'text',
  error_count: 'int',
  warning_count: 'int',
  created_by: 'text',
  correction_reason: 'text',
  published_at: 'timestamptz',
};
const COLUMNS = Object.keys(TYPES).join(', ');
const RECORDSET = Object.entries(TYPES)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** Stores revisions, one of each report, in one statement. Returns their keys in the order given. */
export async function insertRevisions(manager: Queryable, rows: readonly RevisionRow[]): Promise<number[]> {
  const made: { id: number; report_id: number }[] = await manager.query(
    `insert into report_revision (${COLUMNS}) select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as v(${RECORDSET}) returning id, report_id`,
    [JSON.stringify(rows)],
  );
  const keys = new Map(made.map(({ id, report_id }) => [report_id, id]));
  return rows.map((row) => keys.get(row.report_id) as number);
}

/** Stores the findings of revisions in their order, in one statement. */
export async function insertFindings(
  manager: Queryable,
  all: readonly { revision: number; findings: readonly FindingType[] }[],
): Promise<void> {
  const rows = all.flatMap(({ revision, findings }) =>
    findings.map((item, at) => ({ ...item, revision, ordinal: at + 1 })),
  );
  if (rows.length > 0)
    await manager.query(
      `insert into revision_finding (revision_id, ordinal, code, severity, path, cells, expected, actual, message_zh, message_en, citation, explanation)
       select f.revision, f.ordinal, f.code, f.severity, f.path, f.cells, f.expected, f.actual, f."messageZh", f."messageEn", f.citation, f.explanation
         from jsonb_to_recordset($1::jsonb) as f(revision int, ordinal int, code text, severity text, path text, cells text[], expected text,
           actual text, "messageZh" text, "messageEn" text, citation text, explanation text)`,
      [JSON.stringify(rows)],
    );
}

/** Stores the indicator values of revisions, in one statement. */
export async function insertIndicators(
  manager: Queryable,
  all: readonly { revision: number; values: readonly IndicatorRow[] }[],
): Promise<void> {
  const rows = all.flatMap(({ revision, values }) => values.map((value) => ({ ...value, revision })));
  if (rows.length > 0)
    await manager.query(
      `insert into report_indicator select v.revision, v.key, v.value, v.qualifier, v.sentence
         from jsonb_to_recordset($1::jsonb) as v(revision int, key int, value numeric, qualifier text, sentence text)`,
      [JSON.stringify(rows)],
    );
}

/** A revision and the one it is made from. */
export interface Predecessor {
  readonly from: number;
  readonly to: number;
  /** Whether it may take over verdicts: when something found in it is explained. */
  readonly withVerdicts: boolean;
  /** Whether it takes over the indicators too: when none were sent. */
  readonly withIndicators: boolean;
  /** Whether it stays the report of the document that one was read from. */
  readonly withDocument: boolean;
}

/** Whether something found has an explanation, on which a verdict may stand. */
export const isExplained = (findings: readonly FindingType[]) =>
  findings.some(({ explanation }) => explanation != null);

/** What revisions take over from those they are made from: verdicts where finding and explanation are the same, indicators, and the document. */
export async function inheritReviews(manager: Queryable, descents: readonly Predecessor[]): Promise<void> {
  const pairs = (all: readonly Predecessor[]) => [all.map(({ from }) => from), all.map(({ to }) => to)];
  const judged = descents.filter(({ withVerdicts }) => withVerdicts);
  const heirs = descents.filter(({ withIndicators }) => withIndicators);
  const read = descents.filter(({ withDocument }) => withDocument);
  await awaitPipelined([
    judged.length > 0 &&
      manager.query(
        `insert into finding_review (revision_id, report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name, reviewed_at)
     select distinct on (d.made, q.fingerprint, q.explanation) d.made, q.report_id, q.agency_id, q.fingerprint, q.explanation, q.verdict, q.comment,
            q.reviewer_name, q.reviewed_at
       from unnest($1::int[], $2::int[]) as d(base, made) join finding_review q on q.revision_id = d.base
       join revision_finding f on f.revision_id = d.made and f.fingerprint = q.fingerprint and f.explanation = q.explanation`,
        pairs(judged),
      ),
    heirs.length > 0 &&
      manager.query(
        `insert into report_indicator select d.made, i.indicator_id, i.value, i.qualifier, i.sentence
         from unnest($1::int[], $2::int[]) as d(base, made) join report_indicator i on i.revision_id = d.base`,
        pairs(heirs),
      ),
    // Not of the batch: undoing that takes back what it stored, not what others made of it.
    read.length > 0 &&
      manager.query(
        `insert into report_import (revision_id, report_id, agency_id, document, reading, imported_at)
         select d.made, i.report_id, i.agency_id, i.document, i.reading, i.imported_at
           from unnest($1::int[], $2::int[]) as d(base, made) join report_import i on i.revision_id = d.base`,
        pairs(read),
      ),
  ]);
}
