import { type Queryable, queryRows } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';

/** The roles of administrators of the whole hub whose accounts are in use, locked so that two who go at once do not both go. */
const ADMINISTRATORS = `
  select g.id, g.account_id as "accountKey" from role_grant g join account a on a.id = g.account_id
   where g.role = 'ADMINISTRATOR' and g.whole_hub and a.disabled_at is null order by g.id for update of g`;

/** Returns why a role may not be taken away, or an account not be disabled: nobody would be left who administers the whole hub. */
export async function reasonsToStay(
  database: Queryable,
  path: string,
  { grant, accountKey }: { readonly grant?: number; readonly accountKey?: number },
): Promise<FindingType[]> {
  const rows = await queryRows<{ id: number; accountKey: number }>(database, ADMINISTRATORS, []);
  const left = rows.filter((row) => row.id !== grant && row.accountKey !== accountKey);
  if (rows.length === 0 || left.length > 0) return [];
  return [
    refusal(
      'account.lastAdministrator',
      path,
      '这是最后一位全平台管理员：否则再没有人能管理账户和角色。请先把全平台的管理员角色授予另一个账户。',
      'This is the last administrator of the whole hub: nobody would be left who administers accounts and roles. Grant that role over the whole hub to another account first.',
    ),
  ];
}
