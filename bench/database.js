import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { built, COLUMNS, HUB } from './form.js';

const { startEmbeddedPostgres } = built('src/database/embedded.js');
const { createDataSource, migrate, openServerLogin } = built('src/database/dataSource.js');

/** What every contender's database runs with, beside the defaults of PostgreSQL. */
export const SETTINGS = { max_connections: '200', shared_buffers: '1GB' };

/** One PostgreSQL for the whole run; its data stays between runs. */
export function startCluster(folder) {
  return startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings: SETTINGS, log: () => {} });
}

/** Asks one database once. */
export async function query(url, text, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function run(command, parameters, environment) {
  const child = spawn(process.execPath, [command, ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${parameters.join(' ')}: ${told}`);
}

const logins = new WeakMap();

/** The address of a database with the login of the running server, which is one for the whole cluster. */
async function serverLogin(cluster, owner, name) {
  if (!logins.has(cluster)) logins.set(cluster, await openServerLogin(owner, cluster.url));
  return new URL(`/${name}`, logins.get(cluster)).href;
}

/** The demonstration of a size, made on first use. Returns its addresses and, when it was made now, what that took. */
export async function openDemonstration(cluster, { agencies, years }, log) {
  const name = `bench_${agencies}x${years}`;
  const url = new URL(`/${name}`, cluster.url).href;
  const [there] = await query(cluster.url, 'select 1 from pg_database where datname = $1', [name]);
  if (!there) await query(cluster.url, `create database ${name}`);
  const owner = await createDataSource(url, 2).initialize();
  await migrate(owner);
  const [{ filled }] = await owner.query(
    `select exists (select 1 from jurisdiction where code = '900000') as filled`,
  );
  let made = null;
  if (!filled) {
    log(`filling ${name} with ${agencies} agencies x ${years} years …`);
    const start = performance.now();
    await run(
      join(HUB, 'dist/src/main.js'),
      ['seed', '--agencies', String(agencies), '--years', String(years)],
      {
        DATABASE_URL: url,
      },
    );
    const seconds = (performance.now() - start) / 1000;
    const [{ bytes, reports }] = await owner.query(
      `select pg_database_size(current_database())::float8 as bytes, (select count(*)::int from report) as reports`,
    );
    made = { agencies, years, reports, seconds, bytes };
    await owner.query('vacuum analyze');
  }
  const serverUrl = await serverLogin(cluster, owner, name);
  await owner.destroy();
  await makePeerTables(url, log);
  return { name, url, serverUrl, made };
}

const LEVELS = ['nation', 'province', 'prefecture', 'district'];

/**
 * The tables peers read, as favourable to them as we know: every expected report is one row that names its places and
 * holds every count in a column of its own, so that no question needs a join; indexed by year and
 * place, and clustered. Beside it one row of sums for each place and year, made once, which nobody keeps true.
 */
async function makePeerTables(url, log) {
  const [{ version }] = await query(
    url,
    `select coalesce(max(published_at)::text, '') || count(*) as version from report_revision where published_at is not null and superseded_at is null`,
  );
  const [{ made }] = await query(url, `select obj_description(to_regclass('peers.member')) as made`);
  if (made === version) return;
  log('making the tables of the peers …');
  await query(
    url,
    `drop schema if exists peers cascade; create schema peers;
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
     create table peers.kept (place text, parent text, year int, expected int, included int, counts integer[], primary key (place, year));
     ${LEVELS.map(
       (
         level,
         at,
       ) => `insert into peers.kept select ${level}, ${at === 0 ? 'null' : LEVELS[at - 1]}, year, count(*), sum(included),
         array[${COLUMNS.map((column) => `sum(${column})`).join(', ')}] from peers.member where ${level} is not null group by 1, 2, 3;`,
     ).join('\n')}
     create index on peers.kept (parent, year);
     create view peers.report as select m.*, v.overview, v.problems, v.other_matters
       from peers.member m join public.report_revision v on v.id = m.revision_id;
     grant usage on schema peers to ogi_server; grant select on all tables in schema peers to ogi_server;
     comment on table peers.member is '${version}'`,
  );
  await query(url, 'vacuum analyze peers.member');
  await query(url, 'vacuum analyze peers.kept');
}

/** The places questions are asked about: the first of each level, with the level of its children. */
export async function findPlaces(url) {
  const rows = await query(
    url,
    `select distinct on (level) lower(level) as level, code, path from jurisdiction where path like '900000/%' order by level, path`,
  );
  const of = (level) => rows.find((row) => row.level === level);
  return {
    nation: { level: 'nation', children: 'province', code: of('nation').code, path: of('nation').path },
    province: {
      level: 'province',
      children: 'prefecture',
      code: of('province').code,
      path: of('province').path,
    },
    prefecture: {
      level: 'prefecture',
      children: 'district',
      code: of('prefecture').code,
      path: of('prefecture').path,
    },
    district: { level: 'district', children: null, code: of('county').code, path: of('county').path },
  };
}

/** The years of the demonstration. */
export async function findYears(url) {
  const rows = await query(
    url,
    `select distinct year from peers.member where nation = '900000' and included > 0 order by 1`,
  );
  return rows.map(({ year }) => year);
}
