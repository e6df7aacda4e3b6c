import { cellText } from '../../../../src/document/source/pages/cellText';

/** A letter five points wide and of a size, in a line. */
const letter = (text: string, left: number, base: number, size: number) => ({
  text,
  left,
  right: left + 5,
  top: base - size,
  bottom: base,
  base,
  size,
  isTurned: false,
  isRaised: false,
  isStruck: false,
});
const BOX = { left: 98, top: 80, right: 112, bottom: 130 };

test('a small digit in the next line of a cell may be the end of a mark', () => {
  expect(cellText([letter('0', 100, 100, 12), letter('1', 100, 114, 8)], BOX).doubt).toContain('two sizes');
  expect(cellText([letter('5', 100, 100, 12), letter('1', 100, 114, 12)], BOX)).toEqual({ text: '51' });
});
