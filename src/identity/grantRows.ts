import { type Queryable, queryRows } from '../shared/database';
import { RoleGrant } from './identityTypes';

/** A role with the account it belongs to. */
type GrantRow = RoleGrant & { readonly accountKey: number };

/** The roles of accounts ($1), each with the paths of its place and of what it may view. The place of an agency is today's. */
const GRANTS_OF_ACCOUNTS = `
  select g.account_id as "accountKey", g.id as key, g.role, o.code as agency, j.code as jurisdiction, g.whole_hub as "wholeHub",
         v.code as "viewJurisdiction", coalesce(j.path, p.path, '') as path, v.path as "viewPath"
    from role_grant g left join agency o on o.id = g.agency_id left join jurisdiction j on j.id = g.jurisdiction_id
      left join lateral agency_now(o.id) w on true
      left join jurisdiction p on p.id = w.jurisdiction_id
      left join jurisdiction v on v.id = g.view_jurisdiction_id
   where g.account_id = any($1) order by g.id`;

/** Returns the roles of accounts, by when they were granted. */
export async function loadGrants(database: Queryable, accountKeys: readonly number[]): Promise<GrantRow[]> {
  const rows = await queryRows<GrantRow>(database, GRANTS_OF_ACCOUNTS, [accountKeys]);
  return rows.map((row) => Object.assign(new RoleGrant(), row));
}
