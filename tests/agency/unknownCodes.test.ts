import { nearest } from '../../src/form/nearest';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../support/httpHub';

let hub: HttpHub;
let officer: string;
let clerk: string;
beforeAll(async () => {
  hub = await startHttpHub();
  ({ token: officer } = await hub.signUp({ role: Role.DISTRICT_OFFICER }));
  ({ token: clerk } = await hub.signUp({ role: Role.CLERK, agency: '410303-001' }));
});
afterAll(() => hub.drop());

test('the nearest words share most letters with a word; a word unlike all has none', () => {
  const words = [
    'requests.received.total',
    'requests.received.other',
    'requests.granted.total',
    'hotlineTickets',
  ];
  expect(nearest('requests.recieved.total', words)[0]).toBe('requests.received.total');
  expect(nearest('hotlineTicket', words)).toEqual(['hotlineTickets']);
  expect(nearest('quux', words)).toEqual([]);
});

const TOTAL = (inside: string) => `{ rollup(years: [2025]) { total { ${inside} } } }`;
const BY_AGENCY = (by: string) =>
  `{ rollup(years: [2025]) { byAgency: groups(by: [AGENCY], orderBy: { field: "${by}" }) { totalCount } } }`;
const REPORT = (inside: string) => `{ reports(first: 1) { edges { node { ${inside} } } } }`;

describe('a code that does not exist is refused with the nearest ones, everywhere alike', () => {
  test.each([
    [
      'cells of a sum',
      TOTAL('cells(codes: ["requests.recieved.total"]) { code }'),
      'codes',
      'requests.received.total',
    ],
    [
      'cells of a report',
      REPORT('cells(codes: ["requests.recieved.total"]) { code }'),
      'codes',
      'requests.received.total',
    ],
    [
      'cells of a change',
      '{ rollup(years: [2025]) { change(year: 2025, base: 2024) { cells(codes: ["requests.recieved.total"]) { code } } } }',
      'codes',
      'requests.received.total',
    ],
    [
      'indicators of a sum',
      TOTAL('indicators(codes: ["hotlineTicket"]) { value }'),
      'codes',
      'hotlineTickets',
    ],
    [
      'indicators of a report',
      REPORT('indicators(codes: ["hotlineTicket"]) { value }'),
      'codes',
      'hotlineTickets',
    ],
    ['a cell to sort by', BY_AGENCY('requests.recieved.total'), 'orderBy.field', 'requests.received.total'],
    [
      'a measure to sort by',
      BY_AGENCY('measures.disclosureRates'),
      'orderBy.field',
      'measures.disclosureRate',
    ],
    [
      'an indicator to sort by',
      BY_AGENCY('indicators.hotlineTicket'),
      'orderBy.field',
      'indicators.hotlineTickets',
    ],
    [
      'an agency of a sum',
      '{ rollup(years: [2025], filter: { agencies: ["410330"] }) { coverage { included } } }',
      'filter.agencies',
      '410303',
    ],
    [
      'a place of a sum',
      '{ rollup(years: [2025], filter: { jurisdiction: "410330" }) { coverage { included } } }',
      'filter.jurisdiction',
      '410303',
    ],
    [
      'an agency of reports',
      '{ reports(filter: { agency: "410330" }) { totalCount } }',
      'filter.agency',
      '410303',
    ],
    [
      'a place of reports',
      '{ reports(filter: { jurisdiction: "410330" }) { totalCount } }',
      'filter.jurisdiction',
      '410303',
    ],
    [
      'a place of agencies',
      '{ agencies(filter: { year: 2025, jurisdiction: "410330" }) { totalCount } }',
      'filter.jurisdiction',
      '410303',
    ],
    [
      'a place of completeness',
      '{ year(year: 2025) { completeness(jurisdiction: "410330") { included } } }',
      'jurisdiction',
      '410303',
    ],
    ['the agency of a report', '{ report(agency: "410330", year: 2025) { state } }', 'agency', '410303'],
    ['an agency of webhooks', '{ webhooks(place: { agency: "410330" }) { id } }', 'place.agency', '410303'],
    [
      'an agency of the audit',
      '{ auditEvents(filter: { agency: "410330" }) { totalCount } }',
      'filter.agency',
      '410303',
    ],
  ])('%s', async (_, query, argument, near) => {
    const { errors } = await hub.ask(query, officer);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(errors[0].message).toContain(near);
  });

  test.each([
    [
      'an agency of a sum',
      '{ rollup(years: [2025], filter: { agencies: ["410303"] }) { coverage { included } } }',
    ],
    ['an agency of reports', '{ reports(filter: { agency: "410303" }) { totalCount } }'],
    ['the agency of a report', '{ report(agency: "410303", year: 2025) { state } }'],
  ])('the code of a place that stands for an agency is named as what it is: %s', async (_, query) => {
    const { errors } = await hub.ask(query);
    expect(errors[0].extensions).toMatchObject({
      messageZh: expect.stringMatching(/^没有这样的机关：410303，这是行政区划“.+”的代码，不是机关的。$/),
      messageEn: expect.stringMatching(
        /^There is no such agency: 410303, which is the code of a jurisdiction, .+, and of no agency\.$/,
      ),
    });
  });

  test.each([
    [
      'a place of a sum',
      '{ rollup(years: [2025], filter: { jurisdiction: "410303-001" }) { coverage { included } } }',
    ],
    [
      'a place of agencies',
      '{ agencies(filter: { year: 2025, jurisdiction: "410303-001" }) { totalCount } }',
    ],
  ])('the code of an agency that stands for a place is named as what it is: %s', async (_, query) => {
    const { errors } = await hub.ask(query);
    expect(errors[0].extensions).toMatchObject({
      messageZh: expect.stringMatching(
        /^没有这样的行政区划：410303-001，这是机关“.+”的代码，不是行政区划的。$/,
      ),
      messageEn: expect.stringMatching(
        /^There is no such jurisdiction: 410303-001, which is the code of an agency, .+, and of no jurisdiction\.$/,
      ),
    });
  });

  test('a code that exists and has no value is no error', async () => {
    const { errors } = await hub.ask(REPORT('indicators(codes: ["hotlineTickets"]) { value }'));
    expect(errors).toBeUndefined();
  });

  test('no report yet is null; a year without a form is an error', async () => {
    const report = (year: number) => hub.ask(`{ report(agency: "410303-001", year: ${year}) { state } }`);
    expect(await report(2030)).toEqual({ status: 200, data: { report: null } });
    expect((await report(1900)).errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'year',
    });
  });

  test('findings name the nearest too', async () => {
    const { data } = await hub.ask(
      `mutation($input: ReportInput!) { validateReport(input: $input) { findings { code path messageEn } } }`,
      clerk,
      {
        input: {
          agency: '410303-001',
          year: 2025,
          problems: 'a',
          indicators: [{ indicator: 'hotlineTicket', value: 1 }],
          explanations: [{ code: 'request.balance', path: 'requests', text: 'b' }],
        },
      },
    );
    expect(data.validateReport.findings).toEqual(
      expect.arrayContaining([
        {
          code: 'indicator.unknown',
          path: 'input.indicators.0.indicator',
          messageEn: expect.stringContaining('near it: hotlineTickets'),
        },
        {
          code: 'explanation.unknownRule',
          path: 'input.explanations.0.code',
          messageEn: expect.stringContaining('near it: requests.balance'),
        },
      ]),
    );
  });
});
