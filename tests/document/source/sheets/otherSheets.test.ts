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
