import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  await hub.ask(
    'mutation { renameJurisdiction(input: { place: "410303", name: "别名区", effectiveOn: "2024-01-01" }) { findings { code } } }',
  );
});
afterAll(() => hub.drop());

test('the names of places in their years cost the same statements however many places and years there are', async () => {
  const statementsOf = async (first: number, years: readonly number[]) => {
    const names = years.map((year) => `in${year}: inYear(year: ${year}) { name }`).join(' ');
    const { jurisdictions } = await hub.ask(`{ jurisdictions(first: ${first}) { nodes { code ${names} } } }`);
    expect(jurisdictions.nodes.length).toBe(first);
    return hub.statements.length;
  };
  expect(await statementsOf(3, [2023])).toBe(await statementsOf(1, [2023]));
  expect(await statementsOf(3, [2022, 2023])).toBe(await statementsOf(1, [2022, 2023]));
});
