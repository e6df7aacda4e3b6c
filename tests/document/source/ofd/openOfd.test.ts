import { readDocument } from '../../../../src/document/reader/readDocument';
import { openDocument } from '../../../../src/document/source/openDocument';
import { ofd, ofdTable as table, ofdText as text } from '../../../support/ofd';

const COLUMNS = [
  'naturalPerson',
  'businessEnterprise',
  'researchInstitution',
  'socialOrganization',
  'legalServiceAgency',
  'other',
  'total',
];

const TITLE =
  text('演示县水务局2024年政府信息公开工作年度报告', 40, 20) +
  text('三、收到和处理政府信息公开申请情况', 40, 30);
const NAMES = ['', '自然人', '商业企业', '科研机构', '社会公益', '法律服务', '其他', '总计'];

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
