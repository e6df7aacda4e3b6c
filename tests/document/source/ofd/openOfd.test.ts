import JSZip from 'jszip';
import { readDocument } from '../../../../src/document/reader/readDocument';
import { openDocument } from '../../../../src/document/source/openDocument';

const COLUMNS = [
  'naturalPerson',
  'businessEnterprise',
  'researchInstitution',
  'socialOrganization',
  'legalServiceAgency',
  'other',
  'total',
];

/** Text at a point, in millimetres; ideographs are as wide as they are high, digits half. */
function text(words: string, x: number, y: number, attributes = '', inner = ''): string {
  const letters = [...words];
  const widths = letters.slice(0, -1).map((letter) => (/[ -~]/.test(letter) ? 1.75 : 3.5));
  const isEven = widths.length > 2 && widths.every((width) => width === widths[0]);
  const delta = isEven ? `g ${widths.length} ${widths[0]}` : widths.join(' ');
  return `<ofd:TextObject Boundary="${x} ${y} 100 5" Font="1" Size="3.5" ${attributes}>${inner}<ofd:TextCode X="0" Y="3" DeltaX="${delta}">${words}</ofd:TextCode></ofd:TextObject>`;
}
const box = (x: number, y: number, width: number, height: number) =>
  `<ofd:PathObject Boundary="${x} ${y} ${width} ${height}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</ofd:AbbreviatedData></ofd:PathObject>`;

async function ofd(pages: readonly string[], template = ''): Promise<Buffer> {
  const zip = new JSZip();
  const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  zip.file(
    'OFD.xml',
    `<ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
  );
  zip.file(
    'Doc_0/Document.xml',
    `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at + 1}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`,
  );
  zip.file(
    'Doc_0/Tpls/Tpl_0/Content.xml',
    `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer>${template}</ofd:Layer></ofd:Content></ofd:Page>`,
  );
  for (const [at, content] of pages.entries())
    zip.file(
      `Doc_0/Pages/Page_${at}/Content.xml`,
      `<ofd:Page ${NAMESPACE}><ofd:Template TemplateID="90" ZOrder="Background"/><ofd:Content><ofd:Layer Type="Body">${content}</ofd:Layer></ofd:Content></ofd:Page>`,
    );
  return zip.generateAsync({ type: 'nodebuffer' });
}

const TITLE =
  text('演示县水务局2024年政府信息公开工作年度报告', 40, 20) +
  text('三、收到和处理政府信息公开申请情况', 40, 30);
const NAMES = ['', '自然人', '商业企业', '科研机构', '社会公益', '法律服务', '其他', '总计'];

/** A table of boxes whose first column is wide; labels and names may have several lines. */
function table(rows: readonly (readonly string[])[], top = 40): string {
  return rows
    .flatMap((row, at) =>
      row.map((words, column) => {
        const [x, width] = column === 0 ? [20, 60] : [80 + (column - 1) * 15, 15];
        const y = top + at * 12;
        return `${box(x, y, width, 12)}${words
          .split('\n')
          .map((part, line) => (part === '' ? '' : text(part, x + 1, y + 1 + line * 4)))
          .join('')}`;
      }),
    )
    .join('');
}

test('texts and lines are read as a table; blanks and broken labels keep their place', async () => {
  const reading = await readDocument(
    await ofd(
      [
        table([
          NAMES,
          ['一、本年新收政府信息公开\n申请数量', '25', '', '3', '', '', '', '28'],
          ['二、上年结转政府信息公开\n申请数量', '2', '/', '', '', '1', '', '3'],
        ]),
      ],
      TITLE,
    ),
  );
  expect([reading.format, reading.agency, reading.year]).toEqual(['OFD', '演示县水务局', 2024]);
  const values = (row: string) =>
    COLUMNS.map((column) => {
      const { value, status, confidence } = reading.cells[`requests.${row}.${column}`];
      return confidence >= 0.8 ? (value ?? status) : 'doubtful';
    });
  expect(values('received')).toEqual([25, 'BLANK', 3, 'BLANK', 'BLANK', 'BLANK', 28]);
  expect(values('carriedIn')).toEqual([2, 'NOT_APPLICABLE', 'BLANK', 'BLANK', 1, 'BLANK', 3]);
});

test('what is not seen is not read', async () => {
  const { blocks } = await openDocument(
    await ofd([
      TITLE +
        text('本年度依法开展政府信息公开工作，没有发生行政复议和行政诉讼。', 20, 60) +
        text('九', 20, 80, 'Visible="false"') +
        text('九', 20, 90, 'Alpha="0"') +
        text('九', 20, 100, '', '<ofd:FillColor Value="255 255 255"/>') +
        text('九', 20, 110, '', '<ofd:FillColor Value="0 0 0" Alpha="0"/>') +
        text('九', 20, 120, 'CTM="0.7 0.7 -0.7 0.7 0 0"') +
        text('九', 250, 120) +
        text('七', 20, 130, '', '<ofd:FillColor Value="200 0 0"/>'),
    ]),
  );
  const words = blocks.map((block) => (block.kind === 'TEXT' ? block.text : '')).join('');
  expect(words).not.toContain('九');
  expect(words).toContain('七');
});

test('pages that are pictures are refused', async () => {
  const picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>';
  await expect(openDocument(await ofd([picture]))).rejects.toMatchObject({ code: 'document.scan' });
});
