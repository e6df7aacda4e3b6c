import { ListQuestion } from '../../../src/shared/graphql/listQuestion';
import { type Connection, encodeCursor } from '../../../src/shared/graphql/paging';
import { peopleOf } from '../../support/people';
import { addTestAgency, completeReport } from '../../support/reports';
import { publish } from '../../support/review';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  await addTestAgency(hub);
});
afterAll(() => hub.drop());

const PAGE = '{ pageInfo { startCursor endCursor } }';
const PLACE = 'years: [2024, 2025], filter: { jurisdiction: "410303" }';
type Reading = (page: string) => string;

/** Lists of each kind: each with questions of it of which no two have the same items in the same order. */
const LISTS: Readonly<Record<string, readonly Reading[]>> = {
  groups: [
    (page) => `{ list: rollup(${PLACE}) { items: groups(by: [AGENCY], ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(${PLACE}) { items: groups(by: [AGENCY], orderBy: { field: "requests.received.total" }, ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(${PLACE}) { items: groups(by: [AGENCY], orderBy: { field: "requests.received.total", direction: ASC }, ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(${PLACE}) { items: groups(by: [AGENCY], orderBy: { field: "requests.granted.total" }, ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(${PLACE}) { items: rows(by: [AGENCY, YEAR], values: ["requests.received.total"], ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(${PLACE}) { items: rows(by: [YEAR, AGENCY], values: ["requests.received.total"], ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(${PLACE}) { items: groups(by: [AGENCY], having: [{ value: "requests.received.total", min: 0 }], ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(years: [2025], filter: { jurisdiction: "410303" }) { items: groups(by: [AGENCY], ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(years: [2025], filter: { jurisdiction: "410300" }) { items: groups(by: [AGENCY], ${page}) ${PAGE} } }`,
    (page) =>
      `{ list: rollup(years: [2025], filter: { jurisdiction: "410303", kinds: [DEPARTMENT] }) { items: groups(by: [AGENCY], ${page}) ${PAGE} } }`,
  ],
  reports: [
    (page) => `{ items: reports(${page}) ${PAGE} }`,
    (page) => `{ items: reports(orderBy: { field: YEAR, direction: ASC }, ${page}) ${PAGE} }`,
    (page) => `{ items: reports(orderBy: { field: ERROR_COUNT }, ${page}) ${PAGE} }`,
    (page) => `{ items: reports(filter: { jurisdiction: "410303" }, ${page}) ${PAGE} }`,
    (page) => `{ items: reports(filter: { changedSince: "2020-01-01T00:00:00Z" }, ${page}) ${PAGE} }`,
    (page) => `{ items: reports(filter: { changedSince: "2021-01-01T00:00:00Z" }, ${page}) ${PAGE} }`,
  ],
  agencies: [
    (page) => `{ items: agencies(${page}) ${PAGE} }`,
    (page) => `{ items: agencies(filter: { year: 2024 }, ${page}) ${PAGE} }`,
    (page) => `{ items: agencies(filter: { kinds: [DEPARTMENT] }, ${page}) ${PAGE} }`,
    (page) => `{ items: jurisdictions(${page}) ${PAGE} }`,
    (page) => `{ items: jurisdictions(filter: { levels: [COUNTY] }, ${page}) ${PAGE} }`,
    (page) => `{ list: jurisdiction(code: "410300") { items: children(${page}) ${PAGE} } }`,
  ],
  others: [
    (page) => `{ items: auditEvents(${page}) ${PAGE} }`,
    (page) => `{ items: auditEvents(filter: { subject: "agency" }, ${page}) ${PAGE} }`,
    (page) => `{ items: board(jurisdiction: "410303", year: 2025, ${page}) ${PAGE} }`,
    (page) => `{ items: board(jurisdiction: "410303", year: 2024, ${page}) ${PAGE} }`,
  ],
};

const pageInfoOf = ({
  list,
  items,
}: {
  list?: { items: Connection<unknown> };
  items?: Connection<unknown>;
}) => (list?.items ?? items)?.pageInfo;

test.each(Object.keys(LISTS))(
  'a cursor of %s goes on in its own list, and is refused in any other',
  async (name) => {
    const questions = LISTS[name];
    for (const [at, question] of questions.entries()) {
      const own = pageInfoOf(await hub.ask(question('first: 1')));
      expect([at, own?.endCursor]).toEqual([at, expect.any(String)]);
      expect(own?.endCursor?.length).toBeLessThan(80);
      for (const [other, reading] of questions.entries())
        for (const [argument, page] of [
          ['after', `first: 1, after: "${own?.endCursor}"`],
          ['before', `last: 1, before: "${own?.startCursor}"`],
        ]) {
          const answer = hub.ask(reading(page));
          if (other === at) await answer;
          else
            await expect(answer).rejects.toMatchObject({
              message: expect.stringContaining('Leave it out and begin again'),
              extensions: {
                code: 'BAD_USER_INPUT',
                argument,
                messageZh: expect.stringContaining('从头开始'),
              },
            });
        }
    }
  },
);

test('a cursor goes on when more is published, and however the same question is written', async () => {
  const reports = (filter: string, page: string) =>
    `{ items: reports(filter: { ${filter} }, ${page}) ${PAGE} }`;
  const cursor = pageInfoOf(
    await hub.ask(reports('years: [2024, 2025], withErrors: false', 'first: 2')),
  )?.endCursor;
  const groups = (page: string) => LISTS.groups[1](page);
  const cursorOfGroups = pageInfoOf(await hub.ask(groups('first: 2')))?.endCursor;
  const agency = await addTestAgency(hub);
  await publish(hub, agency, completeReport(agency), await peopleOf(hub, agency));
  for (const filter of [
    'withErrors: false, years: [2025, 2024, 2024]',
    'scopes: [OWN], years: [2024, 2025], withErrors: false, states: null',
  ])
    await hub.ask(reports(filter, `first: 2, after: "${cursor}"`));
  await hub.ask(groups(`first: 2, after: "${cursorOfGroups}"`));
});

test('what is no cursor at all is said to be none', async () => {
  const list = new ListQuestion(['agencies']);
  for (const cursor of [
    'x',
    '',
    encodeCursor(list, []).slice(3),
    Buffer.from('[2025]').toString('base64url'),
  ].filter(Boolean))
    await expect(hub.ask(`{ agencies(after: "${cursor}") ${PAGE} }`)).rejects.toMatchObject({
      message: expect.stringContaining('Not a cursor of this list'),
    });
});
