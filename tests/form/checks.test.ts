import fc from 'fast-check';
import { AgencyKind, JurisdictionLevel } from '../../src/agency/agencyTypes';
import { CELLS, cellOf, cellsOfEdition } from '../../src/form/cells';
import { EQUATIONS } from '../../src/form/checks';
import { evaluateChecks } from '../../src/form/evaluate';
import { emptyFigures, type Figures, setFigure } from '../../src/form/figures';
import { REQUEST_ROWS } from '../../src/form/lines';
import { readCell } from '../../src/form/readCell';
import { RULES } from '../../src/form/rules';
import { computeTotals } from '../../src/form/totals';
import { checkContextOf } from '../../src/report/checking/checkContexts';

fc.configureGlobal({ seed: 19 });

const content = (figures: Figures) => ({
  year: 2025,
  figures,
  editions: { 2: 2021, 3: 2021, 4: 2021 } as const,
  computed: [],
  notes: {},
  problems: '培训不足。',
  otherMatters: '未收取信息处理费。',
});
const zeros = () => {
  const figures = emptyFigures();
  for (const cell of CELLS) if (cell.editions.includes(2021)) setFigure(figures, cell, 0);
  return figures;
};
const around = { previous: null, mayMakeRules: false };

describe('the checks', () => {
  test('every equation refers to known cells', () => {
    for (const equation of EQUATIONS)
      for (const term of [...equation.left, ...equation.right])
        expect(cellOf(term.cell).code).toBe(term.cell);
  });

  test('a zero report has no finding', () => {
    expect(evaluateChecks(content(zeros()), around)).toEqual([]);
  });

  test('two sections of another edition are two findings that name the section and both editions', () => {
    const findings = evaluateChecks(
      { ...content(emptyFigures()), year: 2025, editions: { 2: 2019, 3: 2019, 4: 2021 } },
      around,
    ).filter(({ code }) => code === 'form.edition');
    expect(findings.map(({ messageZh }) => messageZh)).toEqual([
      expect.stringContaining('第二部分为 2019 年的格式，2025 年度应用 2021 年的格式'),
      expect.stringContaining('第三部分为 2019 年的格式'),
    ]);
    expect(new Set(findings.map(({ messageEn }) => messageEn)).size).toBe(2);
  });

  test('one changed cell breaks exactly its equations, all reported at once', () => {
    const figures = zeros();
    setFigure(figures, cellOf('requests.granted.naturalPerson'), 3);
    const found = evaluateChecks(content(figures), around);
    expect(found.map(({ code, path, expected, actual }) => ({ code, path, expected, actual }))).toEqual([
      { code: 'requests.concluded', path: 'requests.concluded.naturalPerson', expected: '3', actual: '0' },
      { code: 'requests.rowTotal', path: 'requests.granted.total', expected: '3', actual: '0' },
    ]);
  });

  test('an equation that is broken does not name cells that are not in the form of its year', () => {
    const figures = zeros();
    const own = cellsOfEdition(2021);
    for (const cell of CELLS.filter((one) => !own.includes(one))) setFigure(figures, cell, null);
    setFigure(figures, cellOf('requests.concluded.total'), 5);
    const [found] = evaluateChecks(content(figures), around).filter(({ severity }) => severity === 'ERROR');
    expect(found.messageZh).not.toContain('按零计算');
  });

  test('an equation that is broken names the cells that are blank and count as zero in it', () => {
    const figures = zeros();
    for (const code of ['requests.received.naturalPerson', 'requests.received.total'])
      setFigure(figures, cellOf(code), 2);
    for (const cell of CELLS.filter(({ code }) => code.startsWith('requests.carriedOut.')))
      setFigure(figures, cell, null);
    const [found] = evaluateChecks(content(figures), around).filter(({ severity }) => severity === 'ERROR');
    expect(found).toMatchObject({ code: 'requests.balance', actual: '2', expected: '0' });
    expect(found.messageZh).toMatch(/未填写、按零计算：“四、结转下年度继续办理[^”]*”$/);
    expect(found.messageEn).toContain('counted as zero: "');
  });

  test('equations with cells that nobody knows are not checked, and that is said', () => {
    const figures = zeros();
    const unknown = CELLS.filter(({ code }) => code.startsWith('requests.carriedOut.'));
    for (const code of ['requests.received.naturalPerson', 'requests.received.total'])
      setFigure(figures, cellOf(code), 2);
    for (const cell of unknown) setFigure(figures, cell, null);
    const codes = unknown.map(({ code }) => code);
    const found = evaluateChecks({ ...content(figures), unknown: codes }, around);
    expect(found.filter(({ severity }) => severity !== 'INFO')).toEqual([]);
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'form.notChecked', severity: 'INFO', path: 'requests', cells: codes }),
    );
    // What nobody knows is not blank, and counts as nothing.
    expect(found.filter(({ code }) => code === 'form.blank')).toEqual([]);
    setFigure(figures, cellOf('requests.carriedIn.other'), null);
    const blank = evaluateChecks({ ...content(figures), unknown: codes }, around).filter(
      ({ code }) => code === 'form.blank',
    );
    expect(blank.map(({ cells }) => cells)).toEqual([['requests.carriedIn.other']]);
  });

  test('totals left out are computed and then agree, whatever the leaves', () => {
    const leaves = CELLS.filter(
      (cell) =>
        cell.editions.includes(2021) &&
        !cell.code.endsWith('.total') &&
        !cell.code.startsWith('requests.concluded') &&
        cell.section > 2,
    );
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: leaves.length, maxLength: leaves.length }),
        (values) => {
          const figures = emptyFigures();
          leaves.forEach((cell, at) => {
            setFigure(figures, cell, values[at]);
          });
          computeTotals(figures);
          const errors = evaluateChecks(content(figures), around).filter((item) => item.severity === 'ERROR');
          return errors.every((item) => item.code === 'requests.balance');
        },
      ),
    );
  });

  test('the carry-over rule needs last year and then compares each column', () => {
    const figures = zeros();
    const last = zeros();
    setFigure(last, cellOf('requests.carriedOut.total'), 2);
    const previous = { figures: last, problems: null };
    const found = evaluateChecks(content(figures), { ...around, previous });
    expect(found).toMatchObject([
      { code: 'requests.carryOver', severity: 'WARNING', expected: '2', actual: '0' },
    ]);
  });

  test('rules over two years are about cells of the own report alone', () => {
    const last = zeros();
    setFigure(last, cellOf('requests.carriedOut.total'), 2);
    setFigure(last, cellOf('proactive.normativeDocuments.inForce'), 3);
    const notes = { 'requests.carriedOut.total': '注' };
    const previous = { figures: last, problems: null };
    const found = evaluateChecks({ ...content(zeros()), notes }, { ...around, previous });
    expect(found.map(({ code, cells }) => [code, cells])).toEqual([
      ['requests.carryOver', ['requests.carriedIn.total']],
      [
        'proactive.inForce',
        ['inForce', 'issued', 'repealed'].map((column) => `proactive.normativeDocuments.${column}`),
      ],
    ]);
    expect(found[0].messageZh).not.toContain('栏内注');
  });

  test('rules of an organ that may not make them, and silence on fees, are warnings', () => {
    const figures = zeros();
    setFigure(figures, cellOf('proactive.rules.inForce'), 1);
    const found = evaluateChecks({ ...content(figures), otherMatters: '无。' }, around);
    expect(found.map((item) => item.code)).toEqual(['proactive.rulesNotEntitled', 'narrative.fees']);
  });

  test.each([
    ['NATION', 'DEPARTMENT', true],
    ['NATION', 'INSTITUTION', true],
    ['PROVINCE', 'GOVERNMENT', true],
    ['PROVINCE', 'DEPARTMENT', false],
    ['PROVINCE', 'INSTITUTION', false],
    ['PREFECTURE', 'GOVERNMENT', true],
    ['PREFECTURE', 'DEPARTMENT', false],
    ['COUNTY', 'GOVERNMENT', false],
    ['TOWNSHIP', 'TOWNSHIP_OR_STREET', false],
  ] as const)('rules of an organ at level %s, a %s: may make them %p', (level, kind, may) => {
    const existing = checkContextOf(AgencyKind[kind], JurisdictionLevel[level], []);
    expect(existing.mayMakeRules).toBe(may);
    const figures = zeros();
    setFigure(figures, cellOf('proactive.rules.issued'), 1);
    expect(evaluateChecks(content(figures), existing).map(({ code }) => code)).toEqual(
      may ? [] : ['proactive.rulesNotEntitled'],
    );
  });

  const feesOf = (more: object, amount = '0') => {
    const figures = zeros();
    setFigure(figures, cellOf('proactive.fees.amount'), amount);
    return evaluateChecks({ ...content(figures), ...more }, around).map(
      ({ code, severity, path, cells, expected }) => ({ code, severity, path, cells, expected }),
    );
  };
  const contradicted = (expected: string | null, cells: string[] = []) => [
    { code: 'narrative.fees', severity: 'WARNING', path: 'otherMatters', cells, expected },
  ];
  test('no fees in section six, but fees in table two, a sentence or an indicator: a warning', () => {
    expect(feesOf({}, '3.5')).toEqual(contradicted('3.5', ['proactive.fees.amount']));
    expect(feesOf({ overview: '全年收取信息处理费380元。' })).toEqual(contradicted(null));
    expect(feesOf({ problems: '信息处理费收取 200 元，标准有待细化。' })).toEqual(contradicted(null));
    expect(feesOf({ handlingFees: '380' })).toEqual(contradicted('380'));
  });
  test('fees that agree, or of which section six speaks, are none', () => {
    expect(feesOf({ handlingFees: '0', overview: '未收取信息处理费。收取停车费 300 元。' })).toEqual([]);
    expect(feesOf({ otherMatters: '收取信息处理费 380 元。' }, '3.5')).toEqual([]);
    expect(feesOf({ otherMatters: '未收取信息处理费，表中行政事业性收费均为其他项目。' }, '3.5')).toEqual([]);
  });
  test.each(['无。', '落实工作经费。', '免费提供查阅服务。', null])(
    'silence on fees is a warning: %s',
    (otherMatters) => {
      expect(feesOf({ otherMatters })).toEqual(contradicted(null));
    },
  );

  test.each([
    [2, 'proactive'],
    [3, 'requests'],
    [4, 'disputes'],
  ])('section %i with no figure at all must be explained, one zero in it need not', (section, path) => {
    const figures = zeros();
    const cells = CELLS.filter((cell) => cell.section === section && cell.editions.includes(2021));
    for (const cell of cells) setFigure(figures, cell, null);
    expect(evaluateChecks(content(figures), around)).toMatchObject([
      { code: 'form.allBlank', severity: 'WARNING', path, cells: cells.map(({ code }) => code) },
    ]);
    setFigure(figures, cells[0], 0);
    const found = evaluateChecks(content(figures), around);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['form.blank', 'INFO']]);
  });

  test('only the balance is said to be printed in the notice; article 50 has five items', () => {
    const isPrinted = ({ citation }: { citation: string }) => citation.includes('本列数据的勾稽关系为');
    expect([...new Set(EQUATIONS.filter(isPrinted).map(({ code }) => code))]).toEqual(['requests.balance']);
    for (const equation of EQUATIONS.filter((item) => !isPrinted(item)))
      expect(equation.citation).toContain('通知未印明该等式');
    expect(Object.values(RULES).filter(isPrinted)).toEqual([]);
    expect(RULES.problems.citation).toContain('第五十条第（四）项');
    expect(RULES.fees.citation).toContain('第五十条第（五）项');
    for (const { citation } of [...EQUATIONS, ...Object.values(RULES), ...CELLS])
      expect(citation).not.toMatch(/第五十条第（[六七八九十]）项/);
  });

  test.each([
    [null, '第五部分为空'],
    [' ', '第五部分为空'],
    ['培训不足。', '第五部分与上一年几乎相同（相似度 100%）'],
  ])('section five %j says what is wrong with it alone', (problems, message) => {
    const previous = { figures: zeros(), problems: '培训不足。' };
    const found = evaluateChecks({ ...content(zeros()), problems }, { ...around, previous });
    expect(found.filter(({ path }) => path === 'problems').map(({ messageZh }) => messageZh)).toEqual([
      message,
    ]);
  });

  test('a 2019 cell does not stand in a 2021 section, and the other way round', () => {
    const figures = zeros();
    setFigure(figures, cellOf('requests.otherHandling.total'), 0);
    expect(evaluateChecks(content(figures), around).map((item) => item.code)).toEqual(['form.notInEdition']);
  });

  test.each([
    [-1, 'counts.negative'],
    [1.5, 'counts.fractional'],
    [1e12, 'counts.tooLarge'],
    ['十二', 'counts.notANumber'],
    [true, 'counts.notANumber'],
  ])('%p is refused as %s with the cell named', (input, code) => {
    const { finding } = readCell(cellOf('requests.received.total'), input);
    expect(finding).toMatchObject({ code, path: 'requests.received.total' });
    expect(finding?.messageZh).toContain('本年新收');
    expect(finding?.messageEn).toContain('Requests received');
  });

  test.each([
    ['requests.received.total', -5, '零或正整数'],
    ['proactive.fees.amount', '-5', '以万元为单位的零或正数'],
  ])('what is asked for instead of a negative %s is what the rule takes', (code, input, wanted) => {
    const { finding } = readCell(cellOf(code), input);
    expect(finding?.messageZh).toContain(`请填写${wanted}；`);
    expect(finding?.messageEn).toContain('Send zero or a positive');
  });

  test('what is found in one cell names it', () => {
    const figures = zeros();
    for (const cell of CELLS) setFigure(figures, cell, cell.position);
    setFigure(figures, cellOf('proactive.fees.amount'), '7');
    const found = evaluateChecks(
      { ...content(figures), computed: ['requests.received.total'] },
      { ...around, previous: { figures: zeros(), problems: null } },
    ).filter(({ cells }) => cells.length === 1);
    const codes = new Set(found.map(({ code }) => code));
    expect([...codes]).toEqual(
      expect.arrayContaining(['proactive.rulesNotEntitled', 'form.notInEdition', 'form.totalComputed']),
    );
    for (const { cells, messageZh, messageEn, code } of found) {
      if (code === RULES.feesContradicted.code) continue;
      expect(messageZh).toContain(cellOf(cells[0]).zh);
      expect(messageEn).toContain(cellOf(cells[0]).en);
    }
  });

  test('blank, not applicable and zero are distinguished', () => {
    const status = (input: unknown) => readCell(cellOf('requests.received.total'), input).status;
    expect(['', null, '/', '—', '不适用', 0].map(status)).toEqual([
      'BLANK',
      'BLANK',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'REPORTED',
    ]);
  });

  test('rows of section three are 25 in edition 2021', () => {
    expect(REQUEST_ROWS.filter((row) => row.editions.includes(2021))).toHaveLength(25);
  });
});
