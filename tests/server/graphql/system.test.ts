import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
let token: string;
beforeAll(async () => {
  hub = await startHttpHub();
  ({ token } = await hub.signUp({ role: Role.ADMINISTRATOR }));
});
afterAll(() => hub.drop());

const SYSTEM = `{ system { version nodeVersion startedAt databaseVersion databaseBytes canWrite dataVersion replicas { state }
  jobs { task waiting late failed } deliveries { retrying dead } verifications { subject verifiedAt faultCount } } }`;
const system = async () => (await hub.ask(SYSTEM, token)).data.system;

test('an administrator of the hub reads how it is', async () => {
  expect(await system()).toMatchObject({
    version: '0.0.0-test',
    nodeVersion: process.versions.node,
    databaseVersion: expect.stringMatching(/^\d+/),
    canWrite: true,
    replicas: [],
    deliveries: { retrying: 0, dead: 0 },
    verifications: [],
  });
});

test('jobs that are late or failed and messages that are dead are counted, but not those of webhooks that are disabled', async () => {
  await hub.owner.query(`select graphile_worker.add_job('mail', '{}', run_at := now() - interval '1 hour'),
    graphile_worker.add_job('mail', '{}', run_at := now() + interval '1 hour')`);
  await hub.owner.query(`
    with w as (insert into webhook (agency_id, url, secret, events, created_by, disabled_at)
      select min(id), 'https://example.invalid/', '', array['WAITING'], '', d from agency, (values (null), (now())) v(d) group by d returning id)
    insert into webhook_delivery (id, webhook_id, event, payload, state, attempts)
      select gen_random_uuid(), id, 'WAITING', '{}', s, 1 from w, unnest(array['DEAD', 'PENDING', 'DELIVERED']) s`);
  const { jobs, deliveries } = await system();
  expect(jobs).toContainEqual({ task: 'mail', waiting: 2, late: 1, failed: 0 });
  expect(deliveries).toEqual({ retrying: 1, dead: 1 });
});

test('a verification of the audit finds what was changed, and is noted', async () => {
  const verify = async () => {
    const { data, errors } = await hub.ask(
      'mutation { verifyAudit { chains events head faults { agencyCode position messageZh messageEn } } }',
      token,
    );
    expect(errors).toBeUndefined();
    return data.verifyAudit;
  };
  const good = await verify();
  expect(good).toMatchObject({ head: expect.stringMatching(/^[0-9a-f]{64}$/), faults: [] });
  expect(good.events).toBeGreaterThan(5);
  const [noted] = (await system()).verifications;
  expect(noted).toMatchObject({ subject: 'AUDIT', faultCount: 0 });
  await hub.owner.query('alter table audit_event disable trigger user');
  await hub.owner.query(
    "update audit_event set actor_name = 'forged' where chain = 0 and position = (select min(position) from audit_event where chain = 0)",
  );
  expect((await verify()).faults).toEqual([
    {
      agencyCode: null,
      position: '1',
      messageZh: expect.stringMatching('哈希'),
      messageEn: expect.stringMatching('hash'),
    },
  ]);
  expect((await system()).verifications).toMatchObject([{ subject: 'AUDIT', faultCount: 1 }]);
});

test('an officer neither reads how the hub is nor verifies its audit', async () => {
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  for (const text of [SYSTEM, 'mutation { verifyAudit { events } }'])
    expect((await hub.ask(text, officer.token)).errors[0].extensions.code).toBe('FORBIDDEN');
});

test('every grant says what it allows: what is the hub’s only over the whole hub', async () => {
  const permissions = async (signedIn: string) =>
    (await hub.ask('{ viewer { grants { permissions } } }', signedIn)).data.viewer.grants[0].permissions;
  expect(await permissions(token)).toEqual(expect.arrayContaining(['READ_SYSTEM', 'MANAGE_ACCOUNTS']));
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const local = await permissions(officer.token);
  expect(local).toEqual(expect.arrayContaining(['ACCEPT', 'MANAGE_AGENCIES']));
  expect(local).not.toEqual(expect.arrayContaining(['MANAGE_MEASURES']));
});
