import { fromHub } from './hub.js';
import { peakOf } from './memory.js';
import { agenciesOf, reportOf } from './submissions.js';

const submitReport = fromHub('submitReport');
const recordReports = fromHub('recordReports');
const auditedTransaction = fromHub('auditedTransaction');
const COMMAND = fromHub('COMMAND');

const ONE_BY_ONE = 200;
const ENDED = [2025, 2024, 2023, 2022, 2021];

/** Returns some reports of ended years, each in place of one published before. */
async function makeInputs(url, count) {
  const inputs = [];
  for (const year of ENDED)
    for (const agency of await agenciesOf(url, '900000/', year))
      if (inputs.length < count) inputs.push(reportOf(agency, year));
  return inputs;
}

const seconds = async (work) => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

const inputs = await makeInputs(process.env.DATABASE_URL, Number(process.env.IMPORTS));
const database = await fromHub('createDataSource')(process.env.SERVER_DATABASE_URL, 4).initialize();
const context = { database, actor: COMMAND, address: 'bench', requestId: 'bench' };
const single = await seconds(async () => {
  for (const input of inputs.slice(0, ONE_BY_ONE))
    await auditedTransaction(context, (manager) => submitReport(manager, input, 'RECORD', COMMAND));
});
let accepted = 0;
const together = await seconds(async () => {
  accepted = (await recordReports(context, inputs)).filter((result) => result.accepted).length;
});
if (accepted !== inputs.length) throw new Error(`only ${accepted} of ${inputs.length} were accepted`);
await database.destroy();
process.stdout.write(
  JSON.stringify({
    reports: inputs.length,
    seconds: together,
    oneByOne: Math.min(ONE_BY_ONE, inputs.length) / single,
    memory: peakOf(process.pid),
  }),
);
