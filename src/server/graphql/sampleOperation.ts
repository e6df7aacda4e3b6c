import type { DataSource } from 'typeorm';
import { queryRows } from '../../shared/database';

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

const LATEST = `
  select j.code as jurisdiction, r.year,
         (select i.code from indicator i where i.code = 'hotlineTickets') as indicator
    from report r join agency_version v on v.agency_id = r.agency_id
    join jurisdiction j on j.id = v.jurisdiction_id
   where r.state = 'PUBLISHED' and r.scope = 'OWN'
   order by j.code = $1 desc, r.year desc, v.valid_from desc, j.code limit 1`;

interface LatestRow {
  readonly jurisdiction: string;
  readonly year: number;
  readonly indicator: string | null;
}

/** Returns the operation shown to newcomers, in the explorer and in the terminal: one that this database can answer. */
export async function sampleOperation(database: Pick<DataSource, 'query'>): Promise<string> {
  const [latest] = await queryRows<LatestRow>(database, LATEST, [DEMONSTRATION_DISTRICT]);
  return latest ? rollupOf(latest.jurisdiction, latest.year, latest.indicator) : PLACES;
}
