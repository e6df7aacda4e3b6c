import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { drawGrowth } from './chart.js';
import { MAIN, NAMES } from './contenders.js';
import { floorsTable } from './floors.js';
import { DATA } from './hub.js';
import { markdownTable, rateText, ratioText, rounded } from './tables.js';

const DOCS = join(import.meta.dirname, '../docs');
const DEFAULTS = { rounds: 3, seconds: 1.5, connections: 10, imports: 10_000 };
const isNation = ({ agencies }) => agencies === 150_000;

/** Returns the command that makes these results again. */
function commandOf(run) {
  const more = Object.entries(DEFAULTS).flatMap(([name, value]) =>
    run[name] === value ? [] : [`--${name} ${run[name]}`],
  );
  const size = isNation(run)
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

function growthTable(growth) {
  const sizes = [...new Set(growth.map(({ agencies }) => agencies))];
  const keys = [...new Set(growth.map(({ code, id }) => `${code} ${id}`))];
  const lines = keys.map((key) => growth.filter(({ code, id }) => key === `${code} ${id}`));
  return markdownTable(
    ['question', 'contender', ...sizes.map((agencies) => `${rounded(agencies)} agencies, ms`), 'growth'],
    lines.map((points) => {
      const timeAt = (agencies) => points.find((point) => point.agencies === agencies)?.milliseconds;
      return [
        points[0].code,
        NAMES[points[0].id],
        ...sizes.map((agencies) => timeAt(agencies)?.toFixed(2) ?? '-'),
        ratioText(timeAt(sizes.at(-1)) / timeAt(sizes[0])),
      ];
    }),
    2,
  );
}

const fillingText = ({ reports, seconds, bytes }) =>
  `Filled with ${rounded(reports)} reports in ${rounded(seconds)} s (${rounded(reports / seconds)} a second, checks and sums included); ${rounded(bytes / 2 ** 20)} MB on disk.`;
const importText = ({ reports, seconds, oneByOne, memory }) =>
  `**Import** of ${rounded(reports)} reports, checks included: ${seconds.toFixed(1)} s, ${rounded(reports / seconds)} a second; one by one ${rounded(oneByOne)} a second. Resident memory of the importing process at its peak: ${rounded(memory)} MB.`;
const memoryText = (memory) =>
  `**Resident memory** of the hub at its peak: ${Object.entries(memory)
    .map(([during, size]) => `${rounded(size)} MB during ${during}`)
    .join(', ')}.`;

/** Returns all results of one size as Markdown. */
function reportOf(results, before, chart) {
  const { run, filling, reads, growth, publishing, imported, memory } = results;
  const parts = [
    `### ${rounded(run.agencies)} agencies x ${run.years} years`,
    `\`${commandOf(run)}\`: ${machine(run)}`,
    floorsTable(results, before),
  ];
  if (reads)
    parts.push(
      '**Different questions**, nothing cached: requests a second, and in brackets how many times that rate ours is',
      mainTable(reads),
      '**Beside it**: the hub on different questions, ten connections with the same question and nothing cached, and a repeated question',
      repeatedTable(reads),
    );
  if (publishing)
    parts.push(
      '**Publishing** over HTTP, all under one province, each report in place of a published one, sums verified afterwards',
      markdownTable(
        ['publishers', 'reports/s', 'p50 ms', 'p99 ms'],
        publishing.map(({ publishers, rate, p50, p99 }) => [publishers, rateText(rate), p50, p99]),
      ),
    );
  parts.push(
    [filling && fillingText(filling), imported && importText(imported), memory && memoryText(memory)]
      .filter(Boolean)
      .join('\n\n'),
  );
  if (growth)
    parts.push(
      '**Cost as data grows**, one reader with different questions',
      growthTable(growth),
      `![latency over the number of reports](${chart})`,
    );
  return parts.join('\n\n');
}

/**
 * Writes the results of one size and returns the file: docs/performance.md between the markers of the size, with the chart beside it.
 * The results of another hub than the one the bench lies in go beside its databases.
 */
export async function writeReport(results, before) {
  const name = isNation(results.run) ? 'nation' : 'province';
  const chart = `performance-${name}.svg`;
  const report = reportOf(results, before, chart);
  if (process.env.BENCH_HUB) {
    const file = join(DATA, `report-${name}.md`);
    writeFileSync(file, `${report}\n`);
    return file;
  }
  const file = join(DOCS, 'performance.md');
  const [start, end] = [`<!-- bench ${name}: made by npm run bench -->`, `<!-- end of bench ${name} -->`];
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no markers of ${name}`);
  if (results.growth) writeFileSync(join(DOCS, chart), await drawGrowth(results.growth));
  writeFileSync(file, `${text.slice(0, from + start.length)}\n\n${report}\n\n${text.slice(to)}`);
  return file;
}
