import { createTestHub, type TestHub } from './support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.drop());

test('an empty hub answers with coverage 0 and nulls', async () => {
  const data = await hub.ask(
    '{ rollup(years: [2025]) { coverage { expected included } total { requests { received { total } } measures { disclosureRate } } } }',
  );
  expect(data.rollup).toEqual({
    coverage: { expected: 0, included: 0 },
    total: { requests: { received: { total: null } }, measures: { disclosureRate: null } },
  });
});
