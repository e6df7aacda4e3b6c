import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../support/httpHub';
import { addHttpAgency } from '../support/httpReports';
import { listen } from '../support/subscribers';
import { until } from '../support/until';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const BATCHES = 'subscription { importBatchesChanged { nodes { note reports undoneAt } } }';

test('a batch is followed by who started it and by who works on its reports, and by nobody else', async () => {
  const agency = await addHttpAgency(hub);
  const officer = (jurisdiction: string) => hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction });
  const [starter, above, elsewhere] = [
    await officer('410303'),
    await officer('410300'),
    await officer('310000'),
  ];
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const [own, upper, other, refused] = [starter, above, elsewhere, clerk].map(({ token }) =>
    listen('ws', hub.url, BATCHES, token),
  );
  await until(
    () => [own, upper, other].map(({ events }) => events.length),
    (counts) => counts.every((count) => count === 1),
  );
  await until(
    () => JSON.stringify([refused.events, refused.errorOf()]),
    (seen) => seen.includes('FORBIDDEN'),
  );
  const last = ({ events }: typeof own) => events.at(-1)?.data.importBatchesChanged.nodes[0];

  const { data } = await hub.ask('mutation { startImport(note: "年报") { id } }', starter.token);
  await until(
    () => last(own),
    (batch) => batch?.reports === 0,
  );
  expect(upper.events).toHaveLength(1);

  // A report in it: who may read its work hears of it.
  await hub.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }',
    starter.token,
    { input: { agency, year: 2025, source: '测试', overview: '测试。' } },
  );
  await hub.owner.query(
    `with d as (insert into document (sha256, name, media_type, size, uploaded_by) values (repeat('a', 64), 'a.html', 'text/html', 1, 'x') returning sha256)
     insert into report_import (revision_id, report_id, agency_id, document, batch_id, reading)
     select v.id, v.report_id, v.agency_id, d.sha256, (select max(id) from import_batch), '{}'
       from d, report_revision v join agency a on a.id = v.agency_id where a.code = $1`,
    [agency],
  );
  for (const one of [own, upper])
    await until(
      () => last(one),
      (batch) => batch?.reports === 1,
    );
  await hub.ask(
    `mutation { undoImport(batch: "${data.startImport.id}", reason: "导错了") { accepted } }`,
    starter.token,
  );
  for (const one of [own, upper])
    await until(
      () => last(one),
      (batch) => typeof batch?.undoneAt === 'string',
    );
  expect(other.events).toHaveLength(1);
  for (const one of [own, upper, other, refused]) one.stop();
});
