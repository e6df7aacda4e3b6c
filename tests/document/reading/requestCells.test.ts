import { agree, type PlacedCells } from '../../../src/document/reading/requestCells';
import { readValue } from '../../../src/document/source/value';

const COLUMNS = [
  'naturalPerson',
  'businessEnterprise',
  'researchInstitution',
  'socialOrganization',
  'legalServiceAgency',
  'other',
  'total',
];

/** A row of seven cells placed in the order of the form; "_" is blank. */
function placed(row: string): PlacedCells {
  const figures = row.split(' ').map((printed, column) => {
    const text = printed.replace('_', '');
    return { text, column, columnSpan: 1, isCarried: false, value: readValue(text) };
  });
  return {
    figures: new Map(figures.map((figure, at) => [COLUMNS[at], figure])),
    extra: [],
    isNamed: true,
    confidence: 1,
    reason: null,
  };
}

test.each([
  ['full and adds up', '3 10 2 1 23 27 66', 0.9],
  ['full and does not add up', '3 10 2 1 23 27 67', 0.7],
  ['with blanks, which may stand elsewhere with the same sum', '_ 10 2 _ 23 27 62', 0.7],
])('a row that is out of line with its header, %s', (_, row, confidence) => {
  expect(agree(null, placed(row), true)).toMatchObject({ confidence });
});

test('where heads and order disagree, a row with blanks is in doubt although only its order adds up', () => {
  const byColumns = placed('10 2 _ 23 27 62 1');
  expect(agree(byColumns, placed('_ 10 2 _ 23 27 62'), true)).toMatchObject({ confidence: 0.7 });
  expect(agree(placed('10 2 1 23 27 66 3'), placed('3 10 2 1 23 27 66'), true)).toMatchObject({
    confidence: 0.9,
  });
});
