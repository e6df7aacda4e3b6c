import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { drawGrowth } from './chart.js';
import { MAIN, NAMES } from './contenders.js';
import { floorsTable } from './floors.js';
import { DATA } from './hub.js';
import { readResults, SIZES } from './results.js';
import { markdownTable, rateText, ratioText, rounded } from './tables.js';

const DOCS = join(import.meta.dirname, '../docs');
const DEFAULTS = { rounds: 3, seconds: 1.5, connections: 10, imports: 10_000 };
const nameOf = ({ agencies }) => (agencies === SIZES.nation.agencies ? 'nation' : 'province');

/** Returns the command that makes these results again. */
function commandOf(run) {
  const more = Object.entries(DEFAULTS).flatMap(([name, value]) =>
    run[name] === value ? [] : [`--${name} ${run[name]}`],
  );
  const size =
    nameOf(run) === 'nation'
      ? ['--nation']
      : run.agencies === 6000 && run.years === 10
        ? []
        : [`--agencies ${run.agencies}`, `--years ${run.years}`];
  const only = run.only.length > 0 ? [`--only ${run.only.join(',')}`] : [];
  const all = [...size, ...only, ...more];
  return `npm run bench${all.length > 0 ? ` -- ${all.join(' ')}` : ''}`;
}

const machine = ({ postgres, date, elapsed }) =>
  `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, node ${process.versions.node}, PostgreSQL ${postgres}, ${date}; this run took ${elapsed} s.`;

/** Returns the main table: the rate of every contender and in brackets how many times that rate ours is. */
function mainTable(reads) {
  const cellText = ({ ours }, cell, id) => {
    if (!cell) return '-';
    if (id === 'ours') return rateText(cell.rate);
    const [rate, ratio] = [rateText(cell.rate), ratioText(ours.rate / cell.rate)];
    return cell.isBound ? `< ${rate} (> ${ratio})` : `${rate} (${ratio})`;
  };
  return markdownTable(
    ['question', 'variants', ...MAIN.map((id) => NAMES[id])],
    reads.map(({ code, variants, cells }) => [
      code,
      variants,
      ...MAIN.map((id) => cellText(cells, cells[id], id)),
    ]),
  );
}

/** Returns the table beside it: the hub on different questions, on the same question and on a repeated one. */
function repeatedTable(reads) {
  return markdownTable(
    [
      'question',
      'different',
      'p50 ms',
      'p99 ms',
      'the same',
      'repeated',
      NAMES.bare,
      'repeated / bare',
      'bytes',
    ],
    reads.map(({ code, cells: { ours, same, repeated, bare } }) => [
      code,
      rateText(ours.rate),
      ours.p50,
      ours.p99,
      rateText(same.rate),
      rateText(repeated.rate),
      rateText(bare.rate),
      ratioText(repeated.rate / bare.rate),
      rounded(repeated.bytes),
    ]),
  );
}

/** Returns the time of one answer at the smallest and at the largest size and their ratio, by question and contender. */
function growthTable(growth) {
  const unique = (key) => [...new Set(growth.map((point) => point[key]))];
  const [codes, ids, sizes] = [unique('code'), unique('id'), unique('agencies')];
  return markdownTable(
    ['question', ...ids.map((id) => NAMES[id])],
    codes.map((code) => [
      code,
      ...ids.map((id) => {
        const times = sizes.map(
          (agencies) =>
            growth.find((point) => point.code === code && point.id === id && point.agencies === agencies)
              .milliseconds,
        );
        return `${times.map((time) => time.toFixed(2)).join(', ')} (${ratioText(times.at(-1) / times[0])})`;
      }),
    ]),
  );
}

const fillingText = ({ reports, seconds, bytes }) =>
  `Filled with ${rounded(reports)} reports in ${rounded(seconds)} s (${rounded(reports / seconds)} a second, checks and sums included); ${rounded(bytes / 2 ** 20)} MB on disk.`;
const publishingText = (publishing) =>
  `**Publishing** over HTTP, each report in place of a published one, sums verified afterwards: ${publishing
    .map(
      ({ publishers, rate, p50, p99 }) =>
        `${publishers} at once ${rateText(rate)} a second (p50 ${p50} ms, p99 ${p99} ms)`,
    )
    .join('; ')}.`;
const importText = ({ reports, seconds, oneByOne, memory }) =>
  `**Import** of ${rounded(reports)} reports, checks included: ${seconds.toFixed(1)} s, ${rounded(reports / seconds)} a second; one by one ${rounded(oneByOne)} a second. Resident memory of the importing process at its peak: ${rounded(memory)} MB.`;
const memoryText = (memory) =>
  `**Resident memory** of the hub at its peak: ${Object.entries(memory)
    .map(([during, size]) => `${rounded(size)} MB during ${during}`)
    .join(', ')}.`;

/** Returns all results of one size as Markdown. */
function reportOf(results, chart) {
  const { run, filling, reads, growth, publishing, imported, memory } = results;
  const parts = [
    `### ${rounded(run.agencies)} agencies x ${run.years} years`,
    `\`${commandOf(run)}\`: ${machine(run)}`,
  ];
  if (reads)
    parts.push(
      '**Different questions**, nothing cached: requests a second, and in brackets how many times that rate ours is',
      mainTable(reads),
      '**Beside it**: the hub on different questions, ten connections with the same question and nothing cached, and a repeated question',
      repeatedTable(reads),
    );
  const texts = [
    filling && fillingText(filling),
    publishing && publishingText(publishing),
    imported && importText(imported),
    memory && memoryText(memory),
  ].filter(Boolean);
  if (texts.length > 0) parts.push(texts.join('\n'));
  if (growth)
    parts.push(
      `**Cost as data grows**: ms of one answer to one reader with different questions, with ${[...new Set(growth.map(({ agencies }) => rounded(agencies)))].join(', ')} agencies, and in brackets the growth`,
      growthTable(growth),
      `![latency over the number of reports](${chart})`,
    );
  return parts.join('\n\n');
}

/** Returns a text with a part between its markers replaced. */
function replacePart(text, name, part) {
  const [start, end] = [`<!-- bench ${name}: made by npm run bench -->`, `<!-- end of bench ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no markers of ${name}`);
  return `${text.slice(0, from + start.length)}\n\n${part}\n\n${text.slice(to)}`;
}

/**
 * Writes the results of one size and returns the file: docs/performance.md between the markers of the size and of the floors, with the
 * chart beside it. The results of another hub than the one the bench lies in, or of another size, go beside its databases.
 */
export async function writeReport(results) {
  const { agencies, years } = results.run;
  const name = nameOf(results.run);
  const chart = `performance-${name}.svg`;
  const report = reportOf(results, chart);
  const isShown = SIZES[name].agencies === agencies && SIZES[name].years === years;
  if (process.env.BENCH_HUB || !isShown) {
    const file = join(DATA, `report-${agencies}x${years}.md`);
    writeFileSync(file, `${floorsTable([results])}\n\n${report}\n`);
    return file;
  }
  const file = join(DOCS, 'performance.md');
  const measured = Object.values(SIZES)
    .map(readResults)
    .filter(({ run }) => run);
  const text = replacePart(readFileSync(file, 'utf8'), name, report);
  if (results.growth) writeFileSync(join(DOCS, chart), await drawGrowth(results.growth));
  writeFileSync(file, replacePart(text, 'floors', floorsTable(measured)));
  return file;
}
