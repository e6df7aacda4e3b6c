import fc from 'fast-check';
import { CELLS_IN_ORDER } from '../../src/form/cells';
import { REQUEST_ROWS } from '../../src/form/lines';
import { checkEntries, figuresOf, tableOf } from '../src/desk/entry/entries';
import { sentValue } from '../src/desk/entry/sentValue';
import { editionsOf } from '../src/desk/entry/storedReport';
import { findingsNow } from '../src/desk/findingsNow';
import {
  boundedIn,
  explorerOf,
  fitted,
  isImpossible,
  KINDS,
  readQuestion,
  writeQuestion,
} from '../src/question/question';
import { firstValue, valueOptions } from '../src/question/valueOptions';
import { readRowLabel } from '../src/report/rowLabels';

const TEXTS = { overview: '总体', problems: '问题', otherMatters: '未收取信息处理费。' };
const FORM = { year: 2025, editions: editionsOf(null, 2025) };
const DIMENSIONS = ['AGENCY', 'CHILD', 'YEAR', 'LEVEL', 'KIND', 'APPLICANT', 'OUTCOME'] as const;

const FIGURE = fc.constantFrom('VALUE', 'SHARE', 'DIFFERENCE', 'GROWTH');

test('a question is read from its address as it was written there', () => {
  const years = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
  const questions = fc.record({
    place: fc.constantFrom('910101', '100000'),
    from: fc.constantFrom(...years),
    span: fc.nat({ max: 6 }),
    by: fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { minLength: 1, maxLength: 3 }),
    values: fc.uniqueArray(fc.constantFrom(...CELLS_IN_ORDER.map(({ code }) => code)), {
      minLength: 1,
      maxLength: 5,
    }),
    asOf: fc.constantFrom(null, '2026-03-01'),
    kinds: fc.subarray(KINDS.slice()),
    levels: fc.subarray<'PREFECTURE' | 'COUNTY'>(['PREFECTURE', 'COUNTY']),
    outcomes: fc.subarray(['denied', 'unavailable']),
    having: fc.array(
      fc.record({
        value: fc.constantFrom(...CELLS_IN_ORDER.map(({ code }) => code)),
        figure: FIGURE,
        min: fc.option(fc.integer({ min: -9, max: 9999 })),
        max: fc.option(fc.double({ min: -1, max: 1, noDefaultInfinity: true, noNaN: true })),
      }),
      { maxLength: 3 },
    ),
    order: fc.option(fc.record({ figure: FIGURE, isAscending: fc.boolean() })),
    drawing: fc.subarray(['910101-001', '910101-002/denied.other']),
  });
  fc.assert(
    fc.property(questions, ({ span, order, ...rest }) => {
      const question = {
        ...rest,
        to: Math.min(rest.from + span, 2025),
        order: order && { field: rest.values[0], ...order },
      };
      const address = new URLSearchParams();
      for (const [name, value] of Object.entries(writeQuestion(question)))
        if (value !== null) address.set(name, value);
      expect(readQuestion(address, { place: question.place, year: 2025, years })).toEqual(question);
    }),
    { seed: 230, numRuns: 200 },
  );
});

test('what rows of other dimensions do not have leaves a question', () => {
  const years = [2025];
  const address = new URLSearchParams(
    'by=OUTCOME&values=requests.total,proactive.rules.issued&outcomes=denied&having=proactive.rules.issued~VALUE~1~&order=proactive.rules.issued',
  );
  const read = readQuestion(address, { place: '910101', year: 2025, years });
  const codes = new Set(['requests.total']);
  expect(fitted(read, codes, 'requests.total')).toMatchObject({
    values: ['requests.total'],
    outcomes: ['denied'],
    having: [],
    order: null,
  });
  expect(fitted({ ...read, by: ['AGENCY'] }, new Set(), 'usual')).toMatchObject({
    values: ['usual'],
    outcomes: [],
  });
});

test('shares and changes leave a question whose rows have none, and a condition whose bounds exclude each other is not asked', () => {
  const address = (by: string, years: string) =>
    new URLSearchParams(
      `by=${by}&years=${years}&having=x~SHARE~1~,x~GROWTH~~5,x~VALUE~5~3,x~VALUE~3~3&order=x&figure=SHARE`,
    );
  const shownBy = (by: string, years: string) => {
    const read = readQuestion(address(by, years), { place: '910101', year: 2025, years: [2024, 2025] });
    const question = fitted(read, new Set(['x']), 'x');
    return [
      boundedIn(question)
        .map(({ figure }) => figure)
        .join(),
      question.order?.figure,
    ];
  };
  expect(shownBy('YEAR', '2024-2025')).toEqual(['GROWTH,VALUE', 'VALUE']);
  expect(shownBy('AGENCY', '2024-2025')).toEqual(['SHARE,VALUE', 'SHARE']);
  expect(shownBy('AGENCY,YEAR', '2024-2025')).toEqual(['SHARE,GROWTH,VALUE', 'SHARE']);
  expect(isImpossible({ min: 5, max: 3 })).toBe(true);
});

test('a link to the explorer holds the query and its variables in its fragment', () => {
  const query = 'query ($a: String) { b(c: $a) }';
  const link = new URL(explorerOf(query, { a: '公开 & #' }), 'http://hub');
  const linked = new URLSearchParams(link.hash.slice(1));
  expect([link.search, linked.get('query'), JSON.parse(linked.get('variables') ?? '')]).toEqual([
    '',
    query,
    { a: '公开 & #' },
  ]);
});

test('every choice of dimensions has values, and begins with one of them', () => {
  const t = (zh: string) => zh;
  for (const by of [...DIMENSIONS.map((one) => [one]), ['APPLICANT', 'OUTCOME'] as const]) {
    const codes = valueOptions(by, { indicators: [], ownMeasures: [], otherMeasures: [] }, t).flatMap(
      ({ options }) => options.map(({ value }) => value),
    );
    expect(codes).toContain(firstValue(by));
    expect(new Set(codes).size).toBe(codes.length);
  }
});

test('what is typed is checked by the rules of the form: totals are added, a text that is no figure is refused at its cell', () => {
  const entries = {
    'requests.received.naturalPerson': '５',
    'requests.received.other': '1,002',
    'proactive.fees.amount': '7.10',
  };
  const { totals, wrong, findings } = checkEntries({ ...entries, ...TEXTS }, FORM, null);
  expect(totals.get('requests.received.total')).toBe('1007');
  expect([...wrong]).toEqual([]);
  expect(findings.filter(({ severity }) => severity === 'ERROR').map(({ code }) => code)).not.toEqual([]);
  const refused = checkEntries({ ...entries, ...TEXTS, 'requests.received.other': '十' }, FORM, null);
  expect([...refused.wrong]).toEqual(['requests.received.other']);
  expect(refused.totals.has('requests.received.total')).toBe(false);
});

test('last year is compared with: documents in force follow from those of last year', () => {
  const entries = Object.fromEntries(
    ['issued', 'repealed', 'inForce'].map((name, at) => [
      `proactive.normativeDocuments.${name}`,
      ['3', '1', '9'][at],
    ]),
  );
  const codesWith = (inForce: number) =>
    checkEntries({ ...entries, ...TEXTS }, FORM, {
      figures: figuresOf([{ code: 'proactive.normativeDocuments.inForce', value: inForce }]),
      problems: null,
    }).findings.map(({ code }) => code);
  expect(codesWith(20)).toContain('proactive.inForce');
  expect(codesWith(7)).not.toContain('proactive.inForce');
});

test('a form that nobody has typed into has no finding, only what is still to fill; what is typed is checked, and the rest of it still is not', () => {
  const previous = {
    figures: figuresOf([{ code: 'requests.carriedOut.naturalPerson', value: 4 }]),
    problems: '同样的问题。',
  };
  const shown = (fields: Readonly<Record<string, string>>) => {
    const { findings, filled } = checkEntries(fields, FORM, previous);
    return findingsNow(null, { findings, filled, changed: [] }, false).map(({ code }) => code);
  };
  expect(shown({ overview: ' ' })).toEqual([]);
  const { toFill, filled } = checkEntries({ overview: ' ' }, FORM, previous);
  expect(toFill).toHaveLength(203);
  expect(filled.size).toBe(0);
  const begun = { 'requests.received.naturalPerson': '5', problems: '同样的问题。' };
  expect(shown(begun)).toEqual(expect.arrayContaining(['requests.balance', 'narrative.problems']));
  expect(shown(begun)).not.toContain('narrative.fees');
  expect(shown(begun)).not.toContain('form.allBlank');
  expect(checkEntries(begun, FORM, previous).filled).toContain('requests.received.total');
});

test('a table is sent nested by its codes, blank as null, marks as text', () => {
  expect(sentValue('requests.received.total', ' 1,234 ')).toBe(1234);
  expect(sentValue('requests.received.total', '/')).toBe('/');
  expect(sentValue('requests.received.total', '')).toBeNull();
  expect(sentValue('proactive.fees.amount', '7.10')).toBe('7.10');
  expect(
    tableOf(
      { 'requests.denied.stateSecret.other': '2' },
      ['requests.denied.stateSecret.other', 'requests.granted.total'],
      { 'requests.granted.total': '见附注' },
    ),
  ).toEqual({
    denied: { stateSecret: { other: 2 } },
    granted: { total: { value: null, note: '见附注' } },
  });
});

test('rows of section three are parted into heading and label; nothing of them is lost', () => {
  for (const row of REQUEST_ROWS) {
    const { heading, label } = readRowLabel(row);
    const joined = `${heading?.zh ?? ''}${label.zh}`.replaceAll(/\s/g, '');
    expect(row.zh.replace('三、本年度办理结果', '').replaceAll(/\s/g, '')).toBe(joined);
    expect(label.en).not.toBe('');
  }
});
