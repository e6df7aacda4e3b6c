import { lastEndedYear } from '../../../src/form/reportingYears';
import { createAccount } from '../../../src/identity/accounts';
import { grantRole } from '../../../src/identity/grants';
import { Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { addTestAgency } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('the effect of a merger says how many accounts and keys stay behind with the agencies', async () => {
  const [ending, staying] = [
    await addTestAgency(hub, '410303', 'ending'),
    await addTestAgency(hub, '410303', 'staying'),
  ];
  await createAccount(hub.database, { username: 'both', name: '两职' });
  for (const role of [Role.CLERK, Role.LEADER])
    await grantRole(hub.database, { account: 'both', role, agency: ending });
  await hub.database.query(
    `insert into api_key (key_hash, prefix, agency_id, purpose, role, created_by, expires_at, revoked_at)
     select k.hash, 'ogk_', a.id, 'x', 'CLERK', (select max(id) from account), now() + interval '1 day', k.revoked
       from agency a, (values ('one', null::timestamptz), ('two', now())) k(hash, revoked) where a.code = $1`,
    [ending],
  );
  const { mergeAgencies } = await hub.ask(
    'mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input, preview: true) { effect { agencies accounts apiKeys } } }',
    { input: { predecessors: [ending], successor: staying, effectiveOn: '2026-06-01' } },
  );
  expect(mergeAgencies.effect).toMatchObject({ accounts: 1, apiKeys: 1 });
});

test('the effect of a merger in a year to come has the sums of that year, from which on fewer reports are expected', async () => {
  const [ending, staying] = [
    await addTestAgency(hub, '410303', 'endslater'),
    await addTestAgency(hub, '410303', 'stayslater'),
  ];
  const year = lastEndedYear() + 3;
  const { mergeAgencies } = await hub.ask(
    `mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input, preview: true) {
       effect { sums { placeCode year before { expected } after { expected } } } } }`,
    { input: { predecessors: [ending], successor: staying, effectiveOn: `${year}-06-01` } },
  );
  const changed = mergeAgencies.effect.sums.filter(
    ({ before, after }: Answer) => before.expected !== after.expected,
  );
  expect(changed.map((sum: Answer) => [sum.year, sum.before.expected - sum.after.expected])).toEqual(
    changed.map(() => [year, 1]),
  );
  expect(changed.map(({ placeCode }: Answer) => placeCode)).toContain('410303');
});
