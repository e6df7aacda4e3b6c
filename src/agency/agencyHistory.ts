import { queryRows } from '../shared/database';
import { type Context, listLoaderOf, loaderName } from '../shared/request/context';
import type { Agency, ComingName, FormerName, Succession } from './agencyTypes';
import { asOfParameters, querySuccessions, type TreeSql } from './treeSql';

/** A name of an agency that is not the present one. */
type NameRow = FormerName & ComingName & { readonly agencyKey: number; readonly isAhead: boolean };

/** The names of agencies ($1) before and after the present one, by day. */
const otherNamesSql = (tree: TreeSql) => `
  select s.agency_id as "agencyKey", s.name, s.name_en as "nameEn", s.valid_from::text as "validFrom",
         coalesce(s.next_from, s.valid_to)::text as "validTo", s.valid_from > p.valid_from as "isAhead" from (
    select v.*, lead(valid_from) over w as next_from from (
      select v.*, lag(name) over (partition by agency_id order by valid_from) as last_name from ${tree.versions} v where agency_id = any($1)) v
     where last_name is distinct from name window w as (partition by agency_id order by valid_from)) s
   cross join lateral ${tree.version('s.agency_id')} p
   where not (s.valid_from <= p.valid_from and coalesce(s.next_from > p.valid_from, true)) order by s.valid_from`;

const nameLoader = (context: Context, asOf: Date | null) =>
  listLoaderOf<number, NameRow>(
    context,
    loaderName('names', asOf),
    (keys) => {
      const { tree, parameters } = asOfParameters(keys, asOf);
      return queryRows<NameRow>(context.database, otherNamesSql(tree), parameters);
    },
    (row) => row.agencyKey,
  );

/** Returns the names an agency bore before the present one, newest first. */
export const listFormerNames = async (context: Context, { key, asOf }: Agency): Promise<FormerName[]> =>
  (await nameLoader(context, asOf).load(key)).filter(({ isAhead }) => !isAhead).reverse();

/** Returns the names an agency is to bear, the next one first. */
export const listComingNames = async (context: Context, { key, asOf }: Agency): Promise<ComingName[]> =>
  (await nameLoader(context, asOf).load(key)).filter(({ isAhead }) => isAhead);

/** Loads successions: of successors for predecessors, or the other way round; now or as of an instant. */
export const successionLoader = (
  context: Context,
  side: 'predecessor' | 'successor',
  asOf: Date | null = null,
) => {
  const [own, other] =
    side === 'predecessor'
      ? (['predecessorId', 'successorId'] as const)
      : (['successorId', 'predecessorId'] as const);
  return listLoaderOf<number, Succession & { ownKey: number }>(
    context,
    loaderName(`succession of ${side}`, asOf),
    async (keys) => {
      const rows = await querySuccessions(context.database, 's', asOf)
        .andWhere(`s.${own} = any(:keys)`, { keys })
        .orderBy({ 's.effectiveOn': 'ASC', [`s.${other}`]: 'ASC' })
        .getMany();
      return rows.map((row) => ({
        ownKey: row[own],
        otherKey: row[other],
        kind: row.kind,
        effectiveOn: row.effectiveOn,
        asOf,
      }));
    },
    (row) => row.ownKey,
  );
};
