import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { drawGrowth } from './chart.js';
import { HUB } from './form.js';

const FILE = join(HUB, 'docs/performance.md');
const DEFAULTS = { rounds: 3, seconds: 1.5, connections: 10, imports: 10_000 };
const isNation = ({ agencies }) => agencies === 150_000;
const NAME_OF = (run) => (isNation(run) ? 'nation' : 'province');

const whole = (value) => Math.round(value).toLocaleString('en-US');
const short = (value) => (value >= 100 ? whole(value) : value.toPrecision(value >= 10 ? 3 : 2));
const ratio = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
/** A Markdown table with its columns padded; all but the first `left` ones are aligned to the right. */
function table(head, rows, left = 1) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(3, ...cells.map((row) => row[at].length)));
  const line = (row) => `| ${row.join(' | ')} |`;
  const padded = cells.map((row) =>
    line(row.map((cell, at) => (at < left ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))),
  );
  const rule = line(widths.map((width, at) => (at < left ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [padded[0], rule, ...padded.slice(1)].join('\n');
}

/** The command that makes these results again. */
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

function readsTable({ title, code, cells }) {
  const rateOf = (name) => cells.find((cell) => cell.name === name)?.rate ?? null;
  const cold = rateOf('ours, cold cache');
  return `**${code}** ${title}\n\n${table(
    ['contender', 'req/s', 'p50 ms', 'p99 ms', 'bytes', 'ours cold / it'],
    cells.map(({ name, rate, isBound, p50, p99, bytes }) =>
      rate === null
        ? [name, '-', '-', '-', '-', '-']
        : isBound
          ? [name, `< ${short(rate)}`, '> 30,000', '-', '-', `> ${ratio(cold / rate)}`]
          : [name, short(rate), p50, p99, whole(bytes), ratio(cold / rate)],
    ),
  )}`;
}

function growthTable(growth) {
  const sizes = [...new Set(growth.map(({ agencies }) => agencies))];
  const lines = new Map();
  for (const point of growth) {
    const line = `${point.code} | ${point.name}`;
    lines.set(line, [...(lines.get(line) ?? []), point]);
  }
  return table(
    ['question', 'contender', ...sizes.map((agencies) => `${whole(agencies)} agencies, ms`), 'growth'],
    [...lines].map(([key, points]) => {
      const of = (agencies) => points.find((point) => point.agencies === agencies)?.milliseconds;
      const [first, last] = [of(sizes[0]), of(sizes.at(-1))];
      return [
        ...key.split(' | '),
        ...sizes.map((agencies) => of(agencies)?.toFixed(2) ?? '-'),
        ratio(last / first),
      ];
    }),
    2,
  );
}

function describe(results, chart) {
  const { run, made, reads, growth, publishing, imported, memory } = results;
  const parts = [
    `### ${whole(run.agencies)} agencies x ${run.years} years`,
    `\`${commandOf(run)}\`: ${machine(run)}`,
  ];
  if (made)
    parts.push(
      `Filled with ${whole(made.reports)} reports in ${whole(made.seconds)} s (${whole(made.reports / made.seconds)} a second, checks and sums included); ${whole(made.bytes / 2 ** 20)} MB on disk.`,
    );
  if (reads) parts.push(...reads.map(readsTable));
  if (publishing)
    parts.push(
      '**Publishing** over HTTP, all under one province, each report in place of a published one, sums verified afterwards',
      table(
        ['publishers', 'reports/s', 'p50 ms', 'p99 ms'],
        publishing.map(({ publishers, rate, p50, p99 }) => [publishers, short(rate), p50, p99]),
      ),
    );
  if (imported)
    parts.push(
      `**Import** of ${whole(imported.reports)} reports, checks included: ${imported.seconds.toFixed(1)} s, ${whole(imported.reports / imported.seconds)} a second; one by one ${whole(imported.oneByOne)} a second. Resident memory of the importing process at its peak: ${whole(imported.memory)} MB.`,
    );
  if (memory)
    parts.push(
      `**Resident memory** of the hub at its peak: ${Object.entries(memory)
        .map(([during, size]) => `${whole(size)} MB during ${during}`)
        .join(', ')}.`,
    );
  if (growth)
    parts.push(
      '**Cost as data grows**, one reader',
      growthTable(growth),
      `![latency over the number of reports](${chart})`,
    );
  return parts.join('\n\n');
}

/** Puts the results between the markers of their size in docs/performance.md, and the chart beside it. */
export async function writeResults(results) {
  const name = NAME_OF(results.run);
  const chart = `performance-${name}.svg`;
  if (results.growth) writeFileSync(join(HUB, 'docs', chart), await drawGrowth(results.growth));
  const [start, end] = [`<!-- bench ${name}: made by npm run bench -->`, `<!-- end of bench ${name} -->`];
  const text = readFileSync(FILE, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no markers of ${name}`);
  writeFileSync(
    FILE,
    `${text.slice(0, from + start.length)}\n\n${describe(results, chart)}\n\n${text.slice(to)}`,
  );
}
