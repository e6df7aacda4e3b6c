import { mergeRulings } from '../../../../src/document/source/pages/mergeRulings';
import { ruledGrids } from '../../../../src/document/source/pages/ruledGrids';
import { writingIn } from '../../../../src/document/source/scan/cutCells';
import { drawnRulings } from '../../../../src/document/source/scan/drawnRulings';
import { inkOf } from '../../../../src/document/source/scan/ink';
import { drawOn, type Picture, whitePicture } from '../../../../src/document/source/scan/picture';
import { skewOf, straighten } from '../../../../src/document/source/scan/straighten';

/** A page of 600 by 400 pixels, one point each at 72 dots per inch, drawn twice as fine. */
const SCALE = 0.5;
const [WIDTH, HEIGHT] = [1200, 800];

const fill = (picture: Picture, left: number, top: number, right: number, bottom: number, shade = 0) => {
  for (let y = top; y < bottom; y += 1)
    picture.grey.fill(shade, y * picture.width + left, y * picture.width + right);
};

/** A table of three rows and four columns; the last row has one cell over all of them. */
function drawTable(paper = 255): Picture {
  const picture = whitePicture(WIDTH, HEIGHT);
  picture.grey.fill(paper);
  for (const y of [100, 200, 300, 400]) fill(picture, 100, y, 1103, y + 3);
  for (const x of [100, 350, 600, 850, 1100])
    fill(picture, x, 100, x + 3, x === 100 || x === 1100 ? 403 : 300);
  // Two digits, a wide letter, and a speck.
  for (const x of [440, 460]) fill(picture, x, 135, x + 12, 160);
  fill(picture, 640, 135, 700, 160);
  fill(picture, 900, 250, 901, 251);
  return picture;
}

function rotated(picture: Picture, degrees: number): Picture {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  const paper = whitePicture(WIDTH, HEIGHT);
  drawOn(paper, picture, [cos, -sin, sin, cos, x - cos * x - sin * y, y + sin * x - cos * y]);
  return paper;
}

/** Noise from a seed: shades that differ by up to 40. */
function withNoise(picture: Picture, seed: number): Picture {
  let state = seed;
  const grey = picture.grey.map((shade) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.max(0, Math.min(255, shade * 0.85 + 10 + ((state >> 8) % 40) - 20));
  });
  return { ...picture, grey };
}

const gridsIn = (picture: Picture) => ruledGrids(mergeRulings(drawnRulings(inkOf(picture), SCALE)));

test.each([
  ['as it is', () => drawTable()],
  ['on grey paper', () => drawTable(150)],
  ['with noise', () => withNoise(drawTable(), 7)],
])('a ruled table is found in a picture %s, with what is written in its cells', (_, draw) => {
  const picture = draw();
  const [grid, ...others] = gridsIn(picture);
  expect(others).toEqual([]);
  expect(grid.cells.map(({ row, column, columnSpan }) => [row, column, columnSpan])).toEqual([
    [0, 0, 1],
    [0, 1, 1],
    [0, 2, 1],
    [0, 3, 1],
    [1, 0, 1],
    [1, 1, 1],
    [1, 2, 1],
    [1, 3, 1],
    [2, 0, 4],
  ]);
  const ink = inkOf(picture);
  const written = grid.cells.map((cell) => writingIn(ink, cell, SCALE)?.isFigure ?? null);
  expect(written).toEqual([null, true, false, null, null, null, null, null, null]);
});

test.each([0.6, -0.6, 2, -3.3, 0])('a page that is askew by %d degrees is straightened', (degrees) => {
  const askew = withNoise(rotated(drawTable(), degrees), 11);
  const skew = skewOf(inkOf(askew));
  expect(skew).toBeCloseTo(degrees, 1);
  const level = straighten(askew, skew, 1.5);
  expect([level.width, level.height]).toEqual([WIDTH * 1.5, HEIGHT * 1.5]);
  const [grid] = ruledGrids(mergeRulings(drawnRulings(inkOf(level), SCALE / 1.5)));
  expect(grid.cells).toHaveLength(9);
});

test('writing without lines is no table, and a bar is no line', () => {
  const picture = whitePicture(WIDTH, HEIGHT);
  for (let x = 100; x < 1000; x += 30) fill(picture, x, 100, x + 24, 103);
  fill(picture, 100, 200, 1000, 240);
  expect(gridsIn(picture)).toEqual([]);
});

test('an empty page has nothing', () => {
  expect(gridsIn(whitePicture(WIDTH, HEIGHT))).toEqual([]);
  expect(skewOf(inkOf(whitePicture(WIDTH, HEIGHT)))).toBe(0);
});
