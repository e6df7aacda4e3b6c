import exceljs from 'exceljs';
import JSZip from 'jszip';
import { openDocument } from '../../../../src/document/source/openDocument';

/** A workbook of one sheet with two cells, and with more XML after its cells. */
async function workbookWith(xml: string): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('表');
  sheet.getCell('A1').value = '予以公开';
  sheet.getCell('B1').value = 7;
  const zip = await JSZip.loadAsync(await workbook.xlsx.writeBuffer());
  const path = 'xl/worksheets/sheet1.xml';
  const text = (await zip.file(path)?.async('string')) ?? '';
  zip.file(path, text.replace('</sheetData>', `</sheetData>${xml}`));
  return zip.generateAsync({ type: 'nodebuffer' });
}

test.each([
  ['ranges over a whole sheet', Array(20).fill('A1:XFD1048576')],
  ['a range written from its end', ['XFD1048576:B2']],
  ['many ranges that overlap', Array(2000).fill('A1:J10')],
])('%s are refused before they are spread out', async (_, ranges) => {
  const merges = ranges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const bytes = await workbookWith(`<mergeCells count="${ranges.length}">${merges}</mergeCells>`);
  await expect(openDocument(bytes)).rejects.toMatchObject({
    code: 'document.mergedCells',
    messageZh: expect.stringContaining('合并'),
  });
});

test('rules over whole columns cost nothing and hide nothing', async () => {
  const rules = '<dataValidation type="whole" sqref="A1:XFD1048576"><formula1>0</formula1></dataValidation>';
  const bytes = await workbookWith(`<dataValidations count="1">${rules}</dataValidations>`);
  const { blocks } = await openDocument(bytes);
  expect(blocks).toContainEqual(
    expect.objectContaining({
      cells: [expect.objectContaining({ text: '予以公开' }), expect.objectContaining({ text: '7' })],
    }),
  );
});
