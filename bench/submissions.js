import { query } from './database.js';
import { fromHub } from './hub.js';

const { proactive, requests, disputes } = fromHub('REAL_REPORTS')[0];

/** Returns a complete report of an agency as it is published, with the figures of a real one. */
export const reportOf = (agency, year) => ({
  agency,
  year,
  scope: 'OWN',
  overview: '本机关依法公开政府信息。',
  proactive,
  requests,
  disputes,
  problems: '业务培训仍需加强。',
  otherMatters: '本年度未收取信息处理费。',
  source: 'https://example.invalid/report',
});

/**
 * Returns the codes of the agencies of a place that exist in a year, governments left out, and those with a report of that year that
 * went through the review: it is corrected there, and never recorded as published elsewhere.
 */
export async function agenciesOf(url, path, year) {
  const rows = await query(
    url,
    `select a.code from agency a join agency_version v on v.agency_id = a.id and v.first_year <= $2 and $2 < v.end_year
       join jurisdiction j on j.id = v.jurisdiction_id where j.path like $1 || '%' and v.kind <> 'GOVERNMENT'
        and not exists (select 1 from report r where r.agency_id = a.id and r.year = $2 and r.state <> 'PUBLISHED')
        and not exists (select 1 from report_revision r where r.agency_id = a.id and r.year = $2 and r.origin = 'FILED')
      order by md5(a.code)`,
    [path, year],
  );
  return rows.map(({ code }) => code);
}
