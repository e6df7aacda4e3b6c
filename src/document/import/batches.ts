import type { EntityManager } from 'typeorm';
import { canReadDraftsSql, draftAccessParams } from '../../agency/draftAccess';
import { type Connection, decodeCursor, pageOf } from '../../shared/graphql/paging';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Actor } from '../../shared/request/permissions';
import { firstLetters, plainText } from '../../shared/text';
import { sanitizeForPostgres } from '../reader/sanitizeForPostgres';
import { ImportBatch } from '../store/documentEntities';
import type { DocumentContext } from '../store/documents';

/** Many documents imported together, which can be undone together. */
export interface Batch {
  readonly key: number;
  readonly note: string;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoReason: string | null;
  readonly reports: number;
}

const BATCH = `b.id as key, b.note, b.started_by as "startedBy", b.started_at as "startedAt", b.undone_at as "undoneAt",
  b.undone_by as "undoneBy", b.undo_reason as "undoReason",
  (select count(distinct i.report_id)::int from report_import i where i.batch_id = b.id and i.restores is null) as reports`;

/** Batches the caller started, or that hold a report whose work the caller may read. */
const VISIBLE = `from import_batch b where (b.started_by = $3
  or exists (select 1 from report_import i where i.batch_id = b.id and ${canReadDraftsSql('i.agency_id')}))`;

/** Starts a batch; returns its key. */
export async function startBatch(context: DocumentContext, note: string): Promise<number> {
  return auditedTransaction(context, async (manager) => {
    const { identifiers } = await manager.getRepository(ImportBatch).insert({
      startedBy: context.actor.id,
      note: firstLetters(plainText(sanitizeForPostgres(note)), 500),
    });
    return identifiers[0].key;
  });
}

/** A batch the actor may know of, or null. */
export async function findBatch(
  database: Pick<EntityManager, 'query'>,
  key: number,
  actor: Actor,
): Promise<Batch | null> {
  const [row] = await database.query(`select ${BATCH} ${VISIBLE} and b.id = $4`, [
    ...draftAccessParams(actor),
    actor.id,
    key,
  ]);
  return row ?? null;
}

/** A page of batches, newest first. Two statements. */
export async function listBatches(
  database: Pick<EntityManager, 'query'>,
  actor: Actor,
  page: { first: number; after?: string | null },
): Promise<Connection<Batch>> {
  const [last] = decodeCursor(page.after, 'integer') ?? [null];
  const parameters = [...draftAccessParams(actor), actor.id];
  const [{ total }] = await database.query(`select count(*)::int as total ${VISIBLE}`, parameters);
  const rows: Batch[] = await database.query(
    `select ${BATCH} ${VISIBLE} and ($4::int is null or b.id < $4) order by b.id desc limit $5`,
    [...parameters, last, page.first + 1],
  );
  return pageOf(rows, page.first, page.after, total, (row) => [row.key]);
}
