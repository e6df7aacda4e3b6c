import type { GraphQLError } from 'graphql';
import { Any, Raw } from 'typeorm';
import type { Database } from '../shared/database';
import { type Kind, unknownCodes } from '../shared/graphql/nearest';
import { AgencyEntity, AgencyVersion } from './agencyEntities';
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

/** Returns by code that it is that of a place, and of no agency. */
async function placesOf(database: Database, codes: readonly string[]): Promise<Map<string, Kind>> {
  const places = await database.getRepository(Jurisdiction).find({
    select: { code: true, name: true, nameEn: true },
    where: { code: Any([...codes]) },
  });
  return new Map(
    places.map(({ code, name, nameEn }) => [
      code,
      {
        zh: `，这是行政区划“${name}”的代码，不是机关的`,
        en: `, which is the code of a jurisdiction, ${nameEn ?? name}, and of no agency`,
      },
    ]),
  );
}

/** Returns by code that it is that of an agency, as it is called now or was last, and of no place. */
async function agenciesOf(database: Database, codes: readonly string[]): Promise<Map<string, Kind>> {
  const versions = await database.getRepository(AgencyVersion).find({
    relations: { agency: true },
    where: { agency: { code: Any([...codes]) } },
    order: { validFrom: 'ASC' },
  });
  return new Map(
    versions.map(({ agency: { code }, name, nameEn }) => [
      code,
      {
        zh: `，这是机关“${name}”的代码，不是行政区划的`,
        en: `, which is the code of an agency, ${nameEn ?? name}, and of no jurisdiction`,
      },
    ]),
  );
}

/** Refuses codes of agencies that there are not: says which are those of places, and gives those nearest to the others. */
export async function unknownAgencies(
  database: Database,
  argument: string,
  codes: readonly string[],
): Promise<GraphQLError> {
  const [existing, places] = await Promise.all([
    listSimilar(database, AgencyEntity, codes),
    placesOf(database, codes),
  ]);
  return unknownCodes(argument, { zh: '机关', en: 'agency' }, codes, existing, places);
}

/** Refuses the code of a jurisdiction that there is not: says if it is that of an agency, or gives those nearest to it. */
export async function unknownJurisdiction(
  database: Database,
  argument: string,
  code: string,
): Promise<GraphQLError> {
  const [existing, agencies] = await Promise.all([
    listSimilar(database, Jurisdiction, [code]),
    agenciesOf(database, [code]),
  ]);
  return unknownCodes(argument, { zh: '行政区划', en: 'jurisdiction' }, [code], existing, agencies);
}

/** Refuses the code of an agency unless there is one. */
export async function checkAgency(database: Database, argument: string, code: string): Promise<void> {
  if (!(await database.getRepository(AgencyEntity).existsBy({ code })))
    throw await unknownAgencies(database, argument, [code]);
}
