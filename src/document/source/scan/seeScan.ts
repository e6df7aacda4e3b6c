import { isBorder, mergeRulings } from '../pages/mergeRulings';
import type { Box, Letter, Page } from '../pages/page';
import { UNCLEAR } from '../pages/recognised';
import { type RuledGrid, ruledGrids } from '../pages/ruledGrids';
import { writingIn } from './cutCells';
import { drawnRulings } from './drawnRulings';
import { type Ink, inkOf } from './ink';
import { cropPicture, type Picture, type PixelBox, resize } from './picture';
import { readFigures } from './readFigures';
import type { FoundLine, Layout, Recogniser } from './recogniser';
import { skewOf, straighten } from './straighten';
import { around, strokesIn } from './strokes';

/** How many pixels an inch has where letters are read best; pictures with fewer are enlarged. */
const BEST_RESOLUTION = 300;
const POINTS_IN_INCH = 72;
/** How many pixels an inch has in the pictures of cells, and how far their shades are apart. */
const SHOWN_RESOLUTION = 150;
const SHADE = 51;
/** Specks in the margins are smaller than this, in square points. */
const SPECK = 0.6;

/** A picture of a page, with its size in points. */
export interface ScannedPage {
  readonly picture: Picture;
  readonly width: number;
}

/** A page held upright, with its ink. `scale` is how many points a pixel has. */
interface Upright {
  readonly picture: Picture;
  readonly ink: Ink;
  readonly scale: number;
}

/** Returns a page with its writing level, large enough to be read. */
export function holdUpright({ picture, width }: ScannedPage): Upright {
  const resolution = (picture.width * POINTS_IN_INCH) / width;
  const level = straighten(picture, skewOf(inkOf(picture)), Math.max(1, BEST_RESOLUTION / resolution));
  return { picture: level, ink: inkOf(level), scale: width / level.width };
}

/** Returns lines that were recognised in a part of a page as letters of the page. */
function lettersOf(lines: readonly FoundLine[], { left, top }: PixelBox, scale: number): Letter[] {
  return lines.flatMap((line) =>
    line.words.map((word) => ({
      text: word.text.trim(),
      left: (left + word.left) * scale,
      right: (left + word.right) * scale,
      top: (top + line.top) * scale,
      bottom: (top + line.bottom) * scale,
      base: (top + line.bottom) * scale,
      size: (line.bottom - line.top) * scale,
      isTurned: false,
    })),
  );
}

const HAN = /\p{Script=Han}/u;
const hasHan = (letters: readonly Letter[]) => letters.some(({ text }) => HAN.test(text));

/** Reads the cells of a ruled table: figures as figures, everything else as text. */
async function readCells({ cells }: RuledGrid, page: Upright, recogniser: Recogniser): Promise<Letter[]> {
  const { picture, ink, scale } = page;
  const written = cells.flatMap((cell) => writingIn(ink, cell, scale) ?? []);
  const figures = written.filter(({ isFigure }) => isFigure).map(({ writing }) => writing);
  const letters: Letter[] = [];
  for (const { writing } of written.filter(({ isFigure }) => !isFigure)) {
    const cell = cropPicture(picture, writing);
    const readAs = async (layout: Layout) =>
      lettersOf(await recogniser.recogniseText(cell, layout), writing, scale);
    const asBlock = await readAs('BLOCK');
    // A short label is sometimes seen as a line only.
    const text = hasHan(asBlock) ? asBlock : await readAs('LINE');
    // Digits that touch one another have the shape of other letters.
    if (hasHan(text)) letters.push(...text);
    else figures.push(writing);
  }
  for (const [writing, { text, isClear }] of await readFigures(picture, figures, recogniser)) {
    const [top, bottom] = [writing.top * scale, writing.bottom * scale];
    letters.push({
      text: text || '�',
      left: writing.left * scale,
      right: writing.right * scale,
      top,
      bottom,
      base: bottom,
      size: bottom - top,
      isTurned: false,
      ...(isClear ? {} : { doubt: UNCLEAR }),
    });
  }
  return letters;
}

/** Returns the stripes of a page above, between and below its tables, in pixels. */
function stripesBeside(grids: readonly RuledGrid[], { ink, scale }: Upright): PixelBox[] {
  const stripes: PixelBox[] = [];
  let top = 0;
  const add = (bottom: number) => {
    if (bottom <= top) return;
    const stripe = { left: 0, top, right: ink.width, bottom };
    const writing = around(strokesIn(ink, stripe).filter(({ size }) => size * scale * scale >= SPECK));
    if (writing) stripes.push(writing);
  };
  for (const grid of grids) {
    add(Math.floor(grid.top / scale) - 3);
    top = Math.max(top, Math.ceil(grid.bottom / scale) + 3);
  }
  add(ink.height);
  return stripes;
}

/** Returns a part of a page as a person wants to see it: coarser than it is recognised, and in few shades, so that it stays small. */
function pictureForPeople({ picture, scale }: Upright, box: Box): Picture {
  const part = cropPicture(picture, {
    left: Math.max(0, Math.floor(box.left / scale)),
    top: Math.max(0, Math.floor(box.top / scale)),
    right: Math.min(picture.width, Math.ceil(box.right / scale)),
    bottom: Math.min(picture.height, Math.ceil(box.bottom / scale)),
  });
  const size = (pixels: number) =>
    Math.max(1, Math.round((pixels * scale * SHOWN_RESOLUTION) / POINTS_IN_INCH));
  const small = resize(part, size(part.width), size(part.height));
  return { ...small, grey: small.grey.map((shade) => Math.round(shade / SHADE) * SHADE) };
}

/** Recognises what is written on a page, and where. */
export async function seeScan(scanned: ScannedPage, number: number, recogniser: Recogniser): Promise<Page> {
  const page = holdUpright(scanned);
  const { picture, ink, scale } = page;
  const rulings = drawnRulings(ink, scale);
  const grids = ruledGrids(mergeRulings(rulings).filter(isBorder));
  const letters: Letter[] = [];
  for (const grid of grids) letters.push(...(await readCells(grid, page, recogniser)));
  for (const stripe of stripesBeside(grids, page))
    letters.push(
      ...lettersOf(await recogniser.recogniseText(cropPicture(picture, stripe), 'BLOCK'), stripe, scale),
    );
  return {
    number,
    width: scanned.width,
    height: picture.height * scale,
    letters,
    rulings,
    pictureIn: (box) => recogniser.drawPng(pictureForPeople(page, box)).toString('base64'),
  };
}
