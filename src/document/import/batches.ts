import type { SelectQueryBuilder } from 'typeorm';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../../agency/draftAccess';
import type { Database } from '../../shared/database';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { OrderDirection } from '../../shared/graphql/ordering';
import { seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Actor } from '../../shared/request/permissions';
import { firstLetters, plainText } from '../../shared/text';
import { sanitizeForPostgres } from '../reader/sanitizeForPostgres';
import { ImportBatch } from '../store/documentEntities';
import type { DocumentContext } from '../store/documents';

/** Returns a query of the batches (b) that an actor started, or that hold a report whose work the actor may read. */
const queryBatches = (database: Database, actor: Actor): SelectQueryBuilder<ImportBatch> =>
  database
    .getRepository(ImportBatch)
    .createQueryBuilder('b')
    .where(
      `(b.startedBy = :actor
        or exists (select 1 from report_import i where i.batch_id = b.id and ${canReadDraftsNamedSql('i.agency_id')}))`,
      { actor: actor.id, ...draftAccessNamedParams(actor) },
    );

/** Runs a query of batches; returns them with how many reports they stored. */
async function withReports(batches: SelectQueryBuilder<ImportBatch>): Promise<ImportBatch[]> {
  const { entities, raw } = await batches
    .addSelect(
      '(select count(distinct i.report_id)::int from report_import i where i.batch_id = b.id and i.restores is null)',
      'reports',
    )
    .getRawAndEntities<{ reports: number }>();
  return entities.map((batch, at) => Object.assign(batch, { reports: raw[at].reports }));
}

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

/** Returns the batches of these keys that the actor may know of. */
export const findBatches = (
  database: Database,
  keys: readonly number[],
  actor: Actor,
): Promise<ImportBatch[]> =>
  withReports(queryBatches(database, actor).andWhere('b.key = any(:keys)', { keys }));

/** Returns a batch the actor may know of, or null. */
export async function findBatch(database: Database, key: number, actor: Actor): Promise<ImportBatch | null> {
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

/** Which list the batches are, in answers and in subscriptions. */
export const BATCHES = ['importBatches'];

/** A page of batches, newest first. Two statements. */
export async function listBatches(
  database: Database,
  actor: Actor,
  page: Page,
): Promise<Connection<ImportBatch>> {
  const [position] = decodeCursor(page, 'integer') ?? [null];
  const { beyond, order } = seekOf(page, OrderDirection.DESC);
  const batches = queryBatches(database, actor);
  const total = await batches.getCount();
  if (position !== null) batches.andWhere(`b.key ${beyond} :position`, { position });
  const rows = await withReports(batches.orderBy('b.key', order).limit(page.size + 1));
  return pageOf(rows, page, total, (row) => [row.key]);
}
