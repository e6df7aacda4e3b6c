import { NAMES, PEERS } from './contenders.js';
import { markdownTable, ratioText, rounded } from './tables.js';

/** The publishers whose rate is compared with the one of before. */
const PUBLISHERS = 16;

const startsWith = (prefix) => (code) => code.startsWith(prefix);
const isAny = () => true;

/** Measures how many times the rate of each of `others` the rate of `one` is, on the questions that `wants` accepts. */
const timesOf =
  (wants, others, one = 'ours') =>
  ({ reads = [] }) =>
    reads
      .filter(({ code, cells }) => wants(code) && cells[one])
      .flatMap(({ code, cells }) =>
        others
          .filter((id) => cells[id])
          .map((id) => ({ value: cells[one].rate / cells[id].rate, where: `${code}, ${NAMES[id]}` })),
      );

/** Measures how many times as long the nation takes as a district or a prefecture. */
function nationTimes({ reads = [] }) {
  const rateOf = (code) => reads.find((read) => read.code === code)?.cells.ours?.rate;
  return [
    ['R2-nation', 'R2-district'],
    ['R3-nation', 'R3-district'],
    ['R4-nation', 'R4-prefecture'],
    ['R5-nation', 'R5-prefecture'],
  ]
    .filter((codes) => codes.every(rateOf))
    .map(([nation, smaller]) => ({ value: rateOf(smaller) / rateOf(nation), where: nation }));
}

function publishersBefore({ publishing, publishingBefore }) {
  const rateOf = (all) => all?.find(({ publishers }) => publishers === PUBLISHERS)?.rate;
  const [now, then] = [rateOf(publishing), rateOf(publishingBefore)];
  return now && then
    ? [{ value: now / then, where: `${rounded(now)} a second, before ${rounded(then)}` }]
    : [];
}

const peakMemory = ({ memory = {} }) =>
  Object.entries(memory)
    .filter(([, size]) => size !== null)
    .map(([during, size]) => ({ value: size, where: `MB, ${during}` }));

/** What the hub must reach on different questions, unless a row says otherwise. Of several measured values the worst counts. */
const FLOORS = [
  {
    floor: "R2 at least 0.4 of pg over the hub's sums",
    atLeast: 0.4,
    measure: timesOf(startsWith('R2'), ['rollupRow']),
  },
  {
    floor: 'R2 ahead of PostGraphile over the summary row',
    above: 1,
    measure: timesOf(startsWith('R2'), ['postgraphileSummary']),
  },
  { floor: 'R3 ahead of every peer', above: 1, measure: timesOf(startsWith('R3'), PEERS) },
  { floor: 'R4 ahead of every peer', above: 1, measure: timesOf(startsWith('R4'), PEERS) },
  {
    floor: 'R5 of the nation ahead of every peer',
    above: 1,
    measure: timesOf(startsWith('R5-nation'), PEERS),
  },
  {
    floor: 'R1 at least 0.4 of Apollo by hand',
    atLeast: 0.4,
    measure: timesOf(startsWith('R1'), ['apollo']),
  },
  {
    floor: 'page of 50 at least 2 times PostGraphile',
    atLeast: 2,
    measure: timesOf(startsWith('page'), ['aggregates']),
  },
  {
    floor: 'a repeated question at least 0.5 of bare HTTP',
    atLeast: 0.5,
    measure: timesOf(isAny, ['bare'], 'repeated'),
  },
  { floor: '16 publishers at least 0.9 of before', atLeast: 0.9, measure: publishersBefore },
  { floor: 'memory under 350 MB', below: 350, measure: peakMemory },
  { floor: 'the nation at most 1.3 times a district', atMost: 1.3, measure: nationTimes },
];

/** Returns whether a value reaches a floor. */
function isMet({ atLeast, above, below, atMost }, value) {
  if (atLeast !== undefined) return value >= atLeast;
  if (above !== undefined) return value > above;
  if (below !== undefined) return value < below;
  return value <= atMost;
}

/** Returns the worst measured value of a floor with the place where it was, and whether the floor is met. */
function judge(floor, results) {
  const measured = floor.measure(results);
  if (measured.length === 0) return ['not measured', '-'];
  const isMinimum = floor.atLeast !== undefined || floor.above !== undefined;
  const [worst] = measured.toSorted((one, other) =>
    isMinimum ? one.value - other.value : other.value - one.value,
  );
  return [`${ratioText(worst.value)} (${worst.where})`, isMet(floor, worst.value) ? 'met' : 'NOT MET'];
}

/** Returns the table of the floors for the results of several sizes. */
export function floorsTable(all) {
  const head = all.flatMap(({ run }) => [`${rounded(run.agencies)} agencies x ${run.years} years`, '']);
  const rows = FLOORS.map((floor) => [floor.floor, ...all.flatMap((results) => judge(floor, results))]);
  return markdownTable(['floor', ...head], rows, 1 + head.length);
}
