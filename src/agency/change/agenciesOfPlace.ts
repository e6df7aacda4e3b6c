import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AgencyEntity, AgencyVersion } from '../agencyEntities';

/** An agency by key and code. */
export interface AgencyOfPlace {
  readonly key: number;
  readonly code: string;
}

/** Returns a query of the agencies (a) that are in a place itself on a day or later, each once, by code. */
export const queryAgenciesOfPlace = (
  manager: EntityManager,
  placeKey: number,
  on: string,
): SelectQueryBuilder<AgencyEntity> =>
  manager
    .getRepository(AgencyEntity)
    .createQueryBuilder('a')
    .select('a.id', 'key')
    .addSelect('a.code', 'code')
    .distinct()
    .innerJoin(AgencyVersion, 'v', 'v.agencyId = a.id')
    .where('v.jurisdictionId = :placeKey and coalesce(v.validTo > :on, true)', { placeKey, on })
    .orderBy('a.code');
