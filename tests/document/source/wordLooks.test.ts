import { readDocument } from '../../../src/document/reader/readDocument';
import { RECEIVED } from './pageFixtures';
import { run, type WordVariant, wordWith } from './wordFixtures';

const CELL = 'requests.received.businessEnterprise';
const read = async (variant: WordVariant) => (await readDocument(await wordWith(variant))).cells;
const second = (properties: string) => ({ cell: run('4') + run('7', properties) });
const fill = (content: string) => second(`<w14:textFill>${content}</w14:textFill>`);
const tableStyle = (properties: string) =>
  `<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr>${properties}</w:rPr></w:style>`;
const math = (content: string) =>
  `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${content}</m:oMath>`;
const letters = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

test.each<[string, WordVariant]>([
  ['nearly white', second('<w:color w:val="FCFCFC"/>')],
  ['the ground of the theme', second('<w:color w:val="auto" w:themeColor="background1"/>')],
  ['a white filling', fill('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>')],
  [
    'the ground of the theme as a filling',
    fill('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'),
  ],
  [
    'a filling that is see-through',
    fill(
      '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill>',
    ),
  ],
  ['letters without width', second('<w:w w:val="1"/>')],
])('what is not seen is not there: %s', async (_, variant) => {
  const cells = await read(variant);
  for (const [code, value] of Object.entries(RECEIVED)) expect(cells[code].value).toBe(value);
  expect(cells[CELL].confidence).toBe(1);
});

test.each([
  ['hidden', '<w:vanish/>'],
  ['white', '<w:color w:val="FFFFFF"/>'],
])('a table of a style that makes its letters %s is not there', async (_, properties) => {
  const variant = { styles: tableStyle(properties), table: '<w:tblStyle w:val="T"/>' };
  expect((await read(variant))[CELL].status).toBe('MISSING');
  expect((await read({ ...variant, table: '' }))[CELL].status).toBe('REPORTED');
});

test.each<[string, WordVariant]>([
  ['a subscript', second('<w:vertAlign w:val="subscript"/>')],
  ['a lower place', second('<w:position w:val="-6"/>')],
  [
    'an index of an equation',
    { cell: math(`<m:sSub><m:e>${letters('4')}</m:e><m:sub>${letters('7')}</m:sub></m:sSub>`) },
  ],
])('a digit below the line is a mark: %s', async (_, variant) => {
  expect((await read(variant))[CELL]).toMatchObject({ value: 4, note: '7' });
});

test.each<[string, WordVariant]>([
  ['a pale colour', second('<w:color w:val="E8E8E8"/>')],
  ['digits of two sizes', { cell: run('4', '<w:sz w:val="21"/>') + run('7', '<w:sz w:val="12"/>') }],
  ['black on the black of a marker', second('<w:highlight w:val="black"/>')],
  ['letters over one another', { cell: run('4', '<w:spacing w:val="-200"/>') + run('7') }],
  ['a direction that is turned', { cell: `<w:bdo w:val="rtl">${run('47')}</w:bdo>` }],
  [
    'a power of an equation',
    { cell: math(`<m:sSup><m:e>${letters('4')}</m:e><m:sup>${letters('2')}</m:sup></m:sSup>`) },
  ],
  [
    'a number in a ring alone',
    {
      cell: '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,4) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    },
  ],
])('is doubtful: %s', async (_, variant) => {
  expect((await read(variant))[CELL].confidence).toBeLessThan(0.8);
});

test.each<[string, WordVariant]>([
  [
    'white on a pattern of grey',
    second('<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>'),
  ],
  [
    'a white that is made darker',
    second('<w:color w:val="808080" w:themeColor="background1" w:themeShade="80"/>'),
  ],
])('what is seen is there: %s', async (_, variant) => {
  expect((await read(variant))[CELL]).toMatchObject({ value: 47, confidence: 1 });
});
