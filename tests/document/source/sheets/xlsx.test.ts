import exceljs, { type CellValue, type Style, type Worksheet } from 'exceljs';
import JSZip from 'jszip';
import type { SourceCell } from '../../../../src/document/source/blocks';
import { openDocument } from '../../../../src/document/source/openDocument';

const FIGURES = [25, 5, 0, 1, 1, 2, 34];

/** A workbook with one row of section three, changed by `change`; the row is row 2. */
async function workbookWith(change: (sheet: Worksheet, workbook: exceljs.Workbook) => void): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('年报');
  sheet.addRow(['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']);
  sheet.addRow(['一、本年新收政府信息公开申请数量', ...FIGURES]);
  sheet.addRow(['二、上年结转政府信息公开申请数量', 2, 0, 0, 0, 0, 0, 2]);
  change(sheet, workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function cellsOf(bytes: Buffer): Promise<SourceCell[]> {
  const { format, blocks } = await openDocument(bytes);
  expect(format).toBe('XLSX');
  return blocks.flatMap((block) => (block.kind === 'TABLE' ? block.cells : []));
}

/** The first figure of the row, after a change of its cell. */
async function firstFigure(value: CellValue, style: Partial<Style> = {}) {
  const cells = await cellsOf(
    await workbookWith((sheet) => {
      const cell = sheet.getCell('B2');
      cell.value = value;
      Object.assign(cell, style);
    }),
  );
  return cells.find(({ row, column }) => row === 1 && column === 1);
}

const solid = (argb: string): Partial<Style> => ({
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb } },
});

describe('what a cell shows is its text', () => {
  test.each<[string, CellValue, Partial<Style>, string]>([
    ['a plain number', 25, {}, '25'],
    ['thousands', 12345, { numFmt: '#,##0' }, '12,345'],
    ['a unit', 5, { numFmt: '0"万"' }, '5万'],
    ['zero as a dash of accounts', 0, { numFmt: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ' }, '0'],
    ['a result', { formula: 'SUM(C2:H2)', result: 43 }, {}, '43'],
    ['an empty text as a result', { formula: 'IF(TRUE,"")', result: '' }, {}, ''],
    ['a text', '/', {}, '/'],
    ['white on blue', 25, { font: { color: { argb: 'FFFFFFFF' } }, ...solid('FF003399') }, '25'],
    ['part of an amount without errors of binary fractions', 0.1 + 0.2, {}, '0.3'],
  ])('%s', async (_, value, style, text) => {
    const cell = await firstFigure(value, style);
    expect(cell).toMatchObject({ text });
    expect(cell?.doubt).toBeUndefined();
    expect(cell?.notes).toBeUndefined();
  });

  test('a number scaled or rounded by its format is read as shown, with its value beside it', async () => {
    expect(await firstFigure(12345, { numFmt: '0,' })).toMatchObject({
      text: '12',
      notes: ['值为 12345'],
      doubt: expect.stringContaining('显示的数与单元格的值不同'),
    });
    expect(await firstFigure(0.25, { numFmt: '0%' })).toMatchObject({ text: '25%', notes: ['值为 0.25'] });
    expect(await firstFigure(7730.28, { numFmt: '0.0' })).toMatchObject({
      text: '7730.3',
      notes: ['值为 7730.28'],
    });
  });
  test('zeros that are not shown are blank', async () => {
    expect(await firstFigure(0, { numFmt: '0;-0;;@' })).toMatchObject({ text: '', notes: ['值为 0'] });
  });
});

describe('what may be another figure is doubtful', () => {
  test.each<[string, CellValue, Partial<Style>]>([
    ['a formula without a result', { formula: 'SUM(C2:H2)' }, {}],
    ['an error', { error: '#REF!' }, {}],
    ['a formula with an error', { formula: '1/0', result: { error: '#DIV/0!' } }, {}],
    ['a figure hidden by its format', 25, { numFmt: ';;;' }],
    ['a figure struck out and not replaced', 25, { font: { strike: true } }],
  ])('%s', async (_, value, style) => {
    expect(await firstFigure(value, style)).toMatchObject({ text: '', doubt: expect.any(String) });
  });
});

test('struck-out and raised letters are notes', async () => {
  const richText = [
    { text: '71', font: { strike: true } },
    { text: '35' },
    { text: '1', font: { vertAlign: 'superscript' as const } },
  ];
  expect(await firstFigure({ richText })).toMatchObject({ text: '35', notes: ['71', '1'] });
});

test.each<[string, Partial<Style>]>([
  ['white on the white sheet', { font: { color: { argb: 'FFFFFFFF' } } }],
  ['in the white of the theme', { font: { color: { theme: 0 } } }],
  ['in the colour of its ground', { font: { color: { argb: 'FF112233' } }, ...solid('FF112233') }],
])('letters %s are not there', async (_, style) => {
  expect(await firstFigure(25, style)).toMatchObject({ text: '' });
});

describe('what is hidden is not there', () => {
  test.each<[string, (sheet: Worksheet) => void]>([
    [
      'a hidden row',
      (sheet) => {
        sheet.insertRow(2, ['一、本年新收政府信息公开申请数量', 9, 9, 9, 9, 9, 9, 9]).hidden = true;
      },
    ],
    [
      'a row without height',
      (sheet) => {
        sheet.insertRow(2, ['一、本年新收政府信息公开申请数量', 9, 9, 9, 9, 9, 9, 9]).height = 0.1;
      },
    ],
    [
      'a hidden column',
      (sheet) => {
        sheet.spliceColumns(2, 0, ['自然人', 99, 99]);
        sheet.getColumn(2).hidden = true;
      },
    ],
    [
      'a column without width',
      (sheet) => {
        sheet.spliceColumns(2, 0, ['自然人', 99, 99]);
        sheet.getColumn(2).width = 0.1;
      },
    ],
  ])('%s', async (_, hide) => {
    const cells = await cellsOf(await workbookWith(hide));
    expect(cells.map(({ text }) => text)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^9/)]));
    expect(cells.map(({ text }) => text)).toEqual(expect.arrayContaining(FIGURES.map(String)));
  });
  test.each(['hidden', 'veryHidden'] as const)('a sheet that is %s', async (state) => {
    const bytes = await workbookWith((_, workbook) => {
      workbook.addWorksheet('旧', { state }).addRow(['一、本年新收政府信息公开申请数量', 9]);
    });
    expect((await cellsOf(bytes)).map(({ text }) => text)).not.toContain('9');
  });
  test('a merged cell whose first row is hidden shows its text in the next', async () => {
    const cells = await cellsOf(
      await workbookWith((sheet) => {
        sheet.addRow(['三、本年度办理结果', '（一）予以公开']);
        sheet.addRow(['', '（二）部分公开']);
        sheet.mergeCells('A4:A5');
        sheet.getRow(4).hidden = true;
      }),
    );
    expect(cells.find(({ text }) => text === '三、本年度办理结果')).toMatchObject({ row: 4, rowSpan: 1 });
  });
});

test('prefixed names, inline texts and readings above ideographs', async () => {
  const zip = await JSZip.loadAsync(await workbookWith(() => {}));
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row>
      <x:c t="inlineStr"><x:is><x:r><x:t>予以</x:t></x:r><x:r><x:t>公开</x:t></x:r><x:rPh sb="0" eb="2"><x:t>yu</x:t></x:rPh></x:is></x:c>
      <x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  );
  const cells = await cellsOf(await zip.generateAsync({ type: 'nodebuffer' }));
  expect(cells.map(({ text }) => text)).toEqual(['予以公开', '7']);
});

describe('what floats over the cells of a sheet', () => {
  const corner = (name: string, row: number, column: number, offset: number) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>${offset}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${offset}</xdr:rowOff></xdr:${name}>`;
  /** The workbook with a drawing over the first figure alone. */
  const drawnOver = async (content: string) => {
    const zip = await JSZip.loadAsync(await workbookWith(() => {}));
    const read = (path: string) => zip.file(path)?.async('string') ?? '';
    const relation = (id: string, kind: string, target: string) =>
      `<Relationships><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;
    zip.file('xl/worksheets/_rels/sheet1.xml.rels', relation('rId1', 'drawing', '../drawings/drawing1.xml'));
    zip.file(
      'xl/drawings/drawing1.xml',
      `<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor>${corner('from', 1, 1, 0)}${corner('to', 2, 2, 0)}${content}</xdr:twoCellAnchor></xdr:wsDr>`,
    );
    expect(await read('xl/worksheets/sheet1.xml')).toContain('25');
    const { blocks } = await openDocument(await zip.generateAsync({ type: 'nodebuffer' }));
    const cells = blocks.flatMap((block) => (block.kind === 'TABLE' ? block.cells : []));
    return {
      doubted: cells.filter(({ doubt }) => doubt).map(({ text, doubt }) => `${text} ${doubt}`),
      texts: blocks.flatMap((block) => (block.kind === 'TEXT' ? [block.text] : [])),
    };
  };
  const box = (properties = '') =>
    `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="文本框 1" ${properties}/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>应为</a:t></a:r><a:r><a:t>26</a:t></a:r></a:p></xdr:txBody></xdr:sp>`;

  test('a text box is read and makes the cells under it doubtful', async () => {
    expect(await drawnOver(box())).toEqual({
      doubted: ['25 数字在浮动文本框中 the figure stands in a floating text box'],
      texts: ['年报', '应为26'],
    });
  });
  test('a picture makes the cells under it doubtful', async () => {
    const { doubted } = await drawnOver(
      '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1"/></xdr:nvPicPr></xdr:pic>',
    );
    expect(doubted).toEqual(['25 此处是图片 a picture stands here']);
  });
  test.each([
    ['a hidden text box', box('hidden="1"')],
    [
      'a line without text',
      '<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="2" name="线 1"/></xdr:nvCxnSpPr></xdr:cxnSp>',
    ],
  ])('%s changes nothing', async (_, content) => {
    expect(await drawnOver(content)).toEqual({ doubted: [], texts: ['年报'] });
  });
});
