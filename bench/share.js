import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROGRAM } from './hub.js';
import { startServer } from './servers.js';
import { reportOf } from './submissions.js';

/**
 * How many submissions a second are acknowledged alone, and beside readers at their limit: four that ask the dearest operation
 * there may be, and twenty that ask small ones whose answers are not cached, each from an address of its own. Both in turn, in one run.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    submitters: { type: 'string', default: '4' },
  },
});
const [SECONDS, ROUNDS, SUBMITTERS] = [values.seconds, values.rounds, values.submitters].map(Number);
const [DEAR_READERS, SMALL_READERS] = [4, 20];
const MUTATION = `mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted findings { code } } }`;
const YEARS = [2020, 2021, 2022, 2023, 2024, 2025];
const TOTALS =
  'total { requests { received { total naturalPerson } concluded { total } } measures { disclosureRate denialRate } }';

const folder = mkdtempSync(join(tmpdir(), 'ogi-share-'));
const hub = await startServer('hub', PROGRAM, {
  DATA_DIR: join(folder, 'data'),
  TRUSTED_PROXIES: '127.0.0.1',
});
let moment = 0;
/** Returns an instant that no earlier question names, so that no cache holds the answer. */
const newInstant = () => {
  moment += 1;
  return new Date(Date.UTC(2026, 9, 1) + moment).toISOString();
};
const small = () =>
  `{ rollup(years: [2025], filter: { jurisdiction: "910101" }, asOf: "${newInstant()}") { coverage { included } } }`;
const dear = (count) =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: rollup(years: [${YEARS}], asOf: "${newInstant()}") { ${TOTALS} }`).join(' ')} }`;

async function ask(body, headers = {}) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...(await response.json()) };
}

/** The longest of these operations that is accepted. */
async function dearest() {
  for (let count = 200; count > 1; count = Math.floor(count * 0.9)) {
    const { status } = await ask({ query: dear(count) }, { 'x-forwarded-for': `192.0.2.${count}` });
    if (status !== 400) return count;
  }
  return 1;
}

async function signIn() {
  const [, password] = /demo-officer\s+(\S+)/.exec(hub.output()) ?? [];
  const { data, errors } = await ask({
    query: 'mutation ($i: SignInInput!) { signIn(input: $i) { token } }',
    variables: { i: { username: 'demo-officer', password } },
  });
  if (!data?.signIn.token)
    throw new Error(`the demonstration officer cannot sign in: ${JSON.stringify(errors)}`);
  return data.signIn.token;
}

const middle = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;

/** Loops of requests until the time is over: how many were answered with 200, with what else, and how long one took. */
async function runFor(seconds, loops) {
  const end = performance.now() + seconds * 1000;
  const done = new Map();
  await Promise.all(
    loops.map(async ({ name, next, headers }) => {
      const count = done.get(name) ?? { answered: 0, refused: 0, times: [] };
      done.set(name, count);
      while (performance.now() < end) {
        const began = performance.now();
        const { status, data, errors } = await ask(next(), headers);
        const isGood = status === 200 && !errors && data.recordPublishedReport?.accepted !== false;
        if (isGood) count.times.push(performance.now() - began);
        count[isGood ? 'answered' : 'refused'] += 1;
        if (name === 'submitters' && !isGood) throw new Error(JSON.stringify({ status, data, errors }));
      }
    }),
  );
  return Object.fromEntries(
    [...done].map(([name, { answered, refused, times }]) => [
      name,
      { rate: answered / seconds, refused: refused / seconds, p50: middle(times) },
    ]),
  );
}

try {
  const authorization = `Bearer ${await signIn()}`;
  const agencies = await ask({
    query:
      '{ agencies(filter: { jurisdiction: "910101", year: 2022, kinds: [DEPARTMENT] }, first: 60) { edges { node { code } } } }',
  });
  const codes = agencies.data.agencies.edges.map(({ node }) => node.code);
  let sent = 0;
  const submit = {
    name: 'submitters',
    headers: { authorization },
    next() {
      sent += 1;
      const report = reportOf(codes[sent % codes.length], 2022);
      const input = { ...report, proactive: { ...report.proactive, penalties: { decisions: sent } } };
      return { query: MUTATION, variables: { input } };
    },
  };
  const submitters = Array.from({ length: SUBMITTERS }, () => submit);
  const count = await dearest();
  const from = (at) => ({ 'x-forwarded-for': `198.51.100.${at}` });
  const readers = [
    ...Array.from({ length: DEAR_READERS }, (_, at) => ({
      name: `readers of the dearest (${count} roll-ups over ${YEARS.length} years)`,
      headers: from(at),
      next: () => ({ query: dear(count) }),
    })),
    ...Array.from({ length: SMALL_READERS }, (_, at) => ({
      name: 'readers of small ones',
      headers: from(100 + at),
      next: () => ({ query: small() }),
    })),
  ];
  await runFor(3, submitters);
  const ratios = [];
  console.log(
    '| round | who | answered a second | refused a second | p50 ms |\n| --- | --- | --: | --: | --: |',
  );
  for (let round = 1; round <= ROUNDS; round += 1) {
    const alone = await runFor(SECONDS, submitters);
    const beside = await runFor(SECONDS, [...submitters, ...readers]);
    ratios.push(beside.submitters.rate / alone.submitters.rate);
    for (const [name, { rate, refused, p50 }] of [
      ['submitters alone', alone.submitters],
      ...Object.entries(beside),
    ])
      console.log(`| ${round} | ${name} | ${rate.toFixed(1)} | ${refused.toFixed(1)} | ${p50.toFixed(0)} |`);
  }
  console.log(`\nbeside readers / alone: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`);
} finally {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}
