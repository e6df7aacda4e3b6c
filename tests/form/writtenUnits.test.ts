import { readValue } from '../../src/document/source/value';
import { cellOf } from '../../src/form/cells';
import { readCell } from '../../src/form/readCell';

const FEES = cellOf('proactive.fees.amount');
const RECEIVED = cellOf('requests.received.total');

test.each([
  ['83000元', '8.3'],
  ['83,000 元', '8.3'],
  ['８３０００元', '8.3'],
  ['8.3万', null],
  ['8.3万元', '8.3'],
  ['0.5亿元', '5000'],
  ['人民币', null],
  ['0.01元', '0.000001'],
])('of an amount, %s is %s', (text, value) => {
  const read = readCell(FEES, text);
  expect(read.value).toBe(value);
  expect(read.finding?.severity).toBe(value === null ? 'ERROR' : undefined);
});

test.each([
  [RECEIVED, '12', 12],
  [RECEIVED, '０', 0],
  [RECEIVED, ' １２ ', 12],
  [RECEIVED, '1,234', 1234],
  [RECEIVED, '１，２３４', 1234],
  [RECEIVED, '12.0', 12],
  [cellOf('proactive.licences.change'), '-3', -3],
  [FEES, '1,234.5', '1234.5'],
] as const)('%#: digits as text are read like the number, without a remark', (cell, text, value) => {
  expect(readCell(cell, text)).toEqual({ status: 'REPORTED', value });
});

test.each([null, undefined, '', ' ', '\u3000'])('%j is blank', (input) => {
  for (const cell of [RECEIVED, FEES])
    expect(readCell(cell, input)).toEqual({ status: 'BLANK', value: null });
});

test('what is turned into the unit of the cell is said, in both languages; what has that unit is not', () => {
  expect(readCell(FEES, '83000元').conversion).toMatchObject({
    code: 'form.unitConverted',
    severity: 'INFO',
    path: FEES.code,
    expected: '8.3',
    messageZh: expect.stringContaining('写作 83000元，按 8.3 万元计'),
    messageEn: expect.stringContaining('83000元 and counts as 8.3 (unit: 10,000 yuan)'),
  });
  expect(readCell(FEES, '8.3万元').conversion).toBeUndefined();
  expect(readCell(RECEIVED, '12件')).toEqual({ status: 'REPORTED', value: 12 });
  expect(readCell(RECEIVED, '1.2万件')).toMatchObject({ value: 12_000, conversion: { severity: 'INFO' } });
});

test.each([
  [FEES, '0.001元', 'amounts.tooPrecise'],
  [FEES, '-5元', 'counts.negative'],
  [FEES, '100美元', 'counts.notANumber'],
  [FEES, '12件', 'counts.notANumber'],
  [FEES, '99999999999亿元', 'counts.tooLarge'],
  [RECEIVED, '83000元', 'counts.notANumber'],
  [RECEIVED, '1.23456万件', 'counts.fractional'],
  [RECEIVED, '1.2.3', 'counts.notANumber'],
  [RECEIVED, '12-13', 'counts.notANumber'],
  [RECEIVED, '1,2', 'counts.notANumber'],
  [RECEIVED, '1e3', 'counts.notANumber'],
  [RECEIVED, '0x1F', 'counts.notANumber'],
  [RECEIVED, '十二', 'counts.notANumber'],
  [RECEIVED, '-12', 'counts.negative'],
  [RECEIVED, '12.5', 'counts.fractional'],
  [RECEIVED, '12.00000000000000000001', 'counts.fractional'],
  [RECEIVED, '12.00000000000000000001件', 'counts.fractional'],
  [RECEIVED, '1000000000', 'counts.tooLarge'],
  [FEES, '1.2.3', 'counts.notANumber'],
  [FEES, '8,3', 'counts.notANumber'],
] as const)('%#: what cannot be turned exactly is refused in words, and is no figure', (cell, text, code) => {
  const { value, finding, conversion } = readCell(cell, text);
  expect([value, finding?.code, conversion]).toEqual([null, code, undefined]);
  expect(finding?.messageZh).toContain(text);
});

test('documents and people are understood alike where a unit is written', () => {
  for (const text of ['83000元', '8.3万元', '12件']) expect(readValue(text)?.unit).toBeTruthy();
});
