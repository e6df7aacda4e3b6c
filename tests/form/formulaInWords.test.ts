import { cellOf, UNIT_EN } from '../../src/form/cells';
import type { FormulaLeaf } from '../../src/form/formula';
import { formulaInWords, problemInWords, unitOfFormula } from '../../src/form/formulaInWords';
import { readFormula } from '../../src/form/readFormula';

const TICKETS = { key: 1, code: 'tickets', name: '工单', nameEn: 'Tickets', aggregation: 'SUM' };
const unitOf = (leaf: FormulaLeaf) => {
  if (leaf.kind === 'INDICATOR') return { zh: '张', en: 'tickets' };
  const unit = leaf.kind === 'CELL' ? cellOf(leaf.cell).unit : '件';
  return { zh: unit, en: UNIT_EN[unit] };
};
const unitOfText = (text: string) => {
  const { formula } = readFormula(text, [TICKETS]);
  return formula && unitOfFormula(formula, unitOf);
};

test.each([
  ['requests.received.total', '件'],
  ['requests.received.total + requests.granted.total - 1', '件'],
  ['requests.denied.subtotal.total * 2', '件'],
  ['2 * requests.received.total / 3', '件'],
  ['proactive.fees.amount / 10', '万元'],
  ['indicators.tickets', '张'],
  ['indicators.tickets / requests.received.total', '张/件'],
  ['proactive.fees.amount * 100 / indicators.tickets', '万元/张'],
  ['requests.granted.total / requests.received.total * 100', '—'],
  ['indicators.tickets + requests.received.total', '—'],
  ['requests.received.total * requests.received.total', '—'],
  ['1 / requests.received.total', '—'],
  ['measures.disclosureRate', '—'],
])('the unit of %s is %s', (text, unit) => {
  expect(unitOfText(text)?.zh).toBe(unit);
});

test('a formula in words has names in place of codes, and the signs that people write', () => {
  const names: Record<string, { zh: string; en: string }> = {
    'indicators.tickets': { zh: '工单', en: 'Tickets' },
    'requests.received.total': cellOf('requests.received.total'),
  };
  const text = '（indicators.tickets －1）×100/requests.received.total';
  expect(formulaInWords(text, (code) => names[code])).toEqual({
    zh: '(“工单” − 1) × 100 ÷ “一、本年新收政府信息公开申请数量 · 总计”',
    en: '("Tickets" − 1) × 100 ÷ "Requests received this year, all applicants"',
  });
  expect(formulaInWords('-unknown.code', () => undefined).zh).toBe('− “unknown.code”');
});

test('the codes nearest to unknown ones are looked for ten times a formula at most', () => {
  const text = Array.from({ length: 30 }, (_, at) => `requests.received.totl${at}`).join(' + ');
  const { problems } = readFormula(text, []);
  expect(problems).toHaveLength(30);
  expect(problems.filter(({ nearest = [] }) => nearest.length > 0)).toHaveLength(10);
  expect(problemInWords(problems[0]).en).toBe(
    'At character 1 (requests.received.totl0): there is no such code; near it: requests.received.total, requests.received.other, requests.received.naturalPerson.',
  );
});
