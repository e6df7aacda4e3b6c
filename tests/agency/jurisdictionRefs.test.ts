import { estimateShare, findJurisdictionRef } from '../../src/agency/jurisdictions';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('what was found out about a jurisdiction is shared by all readers of a replica, each created for one request', async () => {
  const runners = jest.spyOn(hub.database, 'createQueryRunner');
  for (let request = 0; request < 3; request += 1) {
    const database = Object.create(hub.database);
    const ref = await findJurisdictionRef(database, '410303');
    expect(await estimateShare(database, ref?.path ?? '')).toBeGreaterThan(0);
  }
  expect(runners).toHaveBeenCalledTimes(2);
});
