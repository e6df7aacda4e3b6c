import { seedRealReports } from '../../seeds/realReports';
import { estimateShare, findJurisdictionRef } from '../../src/agency/jurisdictions';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await seedRealReports(hub.database);
});
afterAll(() => hub.drop());

test('what was found out about a place is known to every reader of a replica, each made for one request', async () => {
  const query = jest.fn((sql: string, parameters?: unknown[]) => hub.database.query(sql, parameters));
  const reader = () => Object.create(hub.database, { query: { value: query } });
  for (let request = 0; request < 3; request += 1) {
    const database = reader();
    const place = await findJurisdictionRef(database, '410303');
    expect(await estimateShare(database, place?.path ?? '')).toBeGreaterThan(0);
  }
  expect(query).toHaveBeenCalledTimes(2);
});
