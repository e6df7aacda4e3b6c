import type { GraphQLError } from 'graphql';
import { type Database, type Queryable, queryRows } from '../shared/database';
import { unknownCodes } from '../shared/graphql/nearest';
import { AgencyEntity } from './agencyEntities';

/** How many codes that begin alike are looked through for the nearest. */
const MOST_CANDIDATES = 2000;
/** How many letters of a code count as its beginning: those of a province and a city. */
const BEGINNING = 3;

/** The codes of a table that begin as one of these ($1) does. */
const codesBeginningSql = (table: 'agency' | 'jurisdiction') =>
  `select code from ${table} where left(code, ${BEGINNING}) = any($1) order by code limit ${MOST_CANDIDATES}`;

async function listSimilar(
  database: Queryable,
  table: 'agency' | 'jurisdiction',
  codes: readonly string[],
): Promise<string[]> {
  const beginnings = codes.map((code) => code.slice(0, BEGINNING));
  const rows = await queryRows<{ code: string }>(database, codesBeginningSql(table), [beginnings]);
  return rows.map(({ code }) => code);
}

/** Refuses codes of agencies that there are not, with those nearest to them. One statement. */
export async function unknownAgencies(
  database: Queryable,
  argument: string,
  codes: readonly string[],
): Promise<GraphQLError> {
  const existing = await listSimilar(database, 'agency', codes);
  return unknownCodes(argument, { zh: '机关', en: 'agency' }, codes, existing);
}

/** Refuses the code of a jurisdiction that there is not, with those nearest to it. One statement. */
export async function unknownJurisdiction(
  database: Queryable,
  argument: string,
  code: string,
): Promise<GraphQLError> {
  const existing = await listSimilar(database, 'jurisdiction', [code]);
  return unknownCodes(argument, { zh: '行政区划', en: 'jurisdiction' }, [code], existing);
}

/** Refuses the code of an agency unless there is one. */
export async function checkAgency(database: Database, argument: string, code: string): Promise<void> {
  if (!(await database.getRepository(AgencyEntity).existsBy({ code })))
    throw await unknownAgencies(database, argument, [code]);
}
