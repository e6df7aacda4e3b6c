import { rollUpId } from '../../../src/rollup/request/rollUpId';
import { Basis } from '../../../src/rollup/request/selection';
import { globalId } from '../../../src/shared/graphql/node';
import { ANONYMOUS, Role } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { person } from '../../support/people';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const nodesOf = (ids: readonly string[]) =>
  hub.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });

test('what a list shows is found again by its id, in the order of the ids and with a fixed number of statements', async () => {
  const shown = await hub.ask(`{
    agencies(first: 5) { edges { node { id jurisdiction { id } } } }
    reports(first: 5) { edges { node { id revisions { id } reportingYear { id } indicators { indicator { id } } } } }
    indicators { id } years { id } rollup(years: [2025]) { id }
    auditEvents(first: 3) { edges { node { id } } }
  }`);
  const ids = [...new Set(JSON.stringify(shown).match(/(?<="id":")[^"]+/g))].slice(0, 90);
  expect((await nodesOf(ids)).nodes.map((node: Answer) => node?.id)).toEqual(ids);
  const statements = hub.statements.length;
  await nodesOf(ids.slice(0, 50));
  expect(hub.statements.length).toBeLessThanOrEqual(statements);
  expect(statements).toBeLessThanOrEqual(12);
  for (const id of [
    'x',
    globalId({ nodeType: 'Agency', key: 999_999 }),
    globalId({ nodeType: 'Query', key: 1 }),
  ])
    expect(await hub.ask(NODE, { id })).toEqual({ node: null });
});

test('a report as of an instant is another object than the report now', async () => {
  const { now, then } = await hub.ask(
    '{ now: report(agency: "410303-001", year: 2025) { id } then: report(agency: "410303-001", year: 2025, asOf: "2999-01-01T00:00:00Z") { id revision agency { id } } }',
  );
  expect(then.id).not.toBe(now.id);
  expect((await nodesOf([now.id, then.id, then.agency.id])).nodes).toEqual([
    { __typename: 'Report', id: now.id },
    { __typename: 'Report', id: then.id },
    { __typename: 'Agency', id: then.agency.id },
  ]);
});

test('mutations refuse ids of another type and what is no id, in words', async () => {
  const id = globalId({ nodeType: 'Agency', key: 1 });
  await expect(hub.ask('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id })).rejects.toThrow(
    /id 应为 ApiKey 的 id 字段的值，收到的是 Agency 的标识.*takes the value of the field id of a ApiKey; this is the id of a Agency/,
  );
  await expect(hub.ask('mutation { revokeRole(grant: "1") { findings { code } } }')).rejects.toThrow(
    /RoleGrant.*this is none/,
  );
});

describe('roll-ups', () => {
  const select = { jurisdiction: '410300', kinds: ['DEPARTMENT', 'INSTITUTION'], demonstration: 'EXCLUDE' };

  test('questions that mean the same have the same id, and it answers the same again', async () => {
    const ask = (years: string, input: string) => `rollup(years: ${years}, filter: ${input})`;
    const fields =
      'id years coverage { expected } total { requests { received { total } } } byYear: groups(by: [YEAR]) { edges { node { key } } }';
    const { one, other } = await hub.ask(`{
      one: ${ask('[2025, 2024]', '{ jurisdiction: "410300", kinds: [INSTITUTION, DEPARTMENT] }')} { ${fields} }
      other: ${ask('[2024, 2025, 2024]', '{ kinds: [DEPARTMENT, INSTITUTION, DEPARTMENT], jurisdiction: "410300", agencies: null }')} { ${fields} }
    }`);
    expect(other).toEqual(one);
    const found = await hub.ask(`query ($id: ID!) { node(id: $id) { ... on RollUp { ${fields} } } }`, {
      id: one.id,
    });
    expect(found.node).toEqual(one);
    expect(one.id).toBe(
      rollUpId({ filter: select, years: [2024, 2025], basis: Basis.PUBLISHED, asOf: null }),
    );
  });

  test('its lists are paged through node, as Relay does', async () => {
    const page = (after: string) =>
      `byAgency: groups(by: [AGENCY], orderBy: { field: "requests.received.total" }, first: 1${after}) { edges { node { key } } pageInfo { endCursor } }`;
    const { rollup } = await hub.ask(`{ rollup(years: [2025]) { id ${page('')} } }`);
    const next = await hub.ask(
      `query ($id: ID!, $after: String) { node(id: $id) { ... on RollUp { ${page(', after: $after')} } } }`,
      { id: rollup.id, after: rollup.byAgency.pageInfo.endCursor },
    );
    expect(next.node.byAgency.edges).toHaveLength(1);
    expect(next.node.byAgency.edges).not.toEqual(rollup.byAgency.edges);
  });

  test('a group is found by its id, in the order in which it has its rank; another order is another object', async () => {
    const fields = 'id key rank sortValue year requests { received { total } } coverage { included }';
    const { rollup } =
      await hub.ask(`{ rollup(years: [2024, 2025]) { total { ${fields} } byYear: groups(by: [YEAR]) { edges { node { ${fields} } } } byLevel: groups(by: [LEVEL]) { edges { node { ${fields} } } }
      byAgency: groups(by: [AGENCY], first: 3, orderBy: { field: "requests.received.total" }) { edges { node { ${fields} } } }
      rising: groups(by: [AGENCY], first: 3, orderBy: { field: "requests.received.total", direction: ASC }) { edges { node { ${fields} } } }
      groups(by: [KIND, YEAR], having: [{ value: "requests.received.total", min: 0 }], orderBy: { field: "requests.received.total" }) { edges { node { ${fields} } } }
      change(year: 2025, base: 2024) { difference { ${fields} } } } }`);
    const nodesIn = (list: Answer) => list.edges.map(({ node }: Answer) => node);
    const groups = [
      rollup.total,
      rollup.change.difference,
      ...nodesIn(rollup.byYear),
      ...nodesIn(rollup.byLevel),
      ...nodesIn(rollup.byAgency),
      ...nodesIn(rollup.rising),
      ...nodesIn(rollup.groups),
    ];
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
    for (const group of groups) {
      const { node } = await hub.ask(
        `query ($id: ID!) { node(id: $id) { ... on RollUpGroup { ${fields} } } }`,
        {
          id: group.id,
        },
      );
      expect(node).toEqual(group);
    }
  });

  test('an id opens nothing: previews need the right, and what is written by hand is checked', async () => {
    const preview = rollUpId({ filter: null, years: [2025], basis: Basis.DRAFT, asOf: null });
    await expect(hub.ask(NODE, { id: preview }, ANONYMOUS)).rejects.toThrow(/Sign in/);
    await expect(hub.ask(NODE, { id: preview }, person(Role.CLERK, { agencyKey: 1 }))).rejects.toThrow(
      /none of your roles covers this operation/,
    );
    const write = (parts: unknown) => Buffer.from(`RollUp:${JSON.stringify(parts)}`).toString('base64url');
    for (const parts of [
      [],
      [2, null, [2025], 'PUBLISHED', null],
      [1, null, ['2025'], 'PUBLISHED', null],
      [1, null, [2025.5], 'PUBLISHED', null],
      [1, null, [2025], 'SECRET', null],
      [1, null, [2025], 'PUBLISHED', 'yesterday'],
      [1, { jurisdiction: 'a\0' }, [2025], 'PUBLISHED', null],
      [1, { jurisdiction: 'x'.repeat(300) }, [2025], 'PUBLISHED', null],
      [1, { nothing: '1' }, [2025], 'PUBLISHED', null],
      [1, { kinds: ['NONE'] }, [2025], 'PUBLISHED', null],
      [1, [], [2025], 'PUBLISHED', null],
      // What selects something is no empty list, in an identifier as in arguments.
      [1, { agencies: [] }, [2025], 'PUBLISHED', null],
      [1, { kinds: [] }, [2025], 'PUBLISHED', null],
      [1, { jurisdiction: '' }, [2025], 'PUBLISHED', null],
    ])
      await expect(hub.ask(NODE, { id: write(parts) })).rejects.toThrow(/汇总/);
    await expect(
      hub.ask(NODE, { id: write([1, { jurisdiction: '999' }, [2025], 'PUBLISHED', null]) }),
    ).rejects.toThrow(/999/);
    const group = (order: unknown) =>
      Buffer.from(
        `RollUpGroup:${JSON.stringify([1, null, [2025], 'PUBLISHED', null, ['OUTCOME'], ['granted'], order])}`,
      ).toString('base64url');
    expect((await hub.ask(NODE, { id: group({ filter: { outcomes: ['granted'] } }) })).node).toBeTruthy();
    for (const order of [{ filter: { outcomes: [] } }, { having: [] }])
      await expect(hub.ask(NODE, { id: group(order) })).rejects.toThrow(/汇总/);
    await expect(hub.ask(NODE, { id: write([1, null, [1999], 'PUBLISHED', null]) })).rejects.toThrow(/2019/);
  });
});
