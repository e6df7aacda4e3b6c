import { joinDigits } from '../../../../src/document/source/pages/joinDigits';

/** A line of words with digits five points wide, each at its place. */
const line = (base: number, ...words: readonly (readonly [string, number])[]) => ({
  base,
  left: words[0][1],
  right: 400,
  words: words.map(([text, left]) => ({
    text,
    left,
    right: left + text.length * 5,
    top: base - 10,
    bottom: base,
  })),
});
const textsOf = (lines: Parameters<typeof joinDigits>[0]) =>
  joinDigits(lines).map(({ words }) => words.map(({ text, doubt }) => (doubt ? `${text}?` : text)).join(' '));

describe('figures in columns that are too narrow for them', () => {
  test('go on in the lines below, doubtfully', () => {
    const narrow = [
      line(100, ['自', 60], ['15', 100], ['26', 122], ['7', 144], ['24', 166]),
      line(112, ['然', 60], ['43', 100], ['8', 166]),
      line(124, ['人', 60], ['9', 100]),
    ];
    expect(textsOf(narrow)).toEqual(['自 15439? 26 7 248?', '然', '人']);
    const single = [line(100, ['1', 100], ['2', 116], ['3', 132]), line(112, ['4', 100], ['6', 132])];
    expect(textsOf(single)).toEqual(['14? 2 36?']);
  });
  test.each([
    ['the columns are wide', [line(100, ['15', 100], ['26', 160]), line(112, ['43', 100])]],
    [
      'a shorter figure would go on',
      [line(100, ['15', 100], ['7', 122]), line(112, ['43', 100], ['8', 122])],
    ],
    ['a figure stands under none', [line(100, ['15', 100], ['26', 122]), line(112, ['43', 100], ['8', 144])]],
    ['the line is that of another row', [line(100, ['15', 100], ['26', 122]), line(130, ['43', 100])]],
    [
      'a figure with words is in it',
      [line(100, ['15', 100], ['26', 122]), line(112, ['43', 100], ['3件', 122])],
    ],
  ])('stay as they are where %s', (_, lines) => {
    expect(joinDigits(lines)).toEqual(lines);
  });
});
