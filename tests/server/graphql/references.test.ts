import { getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { createAccount } from '../../../src/identity/accounts';
import { namedBy } from '../../../src/server/graphql/references';
import { globalId } from '../../../src/shared/graphql/node';
import { addTestAgency, completeReport } from '../../support/reports';
import { createTestHub, EVERYBODY, schema, type TestHub } from '../../support/testHub';

let hub: TestHub;
let agency: string;
let ids: Record<'agency' | 'other' | 'place' | 'account' | 'indicator', string>;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agency = await addTestAgency(hub);
  await createAccount(hub.database, { username: 'clerk', name: '填报人' });
  const idOf = async (nodeType: string, table: string, condition: string) => {
    const [{ id }] = await hub.database.query(`select id from ${table} where ${condition}`);
    return globalId({ nodeType, key: id });
  };
  ids = {
    agency: await idOf('Agency', 'agency', `code = '${agency}'`),
    other: await idOf('Agency', 'agency', `code = '410303-001'`),
    place: await idOf('Jurisdiction', 'jurisdiction', `code = '410303'`),
    account: await idOf('Account', 'account', `username = 'clerk'`),
    indicator: await idOf('Indicator', 'indicator', `code = 'hotlineTickets'`),
  };
});
afterAll(() => hub.drop());

/** Inputs of the type ID that hold codes with nothing behind them, codes of what is to be added, and identifiers alone. */
const OTHERS = [
  /\.(code|codes|cellCode|value|values|field|applicants|outcomes)$/,
  /^Query\.nodes?\.ids?$/,
  /^(Mutation|Query)\.\w+\.(id|grant|delivery|batch|webhook)$/,
  /^ChangesSinceInput\.step$/,
  /^ImportReportInput\.batch$/,
];

test('every input of the type ID names something by code or identifier, or is one of a few others', () => {
  const unnamed = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    const inputs = isInputObjectType(type)
      ? Object.values(type.getFields()).map((input) => ({ owner: type.name, input }))
      : isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) =>
            field.args.map((input) => ({ owner: `${type.name}.${field.name}`, input })),
          )
        : [];
    return inputs
      .filter(({ input }) => getNamedType(input.type).name === 'ID')
      .filter(({ owner, input }) => !namedBy(owner, input))
      .map(({ owner, input }) => `${owner}.${input.name}`);
  });
  expect(unnamed.filter((name) => !OTHERS.some((other) => other.test(name)))).toEqual([]);
});

/** Questions with the places of what they name; each answers the same by codes and by identifiers. */
const QUESTIONS: readonly ((named: { agency: string; other: string; place: string }) => string)[] = [
  (named) => `report(agency: "${named.other}", year: 2025) { id }`,
  (named) =>
    `rollup(years: [2025], filter: { jurisdiction: "${named.place}" }) { coverage { expected included } }`,
  (named) =>
    `rollup(years: [2025], filter: { agencies: ["${named.agency}", "${named.other}"] }) { id coverage { expected } }`,
  (named) => `reports(filter: { agency: "${named.other}" }) { totalCount nodes { id } }`,
  (named) => `reports(filter: { jurisdiction: "${named.place}" }) { totalCount }`,
  (named) => `agencies(filter: { jurisdiction: "${named.place}" }) { totalCount }`,
  (named) => `agencies(filter: { supervisingAgency: "${named.other}" }) { totalCount }`,
  (named) => `jurisdictions(filter: { jurisdiction: "${named.place}" }) { totalCount }`,
  (named) => `auditEvents(filter: { agency: "${named.agency}" }) { totalCount }`,
  (named) => `apiKeys(agency: "${named.agency}") { id }`,
  (named) => `webhooks(place: { jurisdiction: "${named.place}" }) { id }`,
  (named) => `year(year: 2025) { completeness(jurisdiction: "${named.place}") { expected included } }`,
];

test.each(
  QUESTIONS.map((question) => [question({ agency: 'A', other: 'B', place: 'P' }), question] as const),
)('%s', async (_, question) => {
  const byCode = await hub.ask(`{ ${question({ agency, other: '410303-001', place: '410303' })} }`);
  expect(await hub.ask(`{ ${question(ids)} }`)).toEqual(byCode);
  expect(JSON.stringify(byCode)).not.toContain('null');
});

test('accounts, agencies and indicators are changed by their identifiers', async () => {
  const granted = await hub.ask(
    `mutation ($account: ID!, $agency: ID!) { grantRole(input: { account: $account, role: CLERK, scope: { agency: $agency } })
       { account { id grants { agencyCode } } findings { code } } }`,
    ids,
  );
  expect(granted.grantRole).toEqual({
    account: { id: ids.account, grants: [{ agencyCode: agency }] },
    findings: [],
  });
  const { updateAccount, resetPassword } = await hub.ask(
    `mutation ($account: ID!) { updateAccount(input: { account: $account, name: "甲" }) { account { name } }
       resetPassword(account: $account) { password findings { code } } }`,
    ids,
  );
  expect([updateAccount.account.name, resetPassword.findings]).toEqual(['甲', []]);
  const { submitReport } = await hub.ask(
    'mutation ($input: ReportInput!) { submitReport(input: $input) { report { agency { code } indicators { indicator { code } value } } findings { code } } }',
    { input: { ...completeReport(ids.agency), indicators: [{ indicator: ids.indicator, value: 7 }] } },
  );
  expect(submitReport.report).toEqual({
    agency: { code: agency },
    indicators: [{ indicator: { code: 'hotlineTickets' }, value: 7 }],
  });
  const changed = await hub.ask(
    `mutation ($agency: ID!, $place: ID!, $other: ID!) {
       renameAgency(input: { agency: $agency, name: "改名局", effectiveOn: "2026-02-01", confirm: true }) { agency { name } findings { code } }
       addAgency(input: { code: "added-by-id", name: "新设局", kind: DEPARTMENT, jurisdiction: $place, supervisingAgency: $other, validFrom: "2021-01-01" })
         { agency { jurisdiction { code } supervisingAgency { code } } findings { code } }
       mergeAgencies(input: { predecessors: [$agency], successor: $other, effectiveOn: "2026-03-01", confirm: true }) { agency { code } findings { severity } }
     }`,
    ids,
  );
  expect(changed.renameAgency).toEqual({ agency: { name: '改名局' }, findings: [] });
  expect(changed.addAgency).toEqual({
    agency: { jurisdiction: { code: '410303' }, supervisingAgency: { code: '410303-001' } },
    findings: [],
  });
  expect(changed.mergeAgencies.agency).toEqual({ code: '410303-001' });
});

test('an identifier of another type is refused where it stands, one of nothing is unknown, and each type takes one statement', async () => {
  await expect(
    hub.ask('query ($codes: [ID!]) { rollup(years: [2025], filter: { agencies: $codes }) { id } }', {
      codes: [ids.agency, ids.place],
    }),
  ).rejects.toMatchObject({
    message: expect.stringContaining('Jurisdiction'),
    extensions: { code: 'BAD_USER_INPUT', argument: 'filter.agencies.1' },
  });
  const nothing = globalId({ nodeType: 'Account', key: 999999 });
  const { updateAccount } = await hub.ask(
    'mutation ($account: ID!) { updateAccount(input: { account: $account }) { findings { code path actual } } }',
    { account: nothing },
  );
  expect(updateAccount.findings).toEqual([
    { code: 'reference.unknown', path: 'input.account', actual: nothing },
  ]);
  const statementsOf = async (agencies: readonly string[]) => {
    const question =
      'query ($agencies: [ID!]) { rollup(years: [2025], filter: { agencies: $agencies }) { id } }';
    await hub.ask(question, { agencies }, EVERYBODY);
    return hub.statements.length;
  };
  const byCode = await statementsOf([agency, '410303-001']);
  expect(await statementsOf([ids.agency, ids.other])).toBe(byCode + 1);
});
