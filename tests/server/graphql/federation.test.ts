import { parse } from 'graphql';
import { subgraphSdl } from '../../../src/server/graphql/federation';
import { globalId } from '../../../src/shared/graphql/node';
import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { schema } from '../../support/testHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub({ isSubgraph: true });
});
afterAll(() => hub.drop());

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Agency { code name } ... on Jurisdiction { code name } ... on Report { year agency { code } } } }`;

test('the SDL has keys, leaves out what every Relay subgraph has, and says which fields are shared', async () => {
  const { data } = await hub.ask('{ _service { sdl } }');
  expect(data._service.sdl).toBe(subgraphSdl(schema));
  expect(() => parse(data._service.sdl)).not.toThrow();
  for (const line of [
    /type Agency implements Node @key\(fields: "code"\) @key\(fields: "id"\) \{/,
    /type Jurisdiction implements Node @key\(fields: "code"\) @key\(fields: "id"\) \{/,
    /type Report implements .* @key\(fields: "id"\) \{/,
    /type PageInfo @shareable \{/,
  ])
    expect(data._service.sdl).toMatch(line);
  const [, query] = /\ntype Query \{([\s\S]*?)\n\}/.exec(data._service.sdl) ?? [];
  expect(query).not.toMatch(/\n {2}nodes?\(/);
});

test('objects are found by their keys, in order, with a fixed number of statements, as the viewer may see them', async () => {
  const { data } = await hub.ask(
    '{ report(agency: "410303-001", year: 2025) { id } agency(code: "410303-001") { id } }',
  );
  const representations = [
    { __typename: 'Jurisdiction', code: '410303' },
    { __typename: 'Agency', code: '410303-001' },
    { __typename: 'Agency', id: data.agency.id },
    { __typename: 'Report', id: data.report.id },
    { __typename: 'Agency', code: 'none' },
    { __typename: 'Report', id: globalId({ nodeType: 'Report', key: 999_999 }) },
    { __typename: 'Agency', id: data.report.id },
  ];
  const answer = await hub.ask(ENTITIES, undefined, { representations });
  expect(answer.data._entities).toMatchObject([
    { __typename: 'Jurisdiction', code: '410303' },
    { __typename: 'Agency', code: '410303-001' },
    { __typename: 'Agency', code: '410303-001' },
    { __typename: 'Report', year: 2025, agency: { code: '410303-001' } },
    null,
    null,
    null,
  ] as Answer);
});

test('what is no key is refused in words', async () => {
  for (const wrong of [
    {},
    1,
    { __typename: 'Account', id: 'x' },
    { __typename: 'Agency' },
    { __typename: 'Agency', code: 'a\0' },
  ]) {
    const { errors } = await hub.ask(ENTITIES, undefined, { representations: [wrong] });
    expect(errors[0].message).toMatch(/每项应为 __typename 与一个键/);
  }
  const many = Array(1001).fill({ __typename: 'Agency', code: 'none' });
  expect((await hub.ask(ENTITIES, undefined, { representations: many })).errors).toHaveLength(1);
});
