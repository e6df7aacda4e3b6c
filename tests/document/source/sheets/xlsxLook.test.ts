import exceljs, {
  type CellValue,
  type ConditionalFormattingRule,
  type Font,
  type Style,
  type Worksheet,
} from 'exceljs';
import JSZip from 'jszip';
import { openDocument } from '../../../../src/document/source/openDocument';

/** The cell B2 of a sheet, after a change of it and of the part with the sheet. */
async function seen(change: (sheet: Worksheet) => void, edit: (part: string) => string = (part) => part) {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('年报');
  sheet.addRow(['', '自然人', '总计']);
  sheet.addRow(['一、本年新收政府信息公开申请数量', 25, 25]);
  change(sheet);
  const zip = await JSZip.loadAsync(Buffer.from(await workbook.xlsx.writeBuffer()));
  const name = 'xl/worksheets/sheet1.xml';
  zip.file(name, edit((await zip.file(name)?.async('string')) ?? ''));
  const { blocks } = await openDocument(await zip.generateAsync({ type: 'nodebuffer' }));
  const cells = blocks.flatMap((block) => (block.kind === 'TABLE' ? block.cells : []));
  return cells.find(({ row, column }) => row === 1 && column === 1);
}
const styled = (style: Partial<Style>, value: CellValue = 25) =>
  seen((sheet) => Object.assign(sheet.getCell('B2'), { value, ...style }));
const colour = (argb: string) => ({ color: { argb } });
const runs = (first: Partial<Font>, second: Partial<Font>) =>
  styled(
    {},
    {
      richText: [
        { text: '25', font: first },
        { text: '7', font: second },
      ],
    },
  );
const rule = (one: Partial<ConditionalFormattingRule>, style: Partial<Style>) =>
  seen((sheet) =>
    sheet.addConditionalFormatting({
      ref: 'B2:C2',
      rules: [{ priority: 1, style, ...one } as ConditionalFormattingRule],
    }),
  );

test.each<[string, Partial<Style>]>([
  ['nearly white', { font: colour('FFFEFEFE') }],
  [
    'nearly of the colour of their ground',
    { font: colour('FFF0F0F0'), fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEFEF' } } },
  ],
  ['of one point', { font: { size: 1 } }],
])('letters that are %s are not there', async (_, style) => {
  expect(await styled(style)).toMatchObject({ text: '' });
});

test.each<[string, Partial<Font>]>([
  ['nearly white', colour('FFFDFDFD')],
  ['of one point', { size: 1 }],
])('a digit of a figure that is %s is not there', async (_, font) => {
  expect(await runs({ size: 11 }, font)).toMatchObject({ text: '25' });
});

test.each<[string, () => ReturnType<typeof seen>]>([
  ['pale letters', () => styled({ font: colour('FFE0E0E0') })],
  [
    'the white of the theme, a little darker',
    () => styled({ font: { color: { theme: 0, tint: -0.1 } as Font['color'] } }),
  ],
  ['digits of two sizes', () => runs({ size: 11 }, { size: 6 })],
  ['a format in white', () => styled({ numFmt: '[White]0' })],
  ['a format that shows a dash', () => styled({ numFmt: '"-"' })],
  ['a loss that is only red', () => styled({ numFmt: '0;[Red]0' }, -25)],
  [
    'a number wider than its column',
    () =>
      seen((sheet) => {
        sheet.getCell('B2').value = 2_512_345;
        sheet.getColumn(2).width = 3;
      }),
  ],
  [
    'a rule that makes it white',
    () => rule({ type: 'cellIs', operator: 'greaterThan', formulae: [10] }, { font: colour('FFFFFFFF') }),
  ],
  [
    'a rule about it that makes it white',
    () => rule({ type: 'expression', formulae: ['B2>3'] }, { font: colour('FFFFFFFF') }),
  ],
  [
    'a rule that nobody can decide',
    () => rule({ type: 'expression', formulae: ['MOD(ROW(),2)=0'] }, { font: { strike: true } }),
  ],
  [
    'a rule with a format of its own',
    () => rule({ type: 'expression', formulae: ['TRUE'] }, { numFmt: ';;;' }),
  ],
])('is doubtful: %s', async (_, read) => {
  expect(await read()).toMatchObject({ doubt: expect.any(String) });
});

test.each<[string, () => ReturnType<typeof seen>]>([
  [
    'a rule that does not hold',
    () => rule({ type: 'cellIs', operator: 'equal', formulae: [0] }, { font: colour('FFFFFFFF') }),
  ],
  [
    'a rule that makes it red',
    () => rule({ type: 'expression', formulae: ['TRUE'] }, { font: colour('FFFF0000') }),
  ],
  [
    'white on the dark ground of a rule',
    () =>
      rule(
        { type: 'expression', formulae: ['TRUE'] },
        {
          font: colour('FFFFFFFF'),
          fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FF003366' } },
        },
      ),
  ],
  ['numerals', () => styled({ numFmt: '[DBNum1][$-804]General' })],
  ['an error of binary fractions', () => styled({}, 25.000_000_000_001)],
  [
    'a column wide enough',
    () =>
      seen((sheet) => {
        sheet.getColumn(2).width = 3;
      }),
  ],
])('is as certain as any other: %s', async (_, read) => {
  const cell = await read();
  expect(cell?.text).toMatch(/^(?:25|二十五)$/u);
  expect(cell?.doubt).toBeUndefined();
});

test.each([
  [
    'bars',
    '<cfRule type="dataBar" priority="1"><dataBar showValue="0"><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule>',
  ],
  [
    'signs',
    '<cfRule type="iconSet" priority="1"><iconSet showValue="0"><cfvo type="percent" val="0"/></iconSet></cfRule>',
  ],
])('a figure in whose place %s stand is doubtful', async (_, content) => {
  const format = `</sheetData><conditionalFormatting sqref="B2">${content}</conditionalFormatting>`;
  expect(
    await seen(
      () => {},
      (part) => part.replace('</sheetData>', format),
    ),
  ).toMatchObject({ doubt: expect.any(String) });
});
