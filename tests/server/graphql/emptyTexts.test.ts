import { ruleOf } from '../../../src/server/graphql/inputRules';
import { markedPlaces } from '../../support/markedPlaces';
import { startPatientHub } from '../../support/refusedArguments';

let hub: Awaited<ReturnType<typeof startPatientHub>>;
beforeAll(async () => {
  hub = await startPatientHub();
});
afterAll(() => hub.drop());
const send = (query: string, variables: object = {}) => hub.send(query, variables);

/** Every place of the arguments of a root type that holds a text, with a way to it. */
const textPlaces = (root: 'query' | 'mutation') =>
  [...markedPlaces(root)].filter(({ scalar }) => scalar === 'ID' || scalar === 'String');

test.each(['query', 'mutation'] as const)(
  'an empty text in an argument of a %s neither names anything nor leaves the argument open',
  async (root) => {
    const accepted: string[] = [];
    let refused = 0;
    for (const { query, path, where, scalar, tried } of textPlaces(root))
      for (const text of ['', ' \u3000'])
        if (!ruleOf(where, scalar).mayBeEmpty) {
          const errors = await send(query, { tried: tried(text) });
          const own = errors.filter(({ extensions }) => extensions.argument === path);
          if (own.length === 0 || own[0].extensions.code !== 'BAD_USER_INPUT')
            accepted.push(`${where} at ${path}`);
          else {
            expect(own[0].extensions.messageZh).toContain('不能是空文本');
            expect(own[0].extensions.messageEn).toContain('It may not be an empty text');
            refused += 1;
          }
        }
    expect(accepted).toEqual([]);
    expect(refused).toBeGreaterThan(root === 'query' ? 50 : 150);
  },
);

test('no identifier may be empty, and of other texts those that say something of their own', () => {
  const places = [...textPlaces('query'), ...textPlaces('mutation')];
  const empty = places.filter(({ where, scalar }) => ruleOf(where, scalar).mayBeEmpty);
  expect(empty.filter(({ scalar }) => scalar === 'ID')).toEqual([]);
  expect(empty.map(({ where }) => where)).toEqual(
    expect.arrayContaining(['ReportInput.overview', 'ReviewInput.comment', 'UpdateAccountInput.email']),
  );
  for (const where of empty.map(({ where }) => where))
    expect(where).not.toMatch(/FilterInput|after$|before$|[kK]ey$/);
});

test('an empty filter of a sum is refused as written and as a variable, with what to do instead', async () => {
  const written = '{ rollup(years: [2025], filter: { jurisdiction: "" }) { id } }';
  const sent = 'query($place: ID) { rollup(years: [2025], filter: { jurisdiction: $place }) { id } }';
  for (const errors of [await send(written), await send(sent, { place: '' })])
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'filter.jurisdiction',
          messageZh: 'filter.jurisdiction：不能是空文本；不需要时请省去，或填 null。',
          messageEn: 'filter.jurisdiction: It may not be an empty text: leave it out, or send null.',
        },
      },
    ]);
  expect(await send('{ rollup(years: [2025], filter: { jurisdiction: null }) { id } }')).toEqual([]);
  expect(await send('{ rollup(years: [2025], filter: { agencies: [""] }) { id } }')).toMatchObject([
    {
      extensions: {
        argument: 'filter.agencies.0',
        messageEn: 'filter.agencies.0: It may not be an empty text.',
      },
    },
  ]);
});
