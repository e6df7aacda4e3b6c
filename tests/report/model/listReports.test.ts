import { seedDemonstration } from '../../../seeds/demonstration';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await seedDemonstration(hub.database, { agencies: 310, years: 2 });
});
afterAll(() => hub.drop());

/** The nation, districts with a fifth of its agencies each, and one with less than a tenth: each is gone through in another way. */
const PLACES = ['900000', '910101', '910104', '910106'];
const ORDERS = ['YEAR', 'AGENCY_CODE', 'ERROR_COUNT'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => `{ field: ${field}, direction: ${direction} }`),
);

interface Listed {
  readonly reports: {
    readonly edges: { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}
async function listAll(place: string, order: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { reports }: Listed = await hub.ask(
      `query ($place: ID!, $after: String) { reports(first: 100, after: $after, filter: { jurisdiction: $place }, orderBy: ${order}) {
         edges { node { id } } pageInfo { endCursor hasNextPage } } }`,
      { place, after },
    );
    ids.push(...reports.edges.map(({ node }) => node.id));
    if (!reports.pageInfo.hasNextPage) return ids;
    after = reports.pageInfo.endCursor;
  }
}

test.each(ORDERS)(
  'reports of a place by %s are those of the nation that are of the place, in that order',
  async (order) => {
    const nationwide = await listAll('900000', order);
    const counts: number[] = [];
    for (const place of PLACES) {
      const local = new Set(await listAll(place, '{ field: ERROR_COUNT }'));
      counts.push(local.size);
      expect(await listAll(place, order)).toEqual(nationwide.filter((id) => local.has(id)));
    }
    const [nation, first, second, last] = counts;
    expect([first, second, last].map((count) => count > nation / 10)).toEqual([true, true, false]);
  },
);
