import type { SelectQueryBuilder } from 'typeorm';
import { AgencyVersion } from '../../agency/agencyEntities';
import { ReportEntity } from '../../report/model/reportEntities';
import { ReportScope, ReportState } from '../../report/model/reportEnums';
import type { Database } from '../../shared/database';

/** The demonstration district; a hub that holds it shows it, whatever else it holds. */
const DEMONSTRATION_DISTRICT = '910101';

const rollupOf = (jurisdiction: string, year: number, indicator: string | null) => `{
  rollup(years: [${year}], filter: { jurisdiction: "${jurisdiction}" }) {
    coverage { expected included withErrors }
    total {
${indicator ? `      indicators(codes: ["${indicator}"]) { value qualifier reports }\n` : ''}      requests { received { total } concluded { total } }
    }
  }
}
`;

/** Answers in every hub, also in one that holds nothing. */
const PLACES = `{
  jurisdictions(first: 10) {
    totalCount
    edges { node { code name } }
  }
}
`;

interface LatestRow {
  readonly jurisdiction: string;
  readonly year: number;
  readonly indicator: string | null;
}

/** Returns a query of published reports (r) with the places (j) that their agencies are or were in (v). */
const queryPublished = (database: Database): SelectQueryBuilder<ReportEntity> =>
  database
    .getRepository(ReportEntity)
    .createQueryBuilder('r')
    .innerJoin(AgencyVersion, 'v', 'v.agencyId = r.agencyId')
    .innerJoin('v.jurisdiction', 'j')
    .select('j.code', 'jurisdiction')
    .addSelect('r.year', 'year')
    .addSelect("(select i.code from indicator i where i.code = 'hotlineTickets')", 'indicator')
    .where({ state: ReportState.PUBLISHED, scope: ReportScope.OWN })
    .limit(1);

/** Returns the place and last year of which the demonstration has a report, or those of the report that was begun last: neither reads all that there are. */
const findLatest = async (database: Database): Promise<LatestRow | undefined> =>
  (await queryPublished(database)
    .andWhere('j.code = :demonstration', { demonstration: DEMONSTRATION_DISTRICT })
    .orderBy('r.year', 'DESC')
    .getRawOne<LatestRow>()) ??
  queryPublished(database).orderBy({ 'r.id': 'DESC', 'v.validFrom': 'DESC' }).getRawOne<LatestRow>();

/** Returns the operation shown to newcomers, in the explorer and in the terminal: one that this database can answer. */
export async function sampleOperation(database: Database): Promise<string> {
  const latest = await findLatest(database);
  return latest ? rollupOf(latest.jurisdiction, latest.year, latest.indicator) : PLACES;
}
