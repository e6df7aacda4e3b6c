import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { codesOfSection, selectCodes } from './form.js';
import { HUB } from './hub.js';
import { uncacheable } from './requests.js';
import { FLAGS, startServer } from './servers.js';

const PLACE = '910101';
const YEARS = '[2021, 2022, 2023, 2024, 2025]';
const tables = (...sections) => selectCodes(sections.flatMap(codesOfSection));
const rollup = (years, selection) =>
  `{ rollup(years: ${years}, select: { jurisdiction: "${PLACE}" }) { ${selection} } }`;
const league = (name, by) =>
  `${name}: byAgency(first: 20, orderBy: { by: "${by}" }) { edges { node { sortValue agency { name } } } }`;

/** Questions like those of the benchmark, of the demonstration district. */
const QUESTIONS = {
  R1: rollup(
    '[2025]',
    `total { indicators(codes: ["hotlineTickets"]) { value qualifier } } ${league('top', 'indicators.hotlineTickets')}`,
  ),
  R2: rollup('[2025]', `total { ${tables(3)} }`),
  R3: rollup(
    YEARS,
    'byYear { year requests { received { total } denied { subtotal { total } } unavailable { subtotal { total } } concluded { total } } }',
  ),
  R4: rollup(
    '[2025]',
    `${league('received', 'requests.received.total')} ${league('rate', 'measures.disclosureRate')}`,
  ),
  page: `{ reports(first: 50) { edges { node { year agency { code name } ${tables(2, 3, 4)} } } } }`,
};

/** The processor time of a process so far, in milliseconds; Linux counts it in hundredths of a second. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Asks a question some times, one after the other, and returns the processor time of one of them. */
async function measure({ url, pid }, query, times) {
  const body = JSON.stringify({ query: uncacheable(query) });
  const before = processorTime(pid);
  for (let at = 0; at < times; at += 1) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();
    if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
  }
  return (processorTime(pid) - before) / times;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const ROUNDS = 3;
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
  const environment = { DATA_DIR: join(data, name) };
  const server = await startServer(
    name,
    join(resolve(folder), 'dist/src/main.js'),
    environment,
    process.execPath,
    FLAGS,
    LONGEST_FIRST_START,
  );
  hubs.push({ name, url: server.url, pid: server.pid, stop: server.stop });
}
try {
  console.log(`| question | ${hubs.map(({ name }) => name).join(' | ')} |`);
  console.log(`| --- | ${hubs.map(() => '--: |').join(' ')}`);
  for (const [code, query] of Object.entries(QUESTIONS)) {
    if (codes.length > 0 && !codes.flat().includes(code)) continue;
    const times = code === 'page' ? 30 : 200;
    for (const hub of hubs) await measure(hub, query, times);
    const rounds = hubs.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [at, hub] of hubs.entries()) rounds[at].push(await measure(hub, query, times));
    console.log(`| ${code} | ${rounds.map((values) => median(values).toFixed(2)).join(' | ')} |`);
  }
} finally {
  for (const hub of hubs) await hub.stop();
  rmSync(data, { recursive: true, force: true });
}
