import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
let agency: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agency = await addTestAgency(hub, '410303', 'test', 'GOVERNMENT');
  for (const scope of ['OWN', 'CONSOLIDATED'])
    expect(
      await sendReport(hub, 'recordPublishedReport', { ...completeReport(agency), scope, source: 'test' }),
    ).toMatchObject({ accepted: true });
});
afterAll(() => hub.drop());

test.each([
  ['', ['OWN']],
  ['scopes: [OWN]', ['OWN']],
  ['scopes: [CONSOLIDATED]', ['CONSOLIDATED']],
  ['scopes: [CONSOLIDATED, OWN, CONSOLIDATED]', ['CONSOLIDATED', 'OWN']],
])('reports of a government with "%s" are %p, listed and of the agency', async (scopes, expected) => {
  const { reports, agency: found } = await hub.ask(
    `query ($agency: ID!) { reports(filter: { agency: $agency ${scopes} }) { totalCount edges { node { scope } } }
       agency(code: $agency) { reports${scopes && `(filter: { ${scopes} })`} { totalCount edges { node { scope } } } } }`,
    { agency },
  );
  for (const list of [reports, found.reports]) {
    expect(list.totalCount).toBe(expected.length);
    expect(list.edges.map(({ node }: { node: { scope: string } }) => node.scope).sort()).toEqual(expected);
  }
});

test('the reports of an agency are filtered as those of the list are', async () => {
  for (const filter of [
    'years: [2019]',
    'states: [PUBLISHED]',
    'withErrors: true',
    'finding: { code: "requests.balance" }',
  ]) {
    const { reports, agency: found } = await hub.ask(
      `query ($agency: ID!) { reports(filter: { agency: $agency, ${filter} }) { nodes { id } }
         agency(code: $agency) { reports(filter: { ${filter} }) { nodes { id } } } }`,
      { agency },
    );
    expect(found.reports).toEqual(reports);
  }
  const refused = hub.ask(
    `query ($agency: ID!) { agency(code: $agency) { reports(filter: { finding: { code: "request.balance" } }) { totalCount } } }`,
    { agency },
  );
  await expect(refused).rejects.toMatchObject({ extensions: { argument: 'filter.finding.code' } });
});
