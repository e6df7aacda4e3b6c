import { spellRecognised } from '../../../src/document/reading/spellRecognised';
import type { Block } from '../../../src/document/source/blocks';
import { RECOGNISED } from '../../../src/document/source/pages/recognised';

const cell = (text: string, doubt?: string) => ({
  text,
  row: 0,
  column: 0,
  rowSpan: 1,
  columnSpan: 1,
  ...(doubt ? { doubt } : {}),
});
const spelled = (text: string) => {
  const block: Block = { kind: 'TABLE', hasGeometry: true, where: {}, cells: [cell(text, RECOGNISED)] };
  const [table] = spellRecognised([block]);
  return table.kind === 'TABLE' ? table.cells[0].text : null;
};

test.each([
  ['社会公荔组织', '社会公益组织'],
  ['自然入', '自然人'],
  ['(一)子以公开', '(一)予以公开'],
  ['2.重复中请', '2.重复申请'],
  ['1.信访举报投诉类由请', '1.信访举报投诉类申请'],
  ['四、结转下年度继续办埋', '四、结转下年度继续办理'],
  ['二、上年结转政府信息公开由请数量', '二、上年结转政府信息公开申请数量'],
])('a label that was misread by a letter is spelled right: %s', (read, label) => {
  expect(spelled(read)).toBe(label);
});

test.each(['其他', '总讨', '演示县水务局', '28', '3.其他', '不子处埋', '商业企业数量', ''])(
  'anything else stays: %s',
  (text) => {
    expect(spelled(text)).toBe(text);
  },
);

test('what was not recognised in a picture stays as it is printed', () => {
  const block: Block = { kind: 'TABLE', hasGeometry: true, where: {}, cells: [cell('社会公荔组织')] };
  expect(spellRecognised([block])).toEqual([block]);
});
