import type { Drawing } from '../pages/drawn';
import { apply, boxOf, intersect, type Matrix, multiply } from '../pages/matrix';
import type { Box } from '../pages/page';
import { asRulings, CLOSE, CURVE, LINE, MOVE, QUADRATIC, shapesOf } from '../pages/paths';
import { elementIn, elementsIn, textIn, type XmlElement } from '../parseXml';

/** Points in a millimetre, the unit of OFD. */
export const POINTS = 72 / 25.4;
const TO_POINTS: Matrix = [POINTS, 0, 0, POINTS, 0, 0];
const ASCENT = 0.85;
const DESCENT = 0.15;
/** The most letters that one entry of distances may stand for. */
const MOST_REPEATED = 10_000;

const numbersOf = (text: string | undefined): number[] =>
  (text ?? '').trim().split(/\s+/).map(Number).filter(Number.isFinite);

/** Distances from letter to letter; "g 3 5" stands for three times 5. */
function distancesOf(text: string | undefined): number[] {
  const parts = (text ?? '').trim().split(/\s+/);
  const distances: number[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    if (parts[at] !== 'g') {
      if (parts[at] !== '') distances.push(Number(parts[at]));
      continue;
    }
    const count = Math.min(Number(parts[at + 1]) || 0, MOST_REPEATED);
    for (let copy = 0; copy < count; copy += 1) distances.push(Number(parts[at + 2]));
    at += 2;
  }
  return distances;
}

/** A colour as #rrggbb: three parts, or one of grey. Black where an object names none. */
function colourOf(element: XmlElement | undefined): string {
  const parts = numbersOf(element?.attributes.Value);
  const [red = 0, green = red, blue = red] = parts.length === 4 ? [] : parts;
  return `#${[red, green, blue].map((part) => Math.max(0, Math.min(255, part)).toString(16).padStart(2, '0')).join('')}`;
}

const isTransparent = (element: XmlElement | undefined) => element?.attributes.Alpha === '0';

/** Leads from the coordinates of an object to the page: its own transformation, then its place. */
function matrixOf({ attributes }: XmlElement): Matrix {
  const [left = 0, top = 0] = numbersOf(attributes.Boundary);
  const own = numbersOf(attributes.CTM);
  const placed: Matrix = [1, 0, 0, 1, left, top];
  const inner = own.length === 6 ? multiply(placed, own as unknown as Matrix) : placed;
  return multiply(TO_POINTS, inner);
}

/** The operations of a path, each with as many numbers as it has. */
const OPERATIONS: Readonly<Record<string, readonly [kind: number, numbers: number]>> = {
  S: [MOVE, 2],
  M: [MOVE, 2],
  L: [LINE, 2],
  Q: [QUADRATIC, 4],
  B: [CURVE, 6],
  C: [CLOSE, 0],
};

/** A path in the numbers that shapes are made from. An arc counts as a curve to its end. */
function pathData(text: string): number[] {
  const data: number[] = [];
  for (const [, letter, rest] of text.matchAll(/([A-Z])([^A-Z]*)/gu)) {
    const numbers = numbersOf(rest);
    if (letter === 'A') data.push(QUADRATIC, ...numbers.slice(-2), ...numbers.slice(-2));
    const [kind, count] = OPERATIONS[letter] ?? [CLOSE, -1];
    if (numbers.length >= count && count >= 0) data.push(kind, ...numbers.slice(0, count));
  }
  return data;
}

function drawText(drawing: Drawing, element: XmlElement, page: Box, order: number): void {
  const { Size = '0', HScale = '1', Fill } = element.attributes;
  const fill = elementIn(element, 'FillColor');
  const matrix = matrixOf(element);
  const size = Number(Size);
  const scale = Number(HScale) || 1;
  const height = Math.hypot(matrix[2], matrix[3]) * size;
  const angle = Math.round((Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI);
  const quarter = (((Math.round(angle / 90) * 90) % 360) + 360) % 360;
  const isAskew = Math.abs(angle - Math.round(angle / 90) * 90) > 8;
  for (const code of elementsIn(element, 'TextCode')) {
    const right = distancesOf(code.attributes.DeltaX);
    const down = distancesOf(code.attributes.DeltaY);
    let [x, y] = [Number(code.attributes.X ?? 0), Number(code.attributes.Y ?? 0)];
    for (const [at, text] of [...textIn(code)].entries()) {
      const width = (/[\u0020-\u00ff]/u.test(text) ? size / 2 : size) * scale;
      drawing.letters.push({
        text,
        ...boxOf(matrix, x, y - ASCENT * size, x + Math.min(width, right[at] || width), y + DESCENT * size),
        base: apply(matrix, x, y)[1],
        size: height,
        direction: isAskew ? 'OBLIQUE' : (quarter as 0 | 90 | 180 | 270),
        order,
        isInvisible: Fill === 'false' && element.attributes.Stroke !== 'true',
        colour: colourOf(fill),
        clip: page,
        isNamed: true,
      });
      x += right[at] ?? (down.length > 0 ? 0 : width);
      y += down[at] ?? 0;
    }
  }
}

function drawPath(drawing: Drawing, element: XmlElement, page: Box, order: number): void {
  const { Stroke = 'true', Fill = 'false' } = element.attributes;
  const { edges, rectangles } = shapesOf(
    pathData(textIn(elementIn(element, 'AbbreviatedData'))),
    matrixOf(element),
  );
  if (Stroke !== 'false') drawing.rulings.push(...edges);
  if (Fill !== 'true' || isTransparent(elementIn(element, 'FillColor'))) return;
  for (const box of rectangles.map((one) => intersect(one, page))) {
    const rulings = asRulings(box);
    drawing.rulings.push(...rulings);
    if (rulings.length === 0)
      drawing.areas.push({ box, order, colour: colourOf(elementIn(element, 'FillColor')), isPicture: false });
  }
}

function drawPicture(drawing: Drawing, element: XmlElement, page: Box, order: number): void {
  const [left = 0, top = 0, width = 0, height = 0] = numbersOf(element.attributes.Boundary);
  const box = intersect(boxOf(TO_POINTS, left, top, left + width, top + height), page);
  drawing.areas.push({ box, order, colour: null, isPicture: true });
}

/** Draws the objects of a page's content, or of the template below it, in their order. */
export function drawOfdContent(drawing: Drawing, content: XmlElement, page: Box): void {
  for (const element of elementsIn(content)) {
    const { name, attributes } = element;
    const order = drawing.letters.length + drawing.areas.length + drawing.rulings.length;
    if (attributes.Visible === 'false' || attributes.Alpha === '0') continue;
    if (name === 'TextObject') {
      if (!isTransparent(elementIn(element, 'FillColor'))) drawText(drawing, element, page, order);
    } else if (name === 'PathObject') drawPath(drawing, element, page, order);
    else if (name === 'ImageObject') drawPicture(drawing, element, page, order);
    else if (name === 'Layer' || name === 'PageBlock') drawOfdContent(drawing, element, page);
  }
}
