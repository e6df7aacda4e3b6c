import { AgencyVersion } from '../agency/agencyEntities';
import { versionNow } from '../agency/treeSql';
import type { Database } from '../shared/database';
import { RoleGrantEntity } from './identityEntities';
import { RoleGrant } from './identityTypes';

/** A role with the account it belongs to. */
type GrantRow = RoleGrant & { readonly accountKey: number };

/** Returns the roles of accounts, by when they were granted, each with the paths of its place and of what it may view. The place of an agency is today's. */
export async function loadGrants(database: Database, accountKeys: readonly number[]): Promise<GrantRow[]> {
  const rows = await database
    .getRepository(RoleGrantEntity)
    .createQueryBuilder('g')
    .leftJoin('g.agency', 'o')
    .leftJoin('g.jurisdiction', 'j')
    .leftJoin(AgencyVersion, 'w', `w.id = ${versionNow('g.agencyId')}`)
    .leftJoin('w.jurisdiction', 'p')
    .leftJoin('g.viewJurisdiction', 'v')
    .select('g.accountId', 'accountKey')
    .addSelect('g.id', 'key')
    .addSelect('g.role', 'role')
    .addSelect('o.code', 'agency')
    .addSelect('j.code', 'jurisdiction')
    .addSelect('g.wholeHub', 'wholeHub')
    .addSelect('v.code', 'viewJurisdiction')
    .addSelect("coalesce(j.path, p.path, '')", 'path')
    .addSelect('v.path', 'viewPath')
    .where('g.accountId = any(:accountKeys)', { accountKeys })
    .orderBy('g.id')
    .getRawMany<GrantRow>();
  return rows.map((row) => Object.assign(new RoleGrant(), row));
}
