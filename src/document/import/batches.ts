import { canReadDraftsSql, draftAccessParams } from '../../agency/draftAccess';
import { type Queryable, queryRows } from '../../shared/database';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { OrderDirection } from '../../shared/graphql/ordering';
import { type Seek, seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Actor } from '../../shared/request/permissions';
import { firstLetters, plainText } from '../../shared/text';
import { sanitizeForPostgres } from '../reader/sanitizeForPostgres';
import { ImportBatch } from '../store/documentEntities';
import type { DocumentContext } from '../store/documents';

const COLUMNS = `b.id as key, b.note, b.started_by as "startedBy", b.started_at as "startedAt", b.undone_at as "undoneAt",
  b.undone_by as "undoneBy", b.undo_reason as "undoReason",
  (select count(distinct i.report_id)::int from report_import i where i.batch_id = b.id and i.restores is null) as reports`;

/** Batches the caller started, or that hold a report whose work the caller may read. */
const VISIBLE_BATCHES = `from import_batch b where (b.started_by = $3
  or exists (select 1 from report_import i where i.batch_id = b.id and ${canReadDraftsSql('i.agency_id')}))`;

/** Batches by key ($4), if the actor ($1 to $3) may know of them. */
const BATCHES_BY_KEY = `select ${COLUMNS} ${VISIBLE_BATCHES} and b.id = any($4)`;
const COUNT_BATCHES = `select count(*)::int as total ${VISIBLE_BATCHES}`;
/** The SQL of a page of batches beyond one ($4), with a limit ($5). */
const listBatchesSql = ({ beyond, order }: Seek) =>
  `select ${COLUMNS} ${VISIBLE_BATCHES} and ($4::int is null or b.id ${beyond} $4) order by b.id ${order} limit $5`;

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

const queryBatches = async (
  database: Queryable,
  sql: string,
  parameters: unknown[],
): Promise<ImportBatch[]> =>
  (await queryRows<Partial<ImportBatch>>(database, sql, parameters)).map((row) =>
    Object.assign(new ImportBatch(), row),
  );

/** Returns the batches of these keys that the actor may know of. */
export const findBatches = (
  database: Queryable,
  keys: readonly number[],
  actor: Actor,
): Promise<ImportBatch[]> =>
  queryBatches(database, BATCHES_BY_KEY, [...draftAccessParams(actor), actor.id, keys]);

/** Returns a batch the actor may know of, or null. */
export async function findBatch(database: Queryable, key: number, actor: Actor): Promise<ImportBatch | null> {
  const [row] = await findBatches(database, [key], actor);
  return row ?? null;
}

/** Returns why a report cannot be added to a batch; null where it can: by whoever started it, until it is undone, as a published report. */
export async function checkBatch(
  { database, actor }: Pick<DocumentContext, 'database' | 'actor'>,
  key: number,
  publish: boolean,
): Promise<FindingType | null> {
  if (!publish)
    return refusal(
      'import.batch',
      'input.batch',
      '批次只用于补录；草稿不属于批次。',
      'A batch is of reports that are recorded as published; drafts belong to none.',
      { remedy: 'publish: true' },
    );
  const batch = await findBatch(database, key, actor);
  if (batch && batch.startedBy === actor.id && batch.undoneAt === null) return null;
  return refusal(
    'import.batch',
    'input.batch',
    '没有这个批次，或不是您开始的，或已撤销；请另开一批。',
    'There is no such batch, or you have not started it, or it was undone: start another.',
    { remedy: 'startImport' },
  );
}

/** A page of batches, newest first. Two statements. */
export async function listBatches(
  database: Queryable,
  actor: Actor,
  page: Page,
): Promise<Connection<ImportBatch>> {
  const [position] = decodeCursor(page, 'integer') ?? [null];
  const parameters = [...draftAccessParams(actor), actor.id];
  const [{ total }] = await queryRows<{ total: number }>(database, COUNT_BATCHES, parameters);
  const rows = await queryBatches(database, listBatchesSql(seekOf(page, OrderDirection.DESC)), [
    ...parameters,
    position,
    page.size + 1,
  ]);
  return pageOf(rows, page, total, (row) => [row.key]);
}
