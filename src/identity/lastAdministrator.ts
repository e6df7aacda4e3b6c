import type { Database } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { Role } from '../shared/request/permissions';
import { RoleGrantEntity } from './identityEntities';

/** Returns the roles of administrators of the whole hub whose accounts are in use, locked so that two who go at once do not both go. */
const lockAdministrators = (database: Database): Promise<RoleGrantEntity[]> =>
  database
    .getRepository(RoleGrantEntity)
    .createQueryBuilder('g')
    .innerJoin('g.account', 'a')
    .select(['g.id', 'g.accountId'])
    .where('g.role = :role and g.wholeHub and a.disabledAt is null', { role: Role.ADMINISTRATOR })
    .orderBy('g.id')
    .setLock('pessimistic_write', undefined, ['g'])
    .getMany();

/**
 * Returns why a role may not be taken away, or an account not be disabled: nobody would be left who administers the whole hub. In a
 * transaction of the caller.
 */
export async function reasonsToStay(
  database: Database,
  path: string,
  { grant, accountKey }: { readonly grant?: number; readonly accountKey?: number },
): Promise<FindingType[]> {
  const rows = await lockAdministrators(database);
  const left = rows.filter((row) => row.id !== grant && row.accountId !== accountKey);
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
