import { Any } from 'typeorm';
import { queryRows } from '../../shared/database';
import { OrderDirection } from '../../shared/graphql/ordering';
import { type Seek, seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { scopeOf } from '../../shared/request/permissions';
import { TreeChange } from './treeChangeTypes';

/** The changes that a caller may undo: all of what they changed lies below one of these paths ($1). */
const MANAGED = `from tree_change c where not exists (
  select 1 from unnest(c.paths) p where not exists (select 1 from unnest($1::text[]) w where p ^@ w))`;
const MANAGED_COUNT = `select count(*)::int as total ${MANAGED}`;
/** The SQL of those beyond a key ($2), at most $3. */
const managedPageSql = ({ beyond, order }: Seek) =>
  `select c.id as key ${MANAGED} and ($2::int is null or c.id ${beyond} $2) order by c.id ${order} limit $3`;

/** Returns a page of the changes that the caller may undo, or might have within a day, newest first. Three statements. */
export async function listTreeChanges(context: Context, page: Page): Promise<Connection<TreeChange>> {
  const { paths } = scopeOf(context.actor, ['MANAGE_AGENCIES']);
  const [position] = decodeCursor(page, 'integer') ?? [null];
  const seek = seekOf(page, OrderDirection.DESC);
  const [{ total }] = await queryRows<{ total: number }>(context.database, MANAGED_COUNT, [paths]);
  const rows = await queryRows<{ key: number }>(context.database, managedPageSql(seek), [
    paths,
    position,
    page.size + 1,
  ]);
  const changes = await context.database
    .getRepository(TreeChange)
    .find({ where: { key: Any(rows.map(({ key }) => key)) }, order: { key: seek.order } });
  return pageOf(changes, page, total, ({ key }) => [key]);
}

const MANAGED_BY_KEY = `select c.id as key ${MANAGED} and c.id = any($2)`;

/** Returns the changes of keys that the caller may see where they are listed. Two statements. */
export async function findTreeChanges(context: Context, keys: readonly number[]): Promise<TreeChange[]> {
  const { paths } = scopeOf(context.actor, ['MANAGE_AGENCIES']);
  const rows = await queryRows<{ key: number }>(context.database, MANAGED_BY_KEY, [paths, keys]);
  return context.database.getRepository(TreeChange).findBy({ key: Any(rows.map(({ key }) => key)) });
}
