import { nodesOf } from '../support/answers';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

interface FormCell {
  readonly code: string;
  readonly citation: string;
}

test.each([
  [2020, '国办公开办函〔2019〕60号', '国办公开办函〔2021〕30号'],
  [2021, '国办公开办函〔2021〕30号', '国办公开办函〔2019〕60号'],
])(
  'every cell of the form of %i cites the notice that prints this form, its part, and the law',
  async (year, own, other) => {
    const { form } = await hub.ask('query ($year: Int!) { form(year: $year) { cells { code citation } } }', {
      year,
    });
    const cells: FormCell[] = form.cells;
    for (const { code, citation } of cells) {
      expect([code, citation]).toEqual([
        code,
        expect.stringMatching(new RegExp(`^${own} 附件 第[二三四]部分；`)),
      ]);
      expect([code, citation]).not.toEqual([code, expect.stringContaining(other)]);
    }
    const citationOf = (code: string) => cells.find((cell) => cell.code === code)?.citation;
    expect(citationOf('disputes.reconsideration.total')).toBe(
      `${own} 附件 第四部分；《政府信息公开条例》第五十条第（三）项`,
    );
    expect(citationOf('proactive.licences.decisions')).toBe(
      `${own} 附件 第二部分；《政府信息公开条例》第二十条第（五）项`,
    );
    // The row of the 2019 form that the form of 2021 parted.
    expect(citationOf('requests.otherHandling.total')).toBe(
      year === 2020 ? `${own} 附件 第三部分；《政府信息公开条例》第五十条第（二）项` : undefined,
    );
  },
);

test('one unit has one word in English, whatever shows it', async () => {
  const codes = [
    'requests.received.total',
    'requests.denied.subtotal.total',
    'disputes.reconsideration.total',
    'proactive.licences.decisions',
    'proactive.fees.amount',
    'proactive.penalties.previousItems',
  ];
  const cells = ['requests.received.total', 'proactive.fees.amount'];
  const { before, now, report, rollup } = await hub.ask(
    `query ($codes: [ID!]!, $cells: [ID!]!) {
       before: form(year: 2020) { cells { ...U } }
       now: form(year: 2021) { cells { ...U } }
       report(agency: "310000-001", year: 2019) { cells { ...U } }
       rollup(years: [2019, 2025]) {
         total { values(codes: $codes) { unitZh unitEn } cells(codes: $cells) { ...U } }
         groups(by: [YEAR]) { edges { node { values(codes: $codes) { unitZh unitEn } } } }
         outcomes: groups(by: [OUTCOME], first: 1) { edges { node { values(codes: ["requests.total"]) { unitZh unitEn } } } }
         change(year: 2025, base: 2019) { values(codes: $codes) { unitZh unitEn } }
         distribution(value: "requests.received.total", by: [AGENCY]) { unitZh unitEn }
       } }
     fragment U on LabelledCell { unitZh unitEn }`,
    { codes, cells },
  );
  const units: { unitZh: string; unitEn: string }[] = [
    ...[before, now, report, rollup.total].flatMap((table) => table.cells),
    ...[
      rollup.total,
      rollup.change,
      ...nodesOf<Record<string, never>>(rollup.groups),
      ...nodesOf<Record<string, never>>(rollup.outcomes),
    ].flatMap(({ values }) => values),
    rollup.distribution,
  ];
  const words = new Map<string, Set<string>>();
  for (const { unitZh, unitEn } of units) words.set(unitZh, (words.get(unitZh) ?? new Set()).add(unitEn));
  expect([...words].map(([unit, english]) => [unit, [...english]])).toEqual([
    ['件', ['items']],
    ['项', ['items']],
    ['万元', ['10,000 yuan']],
  ]);
});
