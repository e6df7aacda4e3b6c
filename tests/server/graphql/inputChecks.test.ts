import { type GraphQLArgument, isInputObjectType, isObjectType } from 'graphql';
import { grantRole } from '../../../src/identity/grants';
import { TEXT_RULES } from '../../../src/server/graphql/inputRules';
import { Role } from '../../../src/shared/request/permissions';
import { valuesTriedIn, waysIn } from '../../support/hostileInput';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { schema } from '../../support/testHub';

/** What would say nothing about the value: an internal error, and a refusal of the client or of everybody. */
const NO_ANSWERS = ['INTERNAL_SERVER_ERROR', 'RATE_LIMITED', 'OVERLOADED'];
const logged: unknown[] = [];
let hub: HttpHub;
let token: string;
beforeAll(async () => {
  hub = await startHttpHub({
    logError: (_, error) => logged.push(error),
    clientShare: { costPerMinute: 1e12, concurrency: 1000 },
  });
  const account = await hub.signUp({ role: Role.ADMINISTRATOR });
  token = account.token;
  const agencyRoles = [Role.CLERK, Role.SECTION_REVIEWER, Role.OFFICE_REVIEWER, Role.LEADER];
  for (const role of [...agencyRoles, Role.DISTRICT_OFFICER, Role.ANALYST]) {
    const agency = agencyRoles.includes(role) ? '410303-001' : null;
    const { findings } = await grantRole(hub.owner, { account: account.username, role, agency });
    expect(findings).toEqual([]);
  }
});
afterAll(() => hub.drop());

const post = async (query: string, variables: string) => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string; argument?: string } }[];
  };
};

test.each(['query', 'mutation'] as const)(
  'hostile values in every argument of a %s are answered or refused, never an internal error',
  async (root) => {
    const internal: string[] = [];
    let places = 0;
    for (const { place, query, scalar, value } of waysIn(root)) {
      places += 1;
      for (const hostile of valuesTriedIn(scalar, places)) {
        const { errors = [] } = await post(query, `{"tried":${value.replace('*', () => hostile)}}`);
        if (errors.some(({ extensions: { code } }) => NO_ANSWERS.includes(code)) || logged.length > 0)
          internal.push(
            `${place} ${hostile.slice(0, 60)}: ${String(logged[0] ?? errors[0].message).slice(0, 150)}`,
          );
        logged.length = 0;
      }
    }
    expect(internal).toEqual([]);
    expect(places).toBeGreaterThan(root === 'query' ? 60 : 100);
  },
);

const codesOf = (answer: Awaited<ReturnType<typeof post>>) =>
  answer.errors?.map(({ extensions: { code, argument } }) => `${code} ${argument}`);

describe('the rules for input texts', () => {
  const RENAME =
    'mutation($input: RenameAgencyInput!) { renameAgency(input: $input) { findings { code path } } }';
  const rename = (name: string) =>
    post(RENAME, JSON.stringify({ input: { agency: '410303-001', name, effectiveOn: '2026-05-01' } }));

  test("all faults of an operation's input are reported together with their paths, and nothing runs", async () => {
    const save = `mutation($input: ReportInput!, $year: Int!) {
      saveDraft(input: $input) { accepted }
      deadline: setDeadline(input: { kind: DEPARTMENT, year: $year, dueOn: "2026-02-01", reason: "a\\u0000b" }) { accepted }
    }`;
    const input = {
      agency: '410303-001',
      year: 2025,
      overview: 'a\u0000b',
      explanations: [
        { code: 'a', path: 'b', text: 'c' },
        { code: 'a', path: 'b', text: '\ud842' },
      ],
    };
    const answer = await post(save, JSON.stringify({ input, year: 2_147_483_647 }));
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual([
      'BAD_USER_INPUT input.reason',
      'BAD_USER_INPUT input.overview',
      'BAD_USER_INPUT input.explanations.1.text',
      'BAD_USER_INPUT input.year',
    ]);
    for (const { message, extensions } of answer.errors ?? []) {
      expect(message).toMatch(/\p{Script=Han}.*。$/u);
      expect(extensions).toMatchObject({ messageZh: message, messageEn: expect.stringMatching(/\.$/) });
    }
  });

  test('texts are normalized to form C, in variables and in the document', async () => {
    const query = 'query($name: String) { agencies(filter: { year: 2025, name: $name }) { totalCount } }';
    const [{ name }] = await hub.owner.query('select name from agency_version limit 1');
    await hub.owner.query("update agency_version set name = 'Amt für Öffentlichkeit' where name = $1", [
      name,
    ]);
    const word = 'für Ö'.normalize('NFD');
    const found = { agencies: { totalCount: 1 } };
    expect((await post(query, JSON.stringify({ name: word }))).data).toEqual(found);
    expect(
      (await post(query.replace('($name: String)', '').replace('$name', JSON.stringify(word)), '{}')).data,
    ).toEqual(found);
    await hub.owner.query("update agency_version set name = $1 where name = 'Amt für Öffentlichkeit'", [
      name,
    ]);
  });

  test('a name is one line of at most 200 letters', async () => {
    for (const name of ['甲\r\n乙', '甲\u2028乙', '甲\u202e乙', '甲\u0007乙', '甲'.repeat(201)])
      expect(codesOf(await rename(name))).toEqual(['BAD_USER_INPUT input.name']);
    expect(codesOf(await rename('𠮷'.repeat(200)))).toBeUndefined();
  });

  test('a text without a limit of its own has at most 500 letters, and the refusal says how many came', async () => {
    const query = 'query($name: String) { agencies(filter: { year: 2025, name: $name }) { totalCount } }';
    const { errors } = await post(query, JSON.stringify({ name: '甲'.repeat(501) }));
    expect(errors?.[0]).toMatchObject({
      message: 'filter.name：至多 500 字，现有 501 字。',
      extensions: { messageEn: 'filter.name: At most 500 letters; this has 501.' },
    });
  });

  test('every rule names a field or argument of the schema', () => {
    const places = Object.values(schema.getTypeMap()).flatMap((type) =>
      isInputObjectType(type) || isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) => [
            `${type.name}.${field.name}`,
            ...('args' in field
              ? field.args.map((argument: GraphQLArgument) => `${type.name}.${field.name}.${argument.name}`)
              : []),
          ])
        : [],
    );
    expect(Object.keys(TEXT_RULES).filter((place) => !places.includes(place))).toEqual([]);
  });

  test('addresses with text that cannot be stored are refused', async () => {
    for (const path of [
      'reports/a%00b/2025.html',
      'rollups/91%00/2025.csv',
      'exports/91%00/2025.csv',
      'audit.ndjson?subject=%00',
      'documents/%00',
    ])
      expect([path, (await fetch(`${hub.url}/${path}`)).status]).toEqual([path, 400]);
  });
});
