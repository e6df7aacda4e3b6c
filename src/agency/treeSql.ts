import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../shared/database';
import { AgencySuccession, AgencySuccessionEver, AgencyVersion, AgencyVersionEver } from './agencyEntities';

/** SQL over the tree: as the hub has it now, or as it had it at an instant. */
export interface TreeSql {
  /** Every version of every agency, as a table. */
  readonly versions: string;
  /** The version of the agency with this key that is in force today, or on the day of the instant, as a table of one row. */
  readonly version: (key: string) => string;
}

const NOW: TreeSql = {
  versions: 'agency_version',
  version: (key) => `agency_now(${key})`,
};

const asOfInstant = (table: string, at: string) =>
  `(select * from ${table}_ever e where e.recorded_at <= ${at} and e.superseded_at > ${at})`;

/** The tree now, or at the instant of an SQL parameter: what was recorded later is not in it. */
export const treeSql = (at: string | null): TreeSql =>
  at === null
    ? NOW
    : {
        versions: asOfInstant('agency_version', at),
        version: (key) => `agency_at(${key}, ${at})`,
      };

/** SQL, for a query builder that joins versions: the key of the version of an agency that is in force today. */
export const versionNow = (agencyKey: string) => `(select n.id from agency_now(${agencyKey}) n)`;

/**
 * SQL: whether a version is the one that agency_now returns: the last that began by today, or else the first that will. The function is asked
 * for one agency after the other; this is for all of them at once, which PostgreSQL joins as a set.
 */
export const isVersionNow = (version: string) =>
  `not exists (select 1 from agency_version l where l.agency_id = ${version}.agency_id and
     case when l.valid_from <= beijing_today() then ${version}.valid_from > beijing_today() or l.valid_from > ${version}.valid_from
          else ${version}.valid_from > beijing_today() and l.valid_from < ${version}.valid_from end)`;

/** SQL: whether a version (v) was in force at the end of the year of a row, so that a report of its agency was expected. */
export const isInForce = (version: string, row: string) =>
  `${version}.first_year <= ${row}.year and ${row}.year < ${version}.end_year`;

/**
 * SQL: whether reports of the year of a row belong to a version: of the versions of an agency it is one for each year. The function
 * agency_in_year returns that version; within `exists` it is written out, since PostgreSQL joins no function as a set.
 */
export const isHome = (version: string, row: string) =>
  `${version}.home_from <= ${row}.year and ${row}.year < ${version}.home_to`;

/** Returns the tree as of an instant, which is the parameter $2 then, or now; with the parameters. */
export const asOfParameters = (keys: readonly number[], asOf: Date | null) => ({
  tree: treeSql(asOf && '$2'),
  parameters: asOf ? [keys, asOf] : [keys],
});

function readAsOf<Row extends object>(
  now: Repository<Row>,
  ever: Repository<Row>,
  alias: string,
  asOf: Date | null,
): SelectQueryBuilder<Row> {
  if (asOf === null) return now.createQueryBuilder(alias);
  return ever
    .createQueryBuilder(alias)
    .where(`${alias}.recordedAt <= :asOf and ${alias}.supersededAt > :asOf`, { asOf });
}

/** Returns a query of the versions of agencies as the hub has them now, or had them at an instant. */
export const queryVersions = (database: Database, alias: string, asOf: Date | null) =>
  readAsOf<AgencyVersion>(
    database.getRepository(AgencyVersion),
    database.getRepository(AgencyVersionEver),
    alias,
    asOf,
  );

/** Returns a query of the successions of agencies as the hub has them now, or had them at an instant. */
export const querySuccessions = (database: Database, alias: string, asOf: Date | null) =>
  readAsOf<AgencySuccession>(
    database.getRepository(AgencySuccession),
    database.getRepository(AgencySuccessionEver),
    alias,
    asOf,
  );
