import { linesOf } from '../../../../src/document/source/pages/lines';

/** Words drawn by operations of their own: their text and where they begin. Each letter is five points wide. */
const drawn = (...parts: readonly (readonly [string, number])[]) =>
  parts.flatMap(([text, from], order) =>
    [...text].map((letter, at) => ({
      text: letter,
      left: from + at * 5,
      right: from + at * 5 + 5,
      top: 90,
      bottom: 100,
      base: 100,
      size: 10,
      isTurned: false,
      isRaised: false,
      isStruck: false,
      order,
    })),
  );

describe('digits side by side', () => {
  test.each([
    ['of two columns', drawn(['1742', 100], ['18', 121.6]), ['1742', '18']],
    ['of one figure in two pieces', drawn(['17', 100], ['42', 110.3]), ['1742']],
    ['of one figure whose pieces lie apart', drawn(['17 42', 100]), ['17', '42']],
    ['spaced out evenly', drawn(['1', 100], ['7', 106.5], ['4', 113], ['2', 119.5]), ['1742']],
  ])('%s', (_, letters, expected) => {
    const [{ words }] = linesOf(letters);
    expect(words.map(({ text }) => text)).toEqual(expected);
    expect(words.filter(({ doubt }) => doubt)).toEqual([]);
  });
  test('each alone and close together are two doubtful figures', () => {
    const [{ words }] = linesOf(drawn(['1', 100], ['8', 106.6]));
    expect(words).toMatchObject([
      { text: '1', doubt: expect.stringContaining('two figures stand so close together') },
      { text: '8', doubt: expect.stringContaining('two figures stand so close together') },
    ]);
  });
  test.each(['isStruck', 'isRaised'])(
    'behind a figure and what is %s beside it may be of the next column',
    (mark) => {
      const letters = drawn(['393', 100], ['5', 115.5], ['17', 120.6]).map((letter, at) =>
        at === 3 ? { ...letter, [mark]: true } : letter,
      );
      const [{ words }] = linesOf(letters);
      expect(words).toMatchObject([
        { text: '393', notes: ['5'], doubt: expect.any(String) },
        { text: '17', doubt: expect.any(String) },
      ]);
    },
  );
  test('of two sizes may be a figure and the mark of a note', () => {
    const letters = drawn(['35', 100], ['1', 110]).map((letter, at) =>
      at === 2 ? { ...letter, size: 6 } : letter,
    );
    expect(linesOf(letters)[0].words).toMatchObject([
      { text: '351', doubt: expect.stringContaining('two sizes') },
    ]);
  });
});
