import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { fromHub, PROGRAM } from './hub.js';
import { findPlaces, makePeerTables } from './peers.js';

/** What every contender's database runs with, beside the defaults of PostgreSQL. */
const SETTINGS = { max_connections: '200', shared_buffers: '1GB' };

/** Starts one PostgreSQL for the complete run; its data stays between runs. */
export function startCluster(folder) {
  const startEmbeddedPostgres = fromHub('startEmbeddedPostgres');
  return startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings: SETTINGS, log: () => {} });
}

/** Runs one statement on a connection of its own and returns the rows. */
export async function query(url, text, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function runHub(parameters, environment) {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${PROGRAM} ${parameters.join(' ')}: ${errors}`);
}

/** Returns the address of a database of a server. */
const urlOf = (server, name) => Object.assign(new URL(server), { pathname: `/${name}` }).href;

const logins = new WeakMap();

/** Returns the address of a database with the login of the running server, which is one for the complete cluster. */
async function serverLogin(cluster, owner, name) {
  if (!logins.has(cluster)) logins.set(cluster, await fromHub('openServerLogin')(owner, cluster.url));
  return urlOf(logins.get(cluster), name);
}

/** Fills an empty database with a demonstration and returns what that took. */
async function fill(owner, url, { agencies, years }) {
  const start = performance.now();
  await runHub(['seed', '--agencies', String(agencies), '--years', String(years)], { DATABASE_URL: url });
  const seconds = (performance.now() - start) / 1000;
  const [{ bytes, reports }] = await owner.query(
    `select pg_database_size(current_database())::float8 as bytes, (select count(*)::int from report) as reports`,
  );
  await owner.query('vacuum analyze');
  return { agencies, years, reports, seconds, bytes };
}

/** Returns the addresses and the places of the demonstration of a size, which is filled on first use, and what filling took if it happened now. */
export async function openDemonstration(cluster, { agencies, years }, log) {
  const name = `bench_${agencies}x${years}`;
  const url = urlOf(cluster.url, name);
  const [existing] = await query(cluster.url, 'select 1 from pg_database where datname = $1', [name]);
  if (!existing) await query(cluster.url, `create database ${name}`);
  const owner = await fromHub('createDataSource')(url, 2).initialize();
  await fromHub('migrate')(owner);
  const [{ filled }] = await owner.query(
    `select exists (select 1 from jurisdiction where code = '900000') as filled`,
  );
  let filling = null;
  if (!filled) {
    log(`filling ${name} with ${agencies} agencies x ${years} years …`);
    filling = await fill(owner, url, { agencies, years });
  }
  const serverUrl = await serverLogin(cluster, owner, name);
  await owner.destroy();
  const ask = (text, values) => query(url, text, values);
  await makePeerTables(ask, log);
  return { name, url, serverUrl, places: await findPlaces(ask), filling };
}
