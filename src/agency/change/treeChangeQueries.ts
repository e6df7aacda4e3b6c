import type { SelectQueryBuilder } from 'typeorm';
import { OrderDirection } from '../../shared/graphql/ordering';
import { seekOf } from '../../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';
import { scopeOf } from '../../shared/request/permissions';
import { TreeChange } from './treeChangeTypes';

/** Returns a query of the changes that a caller may undo: all of what they changed lies below places where the caller manages agencies. */
function queryManaged({ database, actor }: Context): SelectQueryBuilder<TreeChange> {
  const { paths } = scopeOf(actor, ['MANAGE_AGENCIES']);
  return database
    .getRepository(TreeChange)
    .createQueryBuilder('c')
    .where(
      `not exists (select 1 from unnest(c.paths) p where not exists (
         select 1 from unnest(:managed::text[]) w where p ^@ w))`,
      { managed: paths },
    );
}

/** Returns a page of the changes that the caller may undo, or might have within a day, newest first. Two statements. */
export async function listTreeChanges(context: Context, page: Page): Promise<Connection<TreeChange>> {
  const [position] = decodeCursor(page, 'integer') ?? [null];
  const { beyond, order } = seekOf(page, OrderDirection.DESC);
  const rows = queryManaged(context);
  const total = await rows.getCount();
  if (position !== null) rows.andWhere(`c.key ${beyond} :position`, { position });
  const changes = await rows
    .orderBy('c.key', order)
    .limit(page.size + 1)
    .getMany();
  return pageOf(changes, page, total, ({ key }) => [key]);
}

/** Returns the changes of keys that the caller may see where they are listed. */
export const findTreeChanges = (context: Context, keys: readonly number[]): Promise<TreeChange[]> =>
  queryManaged(context).andWhere('c.key = any(:keys)', { keys }).getMany();
