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
/** A line of ten columns that are 22 points apart; what is left out is blank. */
const columns = (base: number, label: string, texts: string) =>
  line(
    base,
    ...(label === '' ? [] : [[label, 60] as const]),
    ...texts.split(' ').flatMap((text, at) => (text === '_' ? [] : [[text, 100 + at * 22] as const])),
  );
const textsOf = (lines: Parameters<typeof joinDigits>[0]) =>
  joinDigits(lines).map(({ words }) => words.map(({ text, doubt }) => (doubt ? `${text}?` : text)).join(' '));

const full = columns(100, '自', '15 26 7 24 0 3 11 8 40 65');
/** The same line with its words twice as far apart. */
const stretch = (narrow: ReturnType<typeof line>) => ({
  ...narrow,
  words: narrow.words.map((word) => ({ ...word, left: word.left * 2, right: word.left + word.right })),
});

describe('figures in columns that are too narrow for them', () => {
  test('go on in the lines below, doubtfully', () => {
    const narrow = [
      columns(100, '自', '15 26 7 24 0 3 11 8 40 65'),
      columns(112, '然', '43 _ _ 8 _ _ _ _ 04 _'),
      line(118, ['人', 60]),
      columns(124, '', '9 _ _ _ _ _ _ _ ４ _'),
    ];
    expect(textsOf(narrow)).toEqual(['自 15439? 26 7 248? 0 3 11 8 4004４? 65', '然', '人']);
  });
  test.each([
    ['a shorter figure would go on', [full, columns(112, '', '43 _ 8 _ _ _ _ _ _ _')]],
    ['a figure stands under none', [full, line(112, ['43', 110], ['8', 166])]],
    ['the line is that of another row', [full, columns(130, '', '43 _ _ 8 _ _ _ _ _ _')]],
    ['a figure with words is in it', [full, columns(112, '', '43 _ _ 8件 _ _ _ _ _ _')]],
    ['the columns are wide', [full, columns(112, '', '43 _ _ 8 _ _ _ _ _ _')].map(stretch)],
    ['the columns are few', [line(100, ['15', 100], ['26', 122]), line(112, ['43', 100])]],
  ])('stay as they are where %s', (_, lines) => {
    expect(joinDigits(lines)).toEqual(lines);
  });
});
