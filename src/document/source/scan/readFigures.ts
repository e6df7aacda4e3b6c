import { cropPicture, layOn, type Picture, type PixelBox, resize, whitePicture } from './picture';
import type { Recogniser } from './recogniser';

/** Height of the digits that are recognised, in pixels. */
const DIGITS = 32;
/** Room between figures in a strip. */
const GAP = 24;
/** How many figures are recognised at once. */
const IN_STRIP = 7;

/** A figure as it was read. It is clear where both readings are the same. */
export interface ReadFigure {
  readonly text: string;
  readonly isClear: boolean;
}

async function readStrip(
  page: Picture,
  boxes: readonly PixelBox[],
  recogniser: Recogniser,
): Promise<string[]> {
  const figures = boxes.map((box) => {
    const height = box.bottom - box.top;
    return resize(
      cropPicture(page, box),
      Math.max(1, Math.round(((box.right - box.left) * DIGITS) / height)),
      DIGITS,
    );
  });
  const strip = whitePicture(
    figures.reduce((sum, { width }) => sum + width + GAP, -GAP),
    DIGITS,
  );
  const ends: number[] = [];
  let left = 0;
  for (const figure of figures) {
    layOn(strip, figure, left, 0);
    left += figure.width + GAP;
    ends.push(left - GAP / 2);
  }
  const texts = boxes.map(() => '');
  for (const { letters } of await recogniser.recogniseFigures(strip))
    for (const letter of letters) {
      const at = ends.findIndex((end) => (letter.left + letter.right) / 2 < end);
      if (at >= 0) texts[at] += letter.text.trim();
    }
  return texts;
}

async function readStrips(
  page: Picture,
  boxes: readonly PixelBox[],
  recogniser: Recogniser,
): Promise<Map<PixelBox, string>> {
  const read = new Map<PixelBox, string>();
  for (let from = 0; from < boxes.length; from += IN_STRIP) {
    const part = boxes.slice(from, from + IN_STRIP);
    const texts = await readStrip(page, part, recogniser);
    for (const [at, box] of part.entries()) read.set(box, texts[at]);
  }
  return read;
}

/**
 * Reads figures at their places on a page, each of them twice and among other neighbours: row by row, and column by column. What is
 * hard to read is seldom read the same both times.
 */
export async function readFigures(
  page: Picture,
  boxes: readonly PixelBox[],
  recogniser: Recogniser,
): Promise<Map<PixelBox, ReadFigure>> {
  const byRow = await readStrips(page, boxes, recogniser);
  const byColumn = await readStrips(
    page,
    boxes.toSorted((one, other) => one.left + one.right - other.left - other.right),
    recogniser,
  );
  return new Map(
    boxes.map((box) => {
      const [one, other] = [byRow.get(box) ?? '', byColumn.get(box) ?? ''];
      return [box, { text: one || other, isClear: one !== '' && one === other }];
    }),
  );
}
