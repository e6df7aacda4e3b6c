import { Any, type EntityManager } from 'typeorm';
import type { FindingType } from '../../shared/graphql/finding';
import { AgencyEntity, AgencyVersion } from '../agencyEntities';
import { findAgency, type LocatedAgency } from '../agencyQueries';
import { unknownReference } from '../agencyRefusals';

/** An agency locked for change with its versions, first to last; or why there is none. */
interface LockedAgency {
  readonly agency: LocatedAgency | null;
  readonly versions: readonly AgencyVersion[];
  readonly findings: FindingType[];
}

/** Locks agencies by their codes for change, all in one order, so that none waits for another in a circle. */
export async function lockAgencies(manager: EntityManager, codes: readonly string[]): Promise<void> {
  await manager.getRepository(AgencyEntity).find({
    select: { id: true },
    where: { code: Any(codes) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

/** Locks the agency of a code for change and returns it with its versions. */
export async function lockAgency(manager: EntityManager, code: string, path: string): Promise<LockedAgency> {
  await lockAgencies(manager, [code]);
  const agency = await findAgency(manager, code);
  if (!agency) return { agency, versions: [], findings: [unknownReference(path, '机关', code)] };
  const versions = await manager
    .getRepository(AgencyVersion)
    .find({ where: { agencyId: agency.key }, order: { validFrom: 'ASC' } });
  return { agency, versions, findings: [] };
}

/** Returns the version on a day: the last that began by then; before the first day the first. */
export const versionOn = (versions: readonly AgencyVersion[], day: string): AgencyVersion =>
  versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0];
