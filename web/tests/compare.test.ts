import { CELLS } from '../../src/form/cells';
import {
  type Comparison,
  chooseSubjects,
  columnsOf,
  compareAddress,
  hasRoom,
  readComparison,
  writeComparison,
} from '../src/compare/comparison';
import { differenceOf } from '../src/compare/difference';
import { compareLines, countDifferences, partsOf } from '../src/compare/lines';
import { textOfValue } from '../src/figures/shownValue';

const WHERE = { place: '910101', year: 2025, years: [2019, 2020, 2021, 2022, 2023, 2024, 2025] };
const shown = (value: number | string | null, more: object = {}) => ({ code: 'requests.x', value, ...more });
const read = (address: string) => readComparison(new URLSearchParams(address.split('?')[1]), WHERE);

test('what is compared is read from its address as it was written there', () => {
  const comparison: Comparison = {
    subjects: [
      { kind: 'AGENCY', code: '910101-001' },
      { kind: 'PLACE', code: '910101' },
    ],
    isUsual: false,
    years: [2021, 2025],
    asOf: '2025-02-01',
    isOnlyDifferent: true,
    isByApplicant: true,
    closed: ['2', 'measures'],
  };
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(writeComparison(comparison)))
    if (value !== null) address.set(name, value);
  expect(readComparison(address, WHERE)).toEqual(comparison);
  expect(read(compareAddress(comparison.subjects, [2025]))).toMatchObject({
    subjects: comparison.subjects,
    years: [2025],
  });
});

test('without a choice a place is beside its year before, and several subjects are of one year', () => {
  expect(read('/compare')).toMatchObject({
    subjects: [{ kind: 'PLACE', code: '910101' }],
    years: [2024, 2025],
  });
  expect(read('/compare?items=a,b').years).toEqual([2025]);
  expect(read('/compare?items=a&years=1999').years).toEqual([2024, 2025]);
});

test('what names no subject is not compared', () => {
  expect(read('/compare?items=agency:910101-002,910101-003').subjects).toEqual([
    { kind: 'AGENCY', code: '910101-003' },
  ]);
  expect(read('/compare?items=agency:910101-002').isUsual).toBe(true);
});

test('the first subject that is added takes the place of the one that nobody chose; others come beside it', () => {
  const [one, other] = ['910101-001', '910101-002'].map((code) => ({ kind: 'AGENCY' as const, code }));
  const usual = read('/compare?years=2025');
  expect(writeComparison(usual).items).toBeNull();
  const first = chooseSubjects(usual, [...usual.subjects, one]);
  expect(first.subjects).toEqual([one]);
  expect(writeComparison(chooseSubjects(first, [...first.subjects, other])).items).toBe(
    '910101-001,910101-002',
  );
  expect(writeComparison(chooseSubjects(first, [])).items).toBeNull();
});

test('there are at most six columns, the first subjects in all years', () => {
  const columns = columnsOf(read('/compare?items=a,b,c,d&years=2023,2024'));
  expect(columns.map(({ subject, year }) => `${subject.code}/${year}`)).toEqual([
    'a/2023',
    'a/2024',
    'b/2023',
    'b/2024',
    'c/2023',
    'c/2024',
  ]);
  expect([hasRoom(3, 2), hasRoom(4, 2)]).toEqual([true, false]);
});

test.each([
  ['more', shown(8), shown(10), { kind: 'CHANGE', by: 2, growth: 0.25, exactness: 'EXACT' }],
  [
    'less, of nothing no growth',
    shown(0),
    shown('0.1'),
    { kind: 'CHANGE', by: 0.1, growth: null, exactness: 'EXACT' },
  ],
  ['amounts as exact text', shown('7.10'), shown('7.1'), { kind: 'SAME' }],
  ['a floating rest is no difference', shown(0.1 + 0.2), shown(0.3), { kind: 'SAME' }],
  [
    'at least so much beside exactly so much',
    shown(5, { qualifier: 'AT_LEAST' }),
    shown(5),
    { kind: 'CHANGE', by: 0, growth: 0, exactness: 'AT_MOST' },
  ],
  [
    'exactly so much beside exactly so much',
    shown(84, { qualifier: 'EXACT' }),
    shown(762, { qualifier: 'EXACT' }),
    { kind: 'CHANGE', by: 678, growth: 678 / 84, exactness: 'EXACT' },
  ],
  [
    'at most so much beside a figure that nothing qualifies',
    shown(4),
    shown(6, { qualifier: 'AT_MOST' }),
    { kind: 'CHANGE', by: 2, growth: 0.5, exactness: 'AT_MOST' },
  ],
  [
    'at least so much beside more at least: nothing is certain',
    shown(48_118, { qualifier: 'AT_LEAST' }),
    shown(46_684, { qualifier: 'AT_LEAST' }),
    { kind: 'UNCERTAIN' },
  ],
  [
    'about so much beside as much about it',
    shown(5, { qualifier: 'APPROXIMATE' }),
    shown(5, { qualifier: 'APPROXIMATE' }),
    { kind: 'CHANGE', by: 0, growth: 0, exactness: 'APPROXIMATE' },
  ],
  ['exact beside what nothing qualifies', shown(5, { qualifier: 'EXACT' }), shown(5), { kind: 'SAME' }],
  ['blank beside a figure', shown(null, { state: 'BLANK' }), shown(0), { kind: 'NOT_COMPARABLE' }],
  ['not in one of the forms', shown(3), shown(null, { state: 'NOT_IN_EDITION' }), { kind: 'NOT_COMPARABLE' }],
  [
    'blank beside blank',
    shown(null, { state: 'BLANK' }),
    shown(null, { state: 'BLANK' }),
    { kind: 'NOT_COMPARABLE' },
  ],
  ['no report beside no report', undefined, undefined, { kind: 'NOT_COMPARABLE' }],
  ['no report beside a figure', undefined, shown(1), { kind: 'NOT_COMPARABLE' }],
] as const)('%s', (_, first, other, difference) => {
  expect(differenceOf(first, other)).toEqual(difference);
});

test('what is divided by a measure of a district has two decimals, or two digits where it is small; amounts are exact', () => {
  const text = (code: string, value: number | string) => textOfValue({ code, value }, 'en');
  expect(text('measures.hotlinePerRequest', 9302.325581)).toBe('9,302.33');
  expect(text('measures.hotlinePerRequest', 0.003421)).toBe('0.0034');
  expect(text('measures.hotlinePerRequest', 0)).toBe('0');
  expect(text('proactive.fees.amount', '12.345678')).toBe('12.345678');
});

test('the parts hold every cell of both forms once, and without applicants the totals of section three', () => {
  const codes = (isByApplicant: boolean) =>
    partsOf(isByApplicant, [], []).flatMap(({ lines }) => lines.map(({ code }) => code));
  expect(codes(true).toSorted()).toEqual(CELLS.map(({ code }) => code).toSorted());
  expect(codes(false)).toEqual(codes(true).filter((code) => !/^requests\..*\.(?!total$)\w+$/.test(code)));
});

test('only what differs: equal lines and those without a figure are left out, and those that no column has in its form always are', () => {
  const line = (code: string) => ({ code, label: { zh: code, en: code }, heading: null, isBelow: false });
  const column = (values: Record<string, [number | null, string]>) =>
    new Map(Object.entries(values).map(([code, [value, state]]) => [code, { code, value, state }]));
  const columns = [
    column({ a: [1, 'REPORTED'], b: [2, 'REPORTED'], c: [null, 'NOT_IN_EDITION'], d: [null, 'BLANK'] }),
    column({ a: [1, 'REPORTED'], b: [3, 'REPORTED'], c: [null, 'NOT_IN_EDITION'], d: [null, 'BLANK'] }),
  ];
  const codes = (isOnlyDifferent: boolean) =>
    compareLines(['a', 'b', 'c', 'd'].map(line), columns, isOnlyDifferent).map(({ code }) => code);
  expect([codes(false), codes(true)]).toEqual([['a', 'b', 'd'], ['b']]);
});

test('what differs in a figure is counted apart from what cannot be compared', () => {
  const change = { kind: 'CHANGE', by: 1, growth: null, exactness: 'EXACT' } as const;
  const lines = [
    [{ kind: 'SAME' }, change, { kind: 'NOT_COMPARABLE' }],
    [{ kind: 'SAME' }, { kind: 'NOT_COMPARABLE' }],
    [{ kind: 'SAME' }, { kind: 'UNCERTAIN' }],
    [{ kind: 'SAME' }, { kind: 'SAME' }],
  ] as const;
  expect(countDifferences(lines.map((differences) => ({ differences })))).toEqual({
    changed: 1,
    incomparable: 2,
  });
});

test('no heading or line that is compared has Chinese words in English', () => {
  const written = partsOf(true, [], []).flatMap(({ title, lines }) => [
    title.en,
    ...lines.flatMap(({ label, heading }) => [label.en, heading?.en ?? '']),
  ]);
  expect(written.length).toBeGreaterThan(400);
  expect(written.filter((words) => /\p{Script=Han}/u.test(words))).toEqual([]);
  expect(written).toContain('Article 20, item (8)');
});
