import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startContenders } from './contenders.js';
import { findPlaces, findYears, openDemonstration, query, startCluster } from './database.js';
import { measureGrowth } from './growth.js';
import { measureImport } from './imports.js';
import { peakOf } from './memory.js';
import { measurePublishing } from './publish.js';
import { questionsOver } from './questions.js';
import { checkAnswers, measureReads } from './reads.js';
import { writeResults } from './write.js';

/** What can be asked for with --only, beside the first letters of a question's code. */
const PARTS = ['growth', 'publish', 'import'];
const NATION = { agencies: 150_000, years: 10 };
const FOLDER = join(import.meta.dirname, '.data');
const say = (line) => process.stderr.write(`${line}\n`);

function readArguments() {
  const { values } = parseArgs({
    options: {
      agencies: { type: 'string', default: '6000' },
      years: { type: 'string', default: '10' },
      nation: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '1.5' },
      connections: { type: 'string', default: '10' },
      imports: { type: 'string', default: '10000' },
    },
  });
  const numbers = Object.fromEntries(
    ['agencies', 'years', 'rounds', 'seconds', 'connections', 'imports'].map((name) => [
      name,
      Number(values[name]),
    ]),
  );
  const wrong = Object.entries(numbers).find(([, value]) => !(value > 0));
  if (wrong) throw new Error(`--${wrong[0]} takes a number above 0`);
  const only = values.only.split(',').filter(Boolean);
  return { ...numbers, ...(values.nation ? NATION : {}), only };
}

const asked = ({ only }, name) => only.length === 0 || only.includes(name);

/** The results of earlier runs over the same size, so that a run may be made in parts. */
function openResults({ agencies, years }) {
  const file = join(FOLDER, `results-${agencies}x${years}.json`);
  let results = {};
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return {
    results,
    keep(part) {
      Object.assign(results, part);
      writeFileSync(file, JSON.stringify(results, null, 1));
    },
  };
}

async function runReads(demonstration, options, results, keep) {
  const places = await findPlaces(demonstration.url);
  const years = await findYears(demonstration.url);
  const all = questionsOver(places, years);
  const isAsked = (code) =>
    options.only.length === 0 || options.only.some((name) => !PARTS.includes(name) && code.startsWith(name));
  const questions = Object.fromEntries(Object.entries(all).filter(([code]) => isAsked(code)));
  if (Object.keys(questions).length === 0) return;
  const started = await startContenders(demonstration, { places, years });
  try {
    await checkAnswers(started, questions);
    say('all contenders answer alike');
    const measured = await measureReads(started, questions, options, say);
    const before = (results.reads ?? []).filter(({ code }) => !questions[code]);
    const reads = [...before, ...measured].sort(
      (one, other) => Object.keys(all).indexOf(one.code) - Object.keys(all).indexOf(other.code),
    );
    keep({ reads, memory: { ...results.memory, reads: peakOf(started.hub.pid) } });
  } finally {
    await started.stop();
  }
}

async function main() {
  const options = readArguments();
  mkdirSync(FOLDER, { recursive: true });
  const { results, keep } = openResults(options);
  const start = performance.now();
  const cluster = await startCluster(FOLDER);
  try {
    const demonstration = await openDemonstration(cluster, options, say);
    if (demonstration.made) keep({ made: demonstration.made });
    const [{ version }] = await query(
      demonstration.url,
      `select split_part(current_setting('server_version'), ' ', 1) as version`,
    );
    await runReads(demonstration, options, results, keep);
    if (asked(options, 'growth')) keep({ growth: await measureGrowth(cluster, options, say) });
    if (asked(options, 'publish')) {
      const { publishing, memory } = await measurePublishing(demonstration, options, say);
      keep({ publishing, memory: { ...results.memory, publishing: memory } });
    }
    if (asked(options, 'import')) keep({ imported: await measureImport(demonstration, options, say) });
    const elapsed = Math.round((performance.now() - start) / 1000);
    keep({ run: { ...options, elapsed, date: new Date().toISOString().slice(0, 10), postgres: version } });
  } finally {
    await cluster.stop();
  }
  await writeResults(results);
  say('written to docs/performance.md');
}

await main();
