import JSZip from 'jszip';
import { openDocument } from '../../../../src/document/source/openDocument';

const LABELS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

/** Texts of the cells of a document by rows and columns, with what goes beside them. */
async function tableOf(bytes: Buffer, format: string) {
  const opened = await openDocument(bytes);
  expect(opened.format).toBe(format);
  return opened.blocks.flatMap((block) => (block.kind === 'TABLE' ? block.cells : []));
}
const textsOf = async (bytes: Buffer, format: string) =>
  (await tableOf(bytes, format)).map(({ text }) => text);

describe('OpenDocument spreadsheets', () => {
  const STYLES = `
    <style:style style:name="struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
    <style:style style:name="raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
    <style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>
    <style:style style:name="whiteToo" style:family="table-cell" style:parent-style-name="white"/>
    <style:style style:name="onBlue" style:family="table-cell" style:parent-style-name="white"><style:table-cell-properties fo:background-color="#003399"/></style:style>
    <style:style style:name="zeroWhite" style:family="table-cell"><style:map style:condition="cell-content()=0" style:apply-style-name="white"/></style:style>
    <style:style style:name="strike" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
    <style:style style:name="mayStrike" style:family="table-cell"><style:map style:condition="is-true-formula([.A1]&gt;3)" style:apply-style-name="strike"/></style:style>
    <style:style style:name="red" style:family="table-cell"><style:text-properties fo:color="#ff0000"/></style:style>
    <style:style style:name="negativeRed" style:family="table-cell"><style:map style:condition="cell-content()&lt;0" style:apply-style-name="red"/></style:style>
    <number:number-style style:name="inWhite"><style:text-properties fo:color="#ffffff"/><number:number/></number:number-style>
    <number:number-style style:name="zeroInWhite"><number:number/><style:map style:condition="value()=0" style:apply-style-name="inWhite"/></number:number-style>
    <style:style style:name="formatWhite" style:family="table-cell" style:data-style-name="inWhite"/>
    <style:style style:name="formatZeroWhite" style:family="table-cell" style:data-style-name="zeroInWhite"/>
    <style:style style:name="seenAtLast" style:family="table-cell" style:parent-style-name="white"><style:map style:condition="cell-content()&gt;0" style:apply-style-name="onBlue"/></style:style>
    <style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
    <style:style style:name="flat" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>`;
  const cell = (text: string | number, attributes = '') =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  async function ods(tables: string): Promise<Buffer> {
    const zip = new JSZip();
    zip.file('mimetype', 'application/vnd.oasis.opendocument.spreadsheet');
    zip.file(
      'content.xml',
      `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    );
    zip.file('styles.xml', '<office:document-styles xmlns:office="o"/>');
    return zip.generateAsync({ type: 'nodebuffer' });
  }
  const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`;

  test('repeated cells and rows keep their columns, to the end of the sheet', async () => {
    const cells = await tableOf(
      await ods(
        `<table:table table:name="年报"><table:table-column table:number-columns-repeated="16384"/>${row(
          `${cell('')}${LABELS.map((label) => cell(label)).join('')}`,
        )}${row(
          `${cell('一、本年新收政府信息公开申请数量')}${cell(25)}<table:table-cell table:number-columns-repeated="2"/>${cell(0, 'table:number-columns-repeated="3"')}${cell(25)}<table:table-cell table:number-columns-repeated="16376"/>`,
        )}${row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048574"')}</table:table>`,
      ),
      'ODS',
    );
    expect(cells.filter((one) => one.row === 1).map(({ text }) => text)).toEqual([
      '一、本年新收政府信息公开申请数量',
      '25',
      '',
      '',
      '0',
      '0',
      '0',
      '25',
    ]);
    expect(cells).toHaveLength(16);
  });
  test('what is hidden is not there; strikes, raised marks and remarks go beside the text', async () => {
    const cells = await tableOf(
      await ods(
        `<table:table table:name="旧" table:style-name="gone">${row(cell('9'))}</table:table>
        <table:table table:name="年报"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>
        ${row(cell('9') + cell('9') + cell('9'), 'table:visibility="filter"')}${row(cell('9') + cell('9') + cell('9'), 'table:style-name="flat"')}
        ${row(
          `${cell('<text:span text:style-name="struck">71</text:span>35<text:span text:style-name="raised">1</text:span>')}${cell('9')}<table:table-cell><office:annotation><text:p>9</text:p></office:annotation><text:p>7</text:p></table:table-cell>`,
        )}
        ${row(cell('9', 'table:style-name="whiteToo"') + cell('9') + cell('6', 'table:style-name="onBlue"'))}</table:table>`,
      ),
      'ODS',
    );
    expect(cells.map(({ text }) => text)).toEqual(['35', '7', '', '6']);
    expect(cells[0].notes).toEqual(['71', '1']);
  });
  test.each([
    ['a white that holds for its value', 'zeroWhite', 0, true],
    ['a white that holds for other values', 'zeroWhite', 5, false],
    ['a line through it by a formula', 'mayStrike', 5, true],
    ['a red that anybody sees', 'negativeRed', -5, false],
    ['a format that prints in white', 'formatWhite', 5, true],
    ['a format that prints other values in white', 'formatZeroWhite', 5, false],
    ['a format that prints its value in white', 'formatZeroWhite', 0, true],
    ['a ground that makes white letters seen', 'seenAtLast', 5, true],
  ])('conditions of styles: %s', async (_, style, value, isDoubtful) => {
    const figure = cell(
      value,
      `table:style-name="${style}" office:value-type="float" office:value="${value}"`,
    );
    const [read] = await tableOf(
      await ods(`<table:table table:name="年报">${row(figure + cell('件'))}</table:table>`),
      'ODS',
    );
    expect(read.doubt !== undefined).toBe(isDoubtful);
  });
  test.each([
    ['=0', 0, true],
    ['=0', 5, false],
    ['between(1,5)', 5, true],
    ['not-between(1,5)', 5, false],
    ['formula-is([.A1]>3)', 5, true],
  ])('conditions of a sheet: %s for %s', async (condition, value, isDoubtful) => {
    const figure = cell(value, `office:value-type="float" office:value="${value}"`);
    const formats = `<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="'年 报'.A1:'年 报'.A9"><calcext:condition calcext:apply-style-name="white" calcext:value="${condition}"/></calcext:conditional-format></calcext:conditional-formats>`;
    const [read, beside] = await tableOf(
      await ods(`<table:table table:name="年 报">${row(figure + cell('件'))}${formats}</table:table>`),
      'ODS',
    );
    expect([read.doubt !== undefined, beside.doubt]).toEqual([isDoubtful, undefined]);
  });
  test('a picture that stands in place of a figure is doubtful', async () => {
    const formats =
      '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="年报.A1"><calcext:icon-set calcext:icon-set-type="3Arrows" calcext:show-value="false"/></calcext:conditional-format></calcext:conditional-formats>';
    const [read] = await tableOf(
      await ods(`<table:table table:name="年报">${row(cell(5) + cell('件'))}${formats}</table:table>`),
      'ODS',
    );
    expect(read).toMatchObject({ text: '5', doubt: expect.any(String) });
  });
  test('merged cells span; a missing result and an error are doubtful', async () => {
    const cells = await tableOf(
      await ods(
        `<table:table table:name="年报">${row(`${cell('（三）不予公开', 'table:number-rows-spanned="2"')}${cell('1.属于国家秘密')}<table:table-cell table:formula="of:=SUM([.A1])"/>`)}${row(`<table:covered-table-cell/>${cell('2.其他')}${cell('#REF!', 'table:formula="of:=1" office:value-type="string"')}`)}</table:table>`,
      ),
      'ODS',
    );
    expect(cells.find(({ text }) => text === '（三）不予公开')).toMatchObject({ rowSpan: 2, column: 0 });
    expect(cells.filter(({ column }) => column === 2)).toMatchObject([
      { text: '', doubt: expect.stringContaining('result') },
      { text: '', doubt: expect.stringContaining('#REF!') },
    ]);
  });
});

describe('Excel 2003 XML', () => {
  const workbook = (sheets: string) =>
    Buffer.from(
      `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">
      <Styles><Style ss:ID="Default"/><Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style><Style ss:ID="struck"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="scaled"><NumberFormat ss:Format="0&quot;万&quot;"/></Style></Styles>${sheets}</Workbook>`,
    );
  const sheet = (rows: string, more = '') =>
    `<Worksheet ss:Name="年报"><Table>${rows}</Table>${more}</Worksheet>`;
  const number = (value: number | string, attributes = '') =>
    `<Cell ${attributes}><Data ss:Type="Number">${value}</Data></Cell>`;
  const words = (value: string, attributes = '') =>
    `<Cell ${attributes}><ss:Data ss:Type="String">${value}</ss:Data></Cell>`;

  test('numbers of cells and rows, merges, formats and rich text', async () => {
    const cells = await tableOf(
      workbook(
        sheet(
          `<Row ss:Index="3">${words('（三）不予公开', 'ss:MergeDown="1"')}${words('1.属于国家秘密')}${number(5, 'ss:StyleID="scaled" ss:Index="4"')}</Row><Row>${words('2.其他', 'ss:Index="2"')}${words('<html:S>71</html:S>35<html:Sup>1</html:Sup>')}${number(12)}</Row>`,
        ),
      ),
      'XLS',
    );
    expect(cells.find(({ text }) => text === '（三）不予公开')).toMatchObject({ row: 2, rowSpan: 2 });
    expect(cells.find(({ text }) => text === '5万')).toMatchObject({ row: 2, column: 3 });
    expect(cells.find(({ text }) => text === '35')).toMatchObject({ row: 3, column: 2, notes: ['71', '1'] });
  });
  test('what is hidden is not there', async () => {
    const texts = await textsOf(
      workbook(
        `<Worksheet ss:Name="旧"><Table><Row>${number(9)}</Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>${sheet(
          `<Column/><Column ss:Hidden="1"/><Row>${number(7)}${number(9)}${number(8, 'ss:StyleID="white"')}</Row><Row ss:Hidden="1">${number(9)}</Row><Row ss:Height="0">${number(9)}</Row><Row>${number(6)}${number(9)}${number(5)}</Row>`,
        )}`,
      ),
      'XLS',
    );
    expect(texts).toEqual(['7', '', '6', '5']);
  });
  test('a missing result, an error and a figure struck out are doubtful', async () => {
    const cells = await tableOf(
      workbook(
        sheet(
          `<Row>${words('甲')}<Cell ss:Formula="=1"/><Cell><Data ss:Type="Error">#REF!</Data></Cell>${number(9, 'ss:StyleID="struck"')}</Row>`,
        ),
      ),
      'XLS',
    );
    expect(cells.slice(1).map(({ text, doubt }) => [text, typeof doubt])).toEqual(
      Array(3).fill(['', 'string']),
    );
  });
});
