import { sampleOperation } from '../../../src/server/graphql/sampleOperation';
import type { Contents } from '../../support/testDatabase';
import { createTestHub } from '../../support/testHub';

test.each([
  ['EMPTY', /^\{\s+jurisdictions\(first: 10\)/],
  ['DISTRICT', /rollup\(years: \[2025\], filter: \{ jurisdiction: "910101" \}\)/],
  ['REAL_REPORTS', /rollup\(years: \[20\d\d\], filter: \{ jurisdiction: "\d{6}" \}\)/],
] as [Contents, RegExp][])('with the contents %s the sample is answered by them', async (contents, words) => {
  const hub = await createTestHub(contents);
  const sample = await sampleOperation(hub.database);
  expect(sample).toMatch(words);
  const { rollup } = await hub.ask(sample);
  if (contents !== 'EMPTY') expect(rollup.coverage.included).toBeGreaterThan(0);
  await hub.drop();
});
