import { reportAddress, sourceAddress } from '../src/place/addresses';
import { readQuestion } from '../src/question/question';
import { keyAddress, valueAddress } from '../src/question/rowAddress';

const questionOf = (address: string) =>
  readQuestion(new URLSearchParams(address), { place: '910101', year: 2025, years: [2024, 2025] });
const AGENCY = { dimension: 'AGENCY', code: '910101-001' } as const;
const TOTAL = 'requests.received.total';

test('a report is entered at a cell of the form and at an indicator; a measure has no place in it', () => {
  expect(reportAddress('a', 2025, TOTAL)).toBe(`/agencies/a/2025?cell=${TOTAL}`);
  expect(reportAddress('a', 2025, 'indicators.hotlineTickets')).toBe(
    '/agencies/a/2025?cell=indicators.hotlineTickets',
  );
  expect(reportAddress('a', 2025, 'measures.disclosureRate')).toBe('/agencies/a/2025');
});

test('agencies and places of an answer lead to their pages; years and outcomes lead nowhere', () => {
  expect(keyAddress(AGENCY, questionOf('years=2025'))).toBe('/agencies/910101-001');
  expect(keyAddress({ dimension: 'CHILD', code: '910101046' }, questionOf('years=2024'))).toBe(
    '/?place=910101046&year=2024',
  );
  expect(
    keyAddress({ dimension: 'CHILD', code: '910101046' }, questionOf('years=2024&asOf=2025-02-01')),
  ).toBe('/?place=910101046&year=2024&asOf=2025-02-01');
  expect(keyAddress({ dimension: 'YEAR', code: '2025' }, questionOf('years=2025'))).toBeNull();
});

test('a value of one agency and year leads to the cell of its report, by outcome and applicant too', () => {
  const question = questionOf('years=2025');
  expect(valueAddress([AGENCY], TOTAL, question)).toBe(reportAddress(AGENCY.code, 2025, TOTAL));
  const outcome = { dimension: 'OUTCOME', code: 'granted' } as const;
  const applicant = { dimension: 'APPLICANT', code: 'naturalPerson' } as const;
  expect(valueAddress([AGENCY, outcome], 'requests.total', question)).toBe(
    reportAddress(AGENCY.code, 2025, 'requests.granted.total'),
  );
  expect(valueAddress([AGENCY, applicant], 'requests.received', question)).toBe(
    reportAddress(AGENCY.code, 2025, 'requests.received.naturalPerson'),
  );
  expect(valueAddress([AGENCY, outcome, applicant], 'requests', question)).toBe(
    reportAddress(AGENCY.code, 2025, 'requests.granted.naturalPerson'),
  );
});

test('a value of several years leads nowhere, one of a year of them does', () => {
  const question = questionOf('years=2024-2025');
  expect(valueAddress([AGENCY], TOTAL, question)).toBeNull();
  expect(valueAddress([{ dimension: 'YEAR', code: '2024' }, AGENCY], TOTAL, question)).toBe(
    reportAddress(AGENCY.code, 2024, TOTAL),
  );
});

test('a value of a place leads to the agencies behind it, unless it is of only some of them', () => {
  const child = { dimension: 'CHILD', code: '910101046' } as const;
  expect(valueAddress([child], TOTAL, questionOf('years=2025'))).toBe(
    sourceAddress('910101046', 2025, TOTAL, null),
  );
  expect(valueAddress([child], TOTAL, questionOf('years=2025&kinds=DEPARTMENT'))).toBeNull();
  expect(
    valueAddress([{ dimension: 'KIND', code: 'DEPARTMENT' }], TOTAL, questionOf('years=2025')),
  ).toBeNull();
});
