import { isInputObjectType } from 'graphql';
import { createTestHub, schema, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const groups = (having: string) =>
  `{ rollup(years: [2025]) { groups(by: [AGENCY], having: [${having}]) { totalCount } } }`;
const audit = (filter: string) => `{ auditEvents(filter: { ${filter} }) { totalCount } }`;
const VALUE = 'value: "requests.received.total"';

test.each([
  [groups(`{ ${VALUE} }`), 'having.0', 'Give `min` or `max`', '请给出 min 或 max'],
  [groups(`{ ${VALUE}, min: null, max: null }`), 'having.0', 'Give `min` or `max`', '请给出 min 或 max'],
  [
    groups(`{ ${VALUE}, min: 0 }, { ${VALUE}, min: 2, max: 1 }`),
    'having.1.min',
    'may not be more',
    '下限不能大于',
  ],
  [
    audit('since: "2026-02-01T00:00:00Z", until: "2026-01-01T00:00:00Z"'),
    'filter.since',
    'before the end',
    '起应早于止',
  ],
  [
    audit('since: "2026-02-01T00:00:00Z", until: "2026-02-01T00:00:00Z"'),
    'filter.since',
    'before the end',
    '起应早于止',
  ],
])(
  '%#: a range in which nothing can lie, or that has no bound, is refused',
  async (text, argument, en, zh) => {
    await expect(hub.ask(text)).rejects.toMatchObject({
      extensions: {
        code: 'BAD_USER_INPUT',
        argument,
        messageEn: expect.stringContaining(en),
        messageZh: expect.stringContaining(zh),
      },
    });
  },
);

test('a range with one bound, or with two that are equal, is answered', async () => {
  for (const having of ['min: 0', 'max: 5', 'min: 3, max: 3', 'min: -1, max: null'])
    await hub.ask(groups(`{ ${VALUE}, ${having} }`));
  await hub.ask(audit('since: "2026-01-01T00:00:00Z"'));
  await hub.ask(audit('since: "2026-01-01T00:00:00Z", until: "2026-01-01T00:00:01Z"'));
});

test('there is no other range in the inputs', () => {
  const PAIRS = [
    ['min', 'max'],
    ['since', 'until'],
    ['from', 'to'],
    ['after', 'before'],
    ['least', 'most'],
  ];
  const found = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .filter((type) => PAIRS.some((pair) => pair.every((name) => name in type.getFields())))
    .map(({ name }) => name);
  expect(found.toSorted()).toEqual(['AuditFilterInput', 'GroupConditionInput']);
});
