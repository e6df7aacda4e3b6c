import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { codesOfSection, selectCodes } from './form.js';
import { HUB } from './hub.js';
import { uncacheable } from './requests.js';
import { FLAGS, ONE_CLIENT, startServer } from './servers.js';

const tables = (...sections) => selectCodes(sections.flatMap(codesOfSection));
const rollup = (selection) =>
  `query ($years: [Int!]!, $place: ID!) { rollup(years: $years, filter: { jurisdiction: $place }) { ${selection} } }`;
const league = (name, by) =>
  `${name}: groups(by: [AGENCY], first: 20, orderBy: { field: "${by}" }) { edges { node { sortValue agency { name } } } }`;

/** Questions like those of the benchmark, of the places of the demonstration. */
const QUESTIONS = {
  R1: rollup(
    `total { indicators(codes: ["hotlineTickets"]) { value qualifier } } ${league('top', 'indicators.hotlineTickets')}`,
  ),
  R2: rollup(`total { ${tables(3)} }`),
  R3: rollup(
    'groups(by: [YEAR]) { edges { node { year requests { received { total } denied { subtotal { total } } unavailable { subtotal { total } } concluded { total } } } } }',
  ),
  R4: rollup(`${league('received', 'requests.received.total')} ${league('rate', 'measures.disclosureRate')}`),
  page: `query ($years: [Int!]!, $place: ID!) { reports(first: 50, filter: { jurisdiction: $place, years: $years }) {
    edges { node { year agency { code name } ${tables(2, 3, 4)} } } } }`,
};
const YEARS = [2021, 2022, 2023, 2024, 2025];
/** How many requests are under way at once, as in the benchmark. */
const CONNECTIONS = 10;

/** Returns the processor time of some processes so far, in milliseconds; Linux counts it in nanoseconds for each thread. */
function processorTime(pids) {
  const threads = pids.flatMap((pid) =>
    readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`),
  );
  const times = threads.map((thread) => Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]));
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

/** Returns the processes of a hub's database: the postmaster and what it has started. */
function databaseProcesses(folder) {
  const postmaster = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0];
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  return [postmaster, ...children.split(' ').filter(Boolean)];
}

async function post({ url }, query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return JSON.parse(text).data;
}

/** Returns every year of every third place once; a trend has all years up to that one. */
async function variantsOf(hub, code) {
  const { jurisdictions } = await post(hub, '{ jurisdictions(first: 100) { edges { node { code } } } }', {});
  const places = jurisdictions.edges.map(({ node }) => node.code).filter((_, at) => at % 3 === 0);
  return places.flatMap((_, step) =>
    YEARS.map((year, at) => ({
      years: code === 'R3' ? YEARS.slice(0, at + 1) : [year],
      place: places[(at + step) % places.length],
    })),
  );
}

/** Asks different questions, ten at once, and returns the processor time of one in the hub and in its database. */
async function measure(hub, query, variants) {
  const waiting = [...variants];
  const ask = async () => {
    for (let variant = waiting.pop(); variant; variant = waiting.pop())
      await post(hub, uncacheable(query), variant);
  };
  const time = () => [processorTime([hub.pid]), processorTime(databaseProcesses(hub.folder))];
  const before = time();
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  return time().map((after, at) => (after - before[at]) / variants.length);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const ROUNDS = 5;
/** How often all variants are asked before it is measured. */
const WARM_UP = 4;
/** A first start fills the database. */
const LONGEST_FIRST_START = 300_000;
// Names of builds with their folders, and codes of questions: all of them where there is none.
const [folders, codes] = [true, false].map((isFolder) =>
  process.argv
    .slice(2)
    .filter((argument) => argument.includes('=') === isFolder)
    .map((argument) => argument.split('=')),
);
if (folders.length === 0) folders.push(['hub', HUB]);
const data = mkdtempSync(join(tmpdir(), 'processor-'));
// Run as root, the database runs as another account.
chmodSync(data, 0o755);
const hubs = [];
for (const [name, folder] of folders) {
  const environment = { DATA_DIR: join(data, name), ...ONE_CLIENT };
  const server = await startServer(
    name,
    join(resolve(folder), 'dist/src/main.js'),
    environment,
    process.execPath,
    FLAGS,
    LONGEST_FIRST_START,
  );
  hubs.push({ name, url: server.url, pid: server.pid, folder: environment.DATA_DIR, stop: server.stop });
}
try {
  console.log(`| question | ${hubs.map(({ name }) => name).join(' | ')} |`);
  console.log(`| --- | ${hubs.map(() => '--: |').join(' ')}`);
  for (const [code, query] of Object.entries(QUESTIONS)) {
    if (codes.length > 0 && !codes.flat().includes(code)) continue;
    const variants = await variantsOf(hubs[0], code);
    for (const hub of hubs)
      for (let round = 0; round < WARM_UP; round += 1) await measure(hub, query, variants);
    const rounds = hubs.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [at, hub] of hubs.entries()) rounds[at].push(await measure(hub, query, variants));
    const cells = rounds.map((times) =>
      [0, 1].map((part) => median(times.map((time) => time[part])).toFixed(2)).join(' + '),
    );
    console.log(`| ${code} | ${cells.join(' | ')} |`);
  }
} finally {
  for (const hub of hubs) await hub.stop();
  rmSync(data, { recursive: true, force: true });
}
