import type { Database } from '../shared/database';
import { findNumericKey } from '../shared/graphql/node';
import { AgencyEntity } from './agencyEntities';
import { Jurisdiction } from './agencyTypes';

/** Returns the code of an agency that is named by its global identifier; a code itself stays as it is, whether or not there is such an agency. */
export async function readAgencyCode(database: Database, id: string): Promise<string> {
  const key = findNumericKey('Agency', id);
  if (key === null) return id;
  const agency = await database.getRepository(AgencyEntity).findOneBy({ id: key });
  return agency?.code ?? id;
}

/** Returns the code of a jurisdiction that is named by its global identifier; a code itself stays as it is. */
export async function readJurisdictionCode(database: Database, id: string): Promise<string> {
  const key = findNumericKey('Jurisdiction', id);
  if (key === null) return id;
  const jurisdiction = await database.getRepository(Jurisdiction).findOneBy({ key });
  return jurisdiction?.code ?? id;
}
