import { isAnyOutdated } from '../../../src/report/checking/checkAnew';
import { createTestHub } from '../../support/testHub';

test.each(['DISTRICT', 'REAL_REPORTS'] as const)(
  'what is loaded (%s) is checked by the rules of the hub, so that a start has nothing to check anew',
  async (contents) => {
    const hub = await createTestHub(contents);
    expect(await isAnyOutdated(hub.database)).toBe(false);
    await hub.drop();
  },
);
