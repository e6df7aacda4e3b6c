import type { EntityManager } from 'typeorm';
import type { FindingType } from '../shared/graphql/finding';
import { findAgency, type LocatedAgency } from './agencyQueries';
import { unknownReference } from './agencyRefusals';

/** What an agency is from one day to another, which is not among them; without one it goes on. */
export interface Version {
  readonly id: number;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** An agency locked for change with its versions, first to last; or why there is none. */
interface LockedAgency {
  readonly agency: LocatedAgency | null;
  readonly versions: readonly Version[];
  readonly findings: FindingType[];
}

/** Locks the agency of a code for change. */
export async function lockAgency(manager: EntityManager, code: string, path: string): Promise<LockedAgency> {
  await manager.query('select 1 from agency where code = $1 for update', [code]);
  const agency = await findAgency(manager, code);
  if (!agency) return { agency, versions: [], findings: [unknownReference(path, '机关', code)] };
  const versions: Version[] = await manager.query(
    `select id, name, valid_from::text as "validFrom", valid_to::text as "validTo" from agency_version
      where agency_id = $1 order by valid_from`,
    [agency.key],
  );
  return { agency, versions, findings: [] };
}

/** The version on a day: the last that began by then; before the first day the first. */
export const versionOn = (versions: readonly Version[], day: string): Version =>
  versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0];
