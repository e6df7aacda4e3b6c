import { createHash } from 'node:crypto';
import { COLUMNS } from './form.js';

const LEVELS = ['nation', 'province', 'prefecture', 'district'];
/** The root of the demonstration. */
export const NATION = '900000';
/** How many places of a level the questions are asked about. */
const PLACES = 8;

/**
 * The tables that the peers read, as favourable to them as we know. Every expected report is one row that names its places and holds
 * every count in a column of its own, so that no question needs a join; the rows are indexed by year and place, and clustered.
 * Beside them is one row of sums for each place and year, computed once; nothing updates it. Functions let PostGraphile filter by some years.
 */
const TABLES = `drop schema if exists peers cascade; create schema peers;
  create table peers.member as
    select y.year::int as year, split_part(j.path, '/', 1) as nation, nullif(split_part(j.path, '/', 2), '') as province,
           nullif(split_part(j.path, '/', 3), '') as prefecture, nullif(split_part(j.path, '/', 4), '') as district,
           m.agency_id::text as agency_key, a.code as agency_code, l.name as agency_name, 1 as expected, (r.id is not null)::int as included,
           r.id as revision_id, h.value as hotline, coalesce(h.value, -1) as hotline_order, h.qualifier, r.fees_amount,
           ${COLUMNS.map((column) => `r.counts[${column.slice(1)}] as ${column}`).join(', ')}
      from (select distinct year from report) y
      join agency_version m on m.first_year <= y.year and y.year < m.end_year
      join agency a on a.id = m.agency_id
      join lateral (select name from agency_version l where l.agency_id = a.id order by l.valid_from desc limit 1) l on true
      join jurisdiction j on j.id = m.jurisdiction_id
      left join report_revision r on r.agency_id = m.agency_id and r.year = y.year and r.scope = 'OWN'
           and r.published_at is not null and r.superseded_at is null
      left join report_indicator h on h.revision_id = r.id and h.indicator_id = (select id from indicator where code = 'hotlineTickets')
     where m.kind <> 'GOVERNMENT' or r.id is not null
     order by y.year, j.path, a.code;
  create index on peers.member (year, district, agency_code);
  create index on peers.member (year, prefecture, agency_code);
  create index on peers.member (year, province, agency_code);
  create index on peers.member (year, nation, agency_code);
  create index on peers.member (district);
  create table peers.summary (place text, parent text, year int, expected int, included int, counts integer[], primary key (place, year));
  ${LEVELS.map(
    (
      level,
      at,
    ) => `insert into peers.summary select ${level}, ${at === 0 ? 'null' : LEVELS[at - 1]}, year, count(*), sum(included),
      array[${COLUMNS.map((column) => `sum(${column})`).join(', ')}] from peers.member where ${level} is not null group by 1, 2, 3;
    create function peers.members_in_${level}(wanted_place text, wanted_years int[]) returns setof peers.member language sql stable
      begin atomic select * from peers.member where ${level} = wanted_place and year = any(wanted_years); end;`,
  ).join('\n')}
  create index on peers.summary (parent, year);
  create function peers.summaries_in(wanted_place text, wanted_years int[]) returns setof peers.summary language sql stable
    begin atomic select * from peers.summary where place = wanted_place and year = any(wanted_years) order by year; end;
  create view peers.report as select m.*, v.overview, v.problems, v.other_matters
    from peers.member m join public.report_revision v on v.id = m.revision_id;
  grant usage on schema peers to ogi_server; grant select on all tables in schema peers to ogi_server;
  grant execute on all functions in schema peers to ogi_server;`;
const DEFINITION = createHash('sha256').update(TABLES).digest('hex').slice(0, 12);

/** Makes the tables of the peers where there are none of this definition and of the reports published now. */
export async function makePeerTables(query, log) {
  const [{ version }] = await query(
    `select $1 || ' ' || coalesce(max(published_at)::text, '') || count(*) as version from report_revision where published_at is not null and superseded_at is null`,
    [DEFINITION],
  );
  const [{ present }] = await query(`select obj_description(to_regclass('peers.member')) as present`);
  if (present === version) return;
  log('making the tables of the peers …');
  await query(`${TABLES} comment on table peers.member is '${version}'`);
  await query('vacuum analyze peers.member');
  await query('vacuum analyze peers.summary');
}

/** Returns the years of the demonstration, and by level the first places that published in every one of them. */
export async function findPlaces(query) {
  const years = (
    await query(`select distinct year from peers.summary where place = $1 and included > 0 order by 1`, [
      NATION,
    ])
  ).map(({ year }) => year);
  const rows = await query(
    `select case j.level when 'COUNTY' then 'district' else lower(j.level) end as level, s.place
       from peers.summary s join jurisdiction j on j.code = s.place
      where j.path like $1 || '/%' and s.included > 0 and s.year = any($2)
      group by 1, 2 having count(*) = cardinality($2::int[]) order by 2`,
    [NATION, years],
  );
  const levels = Object.fromEntries(
    LEVELS.map((name, at) => [
      name,
      {
        name,
        children: LEVELS[at + 1] ?? null,
        codes: rows
          .filter(({ level }) => level === name)
          .map(({ place }) => place)
          .slice(0, PLACES),
      },
    ]),
  );
  return { levels, years };
}
