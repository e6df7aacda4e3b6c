import { mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startContenders } from './contenders.js';
import { openDemonstration, query, startCluster } from './database.js';
import { floorsTable } from './floors.js';
import { measureGrowth } from './growth.js';
import { DATA } from './hub.js';
import { measureImport } from './imports.js';
import { peakOf } from './memory.js';
import { measurePublishing } from './publish.js';
import { questionsOver } from './questions/index.js';
import { checkAnswers, measureReads } from './reads.js';
import { openResults, SIZES } from './results.js';
import { writeReport } from './write.js';

/** What --only names beside the first letters of a question's code. */
const PARTS = ['growth', 'publish', 'import'];
const DEFAULTS = {
  agencies: '6000',
  years: '10',
  rounds: '3',
  seconds: '1.5',
  connections: '10',
  imports: '10000',
};
const log = (line) => process.stderr.write(`${line}\n`);

function readArguments() {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, { type: 'string' }])),
      nation: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      before: { type: 'string' },
    },
  });
  const size = values.nation ? SIZES.nation : {};
  const numbers = Object.fromEntries(
    Object.keys(DEFAULTS).map((name) => [name, Number(values[name] ?? size[name] ?? DEFAULTS[name])]),
  );
  const wrong = Object.entries(numbers).find(([, value]) => !(value > 0));
  if (wrong) throw new Error(`--${wrong[0]} takes a number above 0`);
  return { ...numbers, only: values.only.split(',').filter(Boolean), before: values.before };
}

/** Returns the questions that --only selects; without it all of them. */
function selectQuestions(all, { only }) {
  const prefixes = only.filter((name) => !PARTS.includes(name));
  return Object.fromEntries(
    Object.entries(all).filter(
      ([code]) => only.length === 0 || prefixes.some((prefix) => code.startsWith(prefix)),
    ),
  );
}

async function runReads(demonstration, options, { results, store }) {
  const { levels, years } = demonstration.places;
  const all = questionsOver(levels, years);
  const questions = selectQuestions(all, options);
  if (Object.keys(questions).length === 0) return;
  const started = await startContenders(demonstration, demonstration.places);
  try {
    await checkAnswers(started, questions);
    log('all contenders answer alike');
    const measured = await measureReads(started, questions, options, log);
    const earlier = (results.reads ?? []).filter(({ code }) => !questions[code]);
    const order = Object.keys(all);
    const reads = [...earlier, ...measured].sort(
      (one, other) => order.indexOf(one.code) - order.indexOf(other.code),
    );
    store({ reads, memory: { ...results.memory, reads: peakOf(started.hub.pid) } });
  } finally {
    await started.stop();
  }
}

async function main() {
  const { before, ...options } = readArguments();
  const wants = (part) => options.only.length === 0 || options.only.includes(part);
  mkdirSync(DATA, { recursive: true });
  const stored = openResults(options);
  const { results, store } = stored;
  const start = performance.now();
  const cluster = await startCluster(DATA);
  try {
    const demonstration = await openDemonstration(cluster, options, log);
    if (demonstration.filling) store({ filling: demonstration.filling });
    const [{ version }] = await query(
      demonstration.url,
      `select split_part(current_setting('server_version'), ' ', 1) as version`,
    );
    await runReads(demonstration, options, stored);
    if (wants('growth')) store({ growth: await measureGrowth(cluster, options, log) });
    if (wants('publish')) {
      const { publishing, memory } = await measurePublishing(demonstration, options, log);
      store({ publishing, memory: { ...results.memory, publishing: memory } });
      store({ publishingBefore: before && JSON.parse(readFileSync(before, 'utf8')).publishing });
    }
    if (wants('import')) store({ imported: await measureImport(demonstration, options, log) });
    const elapsed = Math.round((performance.now() - start) / 1000);
    store({ run: { ...options, elapsed, date: new Date().toISOString().slice(0, 10), postgres: version } });
  } finally {
    await cluster.stop();
  }
  const written = await writeReport(results);
  process.stdout.write(`${floorsTable([results])}\n`);
  log(`written to ${written}`);
}

await main();
