import { getNamedType, isObjectType } from 'graphql';
import { globalId } from '../../../src/shared/graphql/node';
import { peopleOf } from '../../support/people';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { publish } from '../../support/review';
import { createTestHub, schema, type TestHub } from '../../support/testHub';

let hub: TestHub;
let agency: string;
let webhook: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  // Three changes of the tree, reports that wait, and expected reports that are missing.
  for (let added = 0; added < 3; added += 1) {
    agency = await addTestAgency(hub);
    await sendReport(hub, 'submitReport', completeReport(agency));
  }
  for (const year of [2023, 2024]) await sendReport(hub, 'submitReport', { ...completeReport(agency), year });
  // Three reports go through the review long after they were due.
  for (let late = 0; late < 3; late += 1) {
    const other = await addTestAgency(hub);
    await publish(hub, other, completeReport(other), await peopleOf(hub, other));
  }
  await hub.database.query(
    `insert into revision_finding (revision_id, renewal, ordinal, code, severity, path, cells, message_zh, message_en, citation, found_at, cause)
       select id, 9, 1, 'figures.jump', 'WARNING', 'requests', '{}', '', '', '', now() + id * interval '1 minute', 'LAST_YEAR' from published_revision`,
  );
  const { createWebhook } = await hub.ask(
    'mutation ($input: WebhookInput!) { createWebhook(input: $input) { webhook { id } } }',
    { input: { place: { agency }, url: 'https://hooks.example/ogi', events: ['WAITING'] } },
  );
  webhook = createWebhook.webhook.id;
  await hub.database.query(
    `insert into webhook_delivery (id, webhook_id, event, payload, created_at)
       select gen_random_uuid(), w.id, 'WAITING', '{}', now() - n / 2 * interval '1 hour' from webhook w, generate_series(1, 5) n`,
  );
  await hub.database.query(
    `insert into account (username, name) select 'user' || n, 'user' from generate_series(1, 5) n`,
  );
  await hub.database.query(
    `insert into import_batch (started_by, note) select 'account:1', '' from generate_series(1, 5)`,
  );
});
afterAll(() => hub.drop());

const RECEIVED = '"requests.received.total"';
const ROLLUP = 'rollup(years: [2024, 2025], filter: { jurisdiction: "410303" })';
/** How each list is asked for: what stands around it, and its arguments beside those of the page. */
const LISTS: Readonly<Record<string, () => readonly [around: string, args?: string]>> = {
  'Query.accounts': () => ['{}'],
  'Query.agencies': () => ['{}', 'filter: { jurisdiction: "410303" }'],
  'Query.auditEvents': () => ['{}', `filter: { agency: "${agency}" }`],
  'Query.importBatches': () => ['{}'],
  'Query.board': () => ['{}', 'jurisdiction: "100000", year: 2025'],
  'Query.inbox': () => ['{}'],
  'Query.jurisdictions': () => ['{}'],
  'Query.newFindings': () => ['{}'],
  'Query.reports': () => ['{}', 'filter: { jurisdiction: "410303" }, orderBy: { field: YEAR }'],
  'Query.treeChanges': () => ['{}'],
  'Query.webhookDeliveries': () => ['{}', `webhook: "${webhook}"`],
  'Agency.reports': () => [`{ agency(code: "${agency}") {} }`],
  'Coverage.missing': () => [`{ ${ROLLUP} { coverage {} } }`],
  'Coverage.coveredReports': () => [`{ ${ROLLUP} { coverage {} } }`, 'part: EXPECTED'],
  'Coverage.late': () => [
    '{ rollup(years: [2019, 2020, 2021, 2022, 2023, 2024, 2025], filter: { jurisdiction: "100000" }) { coverage {} } }',
  ],
  // Some groups have no value: they are last in either direction.
  'RollUp.groups': () => [`{ ${ROLLUP} {} }`, `by: [AGENCY, YEAR], orderBy: { field: ${RECEIVED} }`],
  'RollUp.groups, ascending': () => [
    `{ ${ROLLUP} {} }`,
    `by: [AGENCY, YEAR], orderBy: { field: ${RECEIVED}, direction: ASC }`,
  ],
  'RollUp.groups, by keys': () => [`{ ${ROLLUP} {} }`, 'by: [AGENCY, YEAR], orderBy: { field: "keys" }'],
  'RollUp.rows': () => [`{ ${ROLLUP} {} }`, 'by: [LEVEL, APPLICANT, YEAR], values: ["requests.received"]'],
  'RollUp.rows, by a value': () => [
    `{ ${ROLLUP} {} }`,
    'by: [KIND, APPLICANT, YEAR], values: ["requests.received"], orderBy: { field: "requests.received" }',
  ],
  'Jurisdiction.children': () => ['{ jurisdiction(code: "100000") {} }'],
};

const connections = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) && type !== schema.getSubscriptionType()
    ? Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
        .map((field) => ({ name: `${type.name}.${field.name}`, field }))
    : [],
);

interface Items {
  readonly edges: readonly { readonly cursor: string; readonly node: object }[];
  readonly nodes: readonly object[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
  readonly totalCount: number;
}

/** Returns a page of a list. */
async function pageOf(list: string, page: object): Promise<Items> {
  const [around, args = ''] = LISTS[list]();
  const field = list.split(/[.,]/)[1];
  const pageArgs = 'first: $first, after: $after, last: $last, before: $before';
  const selected = `${field}(${[args, pageArgs].filter(Boolean).join(', ')}) { totalCount nodes { __typename } edges { cursor node { __typename } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  let found = await hub.ask(
    `query ($first: Int, $after: String, $last: Int, $before: String) ${around.replace('{}', `{ ${selected} }`)}`,
    page,
  );
  while (!found.edges) found = Object.values(found)[0];
  expect(found.nodes).toEqual((found as Items).edges.map(({ node }) => node));
  return found;
}

const cursorsOf = ({ edges }: Items) => edges.map(({ cursor }) => cursor);

/** Returns all pages of a list in its order, read forwards or backwards, and checks what each says of its place. */
async function pagesOf(list: string, size: number, isBackward: boolean): Promise<Items[]> {
  const pages: Items[] = [];
  for (let cursor: unknown = null; ; ) {
    const page = await pageOf(
      list,
      isBackward ? { last: size, before: cursor } : { first: size, after: cursor },
    );
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect([startCursor, endCursor]).toEqual([
      page.edges.at(0)?.cursor ?? null,
      page.edges.at(-1)?.cursor ?? null,
    ]);
    const [hasMore, hasOther] = isBackward ? [hasPreviousPage, hasNextPage] : [hasNextPage, hasPreviousPage];
    expect(hasOther).toBe(cursor !== null);
    if (isBackward) pages.unshift(page);
    else pages.push(page);
    if (!hasMore) return pages;
    expect(page.edges).toHaveLength(size);
    cursor = isBackward ? startCursor : endCursor;
  }
}

test('every connection of the schema pages both ways and has its items without cursors', () => {
  expect(connections.map(({ name }) => name).sort()).toEqual(
    Object.keys(LISTS)
      .filter((list) => !list.includes(','))
      .sort(),
  );
  for (const { name, field } of connections) {
    const names = field.args.map((argument) => argument.name);
    expect([name, ...names]).toEqual(expect.arrayContaining(['first', 'after', 'last', 'before']));
  }
});

describe.each(Object.keys(LISTS))('%s', (list) => {
  test('paging backwards gives the same items in the same order as forwards', async () => {
    const forwards = (await pagesOf(list, 2, false)).flatMap(cursorsOf);
    expect(forwards.length).toBeGreaterThan(2);
    for (const size of [2, 3]) expect((await pagesOf(list, size, true)).flatMap(cursorsOf)).toEqual(forwards);
    const last = await pageOf(list, { last: 2 });
    expect(cursorsOf(last)).toEqual(forwards.slice(-2));
    expect(last.totalCount).toBe(forwards.length);
    // From a page that was read backwards one goes on forwards.
    const before = await pageOf(list, { last: 1, before: last.pageInfo.startCursor });
    expect(cursorsOf(await pageOf(list, { first: 2, after: before.pageInfo.endCursor }))).toEqual(
      cursorsOf(last),
    );
    expect(cursorsOf(await pageOf(list, {}))).toEqual(forwards.slice(0, 20));
  });

  test('both directions at once, a stray cursor and a size out of bounds are refused in words', async () => {
    const cursor = globalId({ nodeType: 'Page', key: 1 });
    const refused: readonly (readonly [object, string])[] = [
      [{ first: 1, last: 1 }, 'last'],
      [{ last: 1, after: cursor }, 'after'],
      [{ first: 1, before: cursor }, 'before'],
      [{ before: cursor }, 'before'],
      [{ last: 1, before: cursor }, 'before'],
      [{ last: 0 }, 'last'],
      [{ first: 0 }, 'first'],
      [{ last: 1001 }, 'last'],
    ];
    for (const [page, argument] of refused)
      await expect(pageOf(list, page)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', argument },
      });
  });
});

test('nodes cost the same statements as edges', async () => {
  const statementsOf = async (items: string) => {
    await hub.ask(`{ reports(first: 5) { ${items} } }`);
    return hub.statements.length;
  };
  const fields = '{ year agency { code name } }';
  expect(await statementsOf(`nodes ${fields}`)).toBe(await statementsOf(`edges { node ${fields} }`));
});
