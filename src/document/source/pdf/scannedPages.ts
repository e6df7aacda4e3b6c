import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { apply, invert, type Matrix, multiply } from '../pages/matrix';
import { refuseLargePage } from '../scan/openScan';
import { drawOn, type Picture, whitePicture } from '../scan/picture';
import type { ScannedPage } from '../scan/seeScan';
import type { Operations } from './drawPage';

/** A picture as pdf.js decodes it: one bit a pixel, or three or four bytes. */
interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly kind?: number;
  readonly data?: Uint8Array | Uint8ClampedArray | null;
}

/** A picture of a page, and the matrix from the unit square it fills to the page. */
interface PaintedPicture {
  readonly decoded: DecodedPicture;
  readonly isMask: boolean;
  readonly matrix: Matrix;
}

const ONE_BIT = 1;
const THREE_BYTES = 2;

/** Returns a decoded picture in grey. A mask is black where it paints. */
function greyOf({ width, height, kind, data }: DecodedPicture, isMask: boolean): Picture {
  const picture = whitePicture(width, height);
  if (!data) return picture;
  const { grey } = picture;
  if (isMask || kind === ONE_BIT) {
    const rowBytes = (width + 7) >> 3;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const bit = (data[y * rowBytes + (x >> 3)] >> (7 - (x & 7))) & 1;
        grey[y * width + x] = bit === 1 ? 255 : 0;
      }
    return picture;
  }
  const bytes = kind === THREE_BYTES ? 3 : 4;
  for (let at = 0; at < grey.length; at += 1) {
    const from = at * bytes;
    const shade = 0.299 * data[from] + 0.587 * data[from + 1] + 0.114 * data[from + 2];
    const alpha = bytes === 4 ? data[from + 3] / 255 : 1;
    grey[at] = shade * alpha + 255 * (1 - alpha);
  }
  return picture;
}

/** Returns the pictures that a page paints, in their order. */
async function paintedPictures(
  page: PDFPageProxy,
  { fnArray, argsArray }: Operations,
  codes: Readonly<Record<string, number>>,
  start: Matrix,
): Promise<PaintedPicture[]> {
  const painted: PaintedPicture[] = [];
  const stack: Matrix[] = [];
  let matrix = start;
  const decodedNamed = (name: string) =>
    new Promise<DecodedPicture | null>((resolve) => {
      (name.startsWith('g_') ? page.commonObjs : page.objs).get(name, resolve);
    });
  for (const [at, code] of fnArray.entries()) {
    const [first] = (argsArray[at] ?? []) as readonly unknown[];
    if (code === codes.save) stack.push(matrix);
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = stack.pop() ?? matrix;
    else if (code === codes.transform) matrix = multiply(matrix, argsArray[at] as unknown as Matrix);
    else if (code === codes.paintFormXObjectBegin) {
      stack.push(matrix);
      if (first) matrix = multiply(matrix, first as Matrix);
    } else if (code === codes.paintImageXObject || code === codes.paintInlineImageXObject) {
      const decoded = typeof first === 'string' ? await decodedNamed(first) : (first as DecodedPicture);
      if (decoded) painted.push({ decoded, isMask: false, matrix });
    } else if (code === codes.paintImageMaskXObject) {
      const mask = first as Omit<DecodedPicture, 'data'> & { readonly data: string };
      const decoded = await decodedNamed(mask.data);
      if (decoded) painted.push({ decoded, isMask: true, matrix });
    }
  }
  return painted;
}

/** Returns a page as a picture with as many pixels as the finest of its own. */
async function drawScannedPage(
  page: PDFPageProxy,
  codes: Readonly<Record<string, number>>,
): Promise<ScannedPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const operations = (await page.getOperatorList()) as Operations;
  const painted = await paintedPictures(page, operations, codes, transform as unknown as Matrix);
  const resolution = Math.max(
    1,
    ...painted.map(({ decoded, matrix: [a, b] }) => decoded.width / Math.max(1, Math.hypot(a, b))),
  );
  const [across, down] = [Math.round(width * resolution), Math.round(height * resolution)];
  refuseLargePage(across, down);
  const paper = whitePicture(across, down);
  for (const { decoded, isMask, matrix } of painted) {
    // From the pixels of the picture, which count from its top, to those of the paper.
    const place = multiply(multiply([resolution, 0, 0, resolution, 0, 0], matrix), [
      1 / decoded.width,
      0,
      0,
      -1 / decoded.height,
      0,
      1,
    ]);
    const back = invert(place);
    if (!back) continue;
    const [e, f] = apply(back, 0.5, 0.5);
    drawOn(paper, greyOf(decoded, isMask), [back[0], back[1], back[2], back[3], e - 0.5, f - 0.5], isMask);
  }
  page.cleanup();
  return { picture: paper, width };
}

/** Returns the pages of a PDF as pictures, one after the other. */
export async function* scannedPages(
  pdf: PDFDocumentProxy,
  codes: Readonly<Record<string, number>>,
): AsyncGenerator<ScannedPage> {
  for (let number = 1; number <= pdf.numPages; number += 1)
    yield await drawScannedPage(await pdf.getPage(number), codes);
}
