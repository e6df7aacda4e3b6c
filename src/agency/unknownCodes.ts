import type { GraphQLError } from 'graphql';
import { Raw } from 'typeorm';
import type { Database } from '../shared/database';
import { unknownCodes } from '../shared/graphql/nearest';
import { AgencyEntity } from './agencyEntities';
import { Jurisdiction } from './agencyTypes';

/** How many codes that begin alike are looked through for the nearest. */
const MOST_CANDIDATES = 2000;
/** How many letters of a code count as its beginning: those of a province and a city. */
const BEGINNING = 3;

/** Returns the codes of agencies or places that begin as one of these does. */
async function listSimilar(
  database: Database,
  entity: typeof AgencyEntity | typeof Jurisdiction,
  codes: readonly string[],
): Promise<string[]> {
  const beginnings = codes.map((code) => code.slice(0, BEGINNING));
  const rows = await database.getRepository<AgencyEntity | Jurisdiction>(entity).find({
    select: { code: true },
    where: { code: Raw((column) => `left(${column}, ${BEGINNING}) = any(:beginnings)`, { beginnings }) },
    order: { code: 'ASC' },
    take: MOST_CANDIDATES,
  });
  return rows.map(({ code }) => code);
}

/** Refuses codes of agencies that there are not, with those nearest to them. One statement. */
export async function unknownAgencies(
  database: Database,
  argument: string,
  codes: readonly string[],
): Promise<GraphQLError> {
  const existing = await listSimilar(database, AgencyEntity, codes);
  return unknownCodes(argument, { zh: '机关', en: 'agency' }, codes, existing);
}

/** Refuses the code of a jurisdiction that there is not, with those nearest to it. One statement. */
export async function unknownJurisdiction(
  database: Database,
  argument: string,
  code: string,
): Promise<GraphQLError> {
  const existing = await listSimilar(database, Jurisdiction, [code]);
  return unknownCodes(argument, { zh: '行政区划', en: 'jurisdiction' }, [code], existing);
}

/** Refuses the code of an agency unless there is one. */
export async function checkAgency(database: Database, argument: string, code: string): Promise<void> {
  if (!(await database.getRepository(AgencyEntity).existsBy({ code })))
    throw await unknownAgencies(database, argument, [code]);
}
