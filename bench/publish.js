import { spawnSync } from 'node:child_process';
import { fromHub, PROGRAM } from './hub.js';
import { load } from './load.js';
import { peakOf } from './memory.js';
import { NATION } from './peers.js';
import { startHub } from './servers.js';
import { agenciesOf, reportOf } from './submissions.js';

const PUBLISHERS = [1, 8, 16];
const YEAR = 2025;
const MUTATION = `mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted currentRevision findings { code } } }`;

/** Signs in officers of the demonstration's nation and returns their headers. */
async function signIn(url, count) {
  const database = await fromHub('createDataSource')(url, 2).initialize();
  const headers = [];
  try {
    for (let at = 0; at < count; at += 1) {
      const username = `bench${Date.now()}-${at}`;
      await fromHub('createAccount')(database, { username, name: 'bench', email: null });
      await fromHub('grantRole')(database, {
        account: username,
        role: 'DISTRICT_OFFICER',
        jurisdiction: NATION,
      });
      const session = await fromHub('openSessionFor')(database, username, {
        address: 'bench',
        requestId: 'bench',
      });
      headers.push({ authorization: `Bearer ${session.token}` });
    }
  } finally {
    await database.destroy();
  }
  return headers;
}

/** Throws where a sum of the hub does not equal the reports, by the hub's own command. */
function verifySums(url) {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'rollup:verify'], {
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the sums are wrong after publishing: ${stderr.slice(-2000)}`);
}

/** How long publishers publish before anything is timed, so that the hub's code is hot. */
const HOT_SECONDS = 3;

/** Returns the reports of agencies, then the same with other figures, so that every one changes the sums; each phase has figures of its own. */
const bodiesOf = (agencies, phase) =>
  [2 * phase, 2 * phase + 1].flatMap((decisions) =>
    agencies.map((agency) => {
      const report = reportOf(agency, YEAR);
      const input = { ...report, proactive: { ...report.proactive, penalties: { decisions } } };
      return JSON.stringify({ query: MUTATION, variables: { input } });
    }),
  );

/**
 * Measures publications a second over HTTP by 1, 8 and 16 publishers, all under one province, each an account with agencies of its own;
 * every report replaces a published one by other figures. Afterwards the sums are verified.
 */
export async function measurePublishing(demonstration, { seconds }, log) {
  const [province] = demonstration.places.levels.province.codes;
  const agencies = await agenciesOf(demonstration.url, `${NATION}/${province}/`, YEAR);
  const accounts = await signIn(demonstration.url, Math.max(...PUBLISHERS));
  const hub = await startHub(demonstration);
  const publishing = [];
  try {
    const publish = (publishers, phase, lasting) =>
      load({
        url: `${hub.url}/graphql`,
        shares: Array.from({ length: publishers }, (_, at) => ({
          headers: accounts[at],
          bodies: bodiesOf(
            agencies.filter((_, place) => place % publishers === at),
            phase,
          ),
        })),
        seconds: lasting,
        connections: publishers,
        expected: '"accepted":true',
      });
    await publish(Math.max(...PUBLISHERS), 0, HOT_SECONDS);
    for (const [phase, publishers] of PUBLISHERS.entries()) {
      log(`publishing, ${publishers} at once`);
      publishing.push({ publishers, ...(await publish(publishers, phase + 1, seconds * 3)) });
    }
    return { publishing, memory: peakOf(hub.pid) };
  } finally {
    await hub.stop();
    verifySums(demonstration.url);
  }
}
