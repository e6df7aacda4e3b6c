import { LISTS_OF_CONTENT } from '../../../src/server/graphql/inputRules';
import { markedPlaces } from '../../support/markedPlaces';
import { startPatientHub } from '../../support/refusedArguments';

let hub: Awaited<ReturnType<typeof startPatientHub>>;
beforeAll(async () => {
  hub = await startPatientHub();
});
afterAll(() => hub.drop());
const send = (query: string, variables: object = {}) => hub.send(query, variables);

const listPlaces = (root: 'query' | 'mutation') => [...markedPlaces(root, 'LISTS')];
const isContent = ({ where }: { readonly where: string }) => LISTS_OF_CONTENT.has(where);

test.each(['query', 'mutation'] as const)(
  'an empty list in an argument of a %s selects neither nothing nor everything: it is refused, unless it is content',
  async (root) => {
    const selecting = listPlaces(root).filter((place) => !isContent(place));
    const refused: string[] = [];
    for (const { query, path, where, tried } of selecting) {
      const errors = await send(query, { tried: tried([]) });
      const own = errors.find(({ extensions }) => extensions.argument === path);
      expect([where, own]).toMatchObject([
        where,
        {
          extensions: {
            code: 'BAD_USER_INPUT',
            messageZh: expect.stringContaining('不能是空列表'),
            messageEn: expect.stringContaining('It may not be an empty list'),
          },
        },
      ]);
      refused.push(where);
    }
    expect(refused).toEqual(
      expect.arrayContaining(
        root === 'query'
          ? [
              'AgencyFilterInput.kinds',
              'RollUpFilterInput.agencies',
              'RollUp.groups.having',
              'Report.cells.codes',
            ]
          : ['ReminderScopeInput.agencies', 'Mutation.actOnReports.inputs'],
      ),
    );
  },
);

test('the lists that are content are those of inputs of mutations, and there is none but these', () => {
  const inMutations = listPlaces('mutation').filter(isContent);
  expect(new Set(inMutations.map(({ where }) => where))).toEqual(LISTS_OF_CONTENT);
  expect(listPlaces('query').filter(isContent)).toEqual([]);
});

test('an empty list is refused as written, as a variable and as the default of one, with what to do instead', async () => {
  const rollup = 'rollup(years: [2025], filter: { kinds: $kinds }) { id }';
  for (const errors of [
    await send(`{ ${rollup.replace('$kinds', '[]')} }`),
    await send(`query ($kinds: [AgencyKind!]) { ${rollup} }`, { kinds: [] }),
    await send(`query ($kinds: [AgencyKind!] = []) { ${rollup} }`),
  ])
    expect(errors).toMatchObject([
      {
        extensions: {
          argument: 'filter.kinds',
          messageZh: 'filter.kinds：不能是空列表；不需要时请省去，或填 null。',
          messageEn: 'filter.kinds: It may not be an empty list: leave it out, or send null.',
        },
      },
    ]);
  expect(await send(`query ($kinds: [AgencyKind!]) { ${rollup} }`)).toEqual([]);
  expect(await send(`query ($kinds: [AgencyKind!] = [DEPARTMENT]) { ${rollup} }`)).toEqual([]);
});

test('a list of content may be the default of a variable', async () => {
  const text = `mutation ($explanations: [ExplanationInput!] = []) {
    validateReport(input: { agency: "410303-001", year: 2025, explanations: $explanations }) { accepted } }`;
  const errors = await send(text);
  expect(errors.filter(({ extensions }) => extensions.code === 'BAD_USER_INPUT')).toEqual([]);
});
