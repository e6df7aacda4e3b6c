import type { Block } from '../blocks';
import { openPdf } from '../pdf/openPdf';
import { UnreadableDocument } from '../unreadableDocument';
import { headOfJpeg, pdfAround } from './jpeg';
import { type BeginScan, openScan, refuseLargePage } from './openScan';
import { requirePackages, type ScanPackages } from './packages';
import { type Picture, whitePicture } from './picture';

/** The short and the long side of A4, in points: a picture counts as a page of it. */
const A4 = [595, 842];

export type PictureKind = 'PNG' | 'JPEG';

/** Returns what kind of picture bytes are, of those that are read; else null. */
export function kindOfPicture(bytes: Buffer): PictureKind | null {
  const start = bytes.toString('hex', 0, 4);
  return start === '89504e47' ? 'PNG' : start.startsWith('ffd8ff') ? 'JPEG' : null;
}

const broken = () =>
  new UnreadableDocument(
    'document.image',
    '图片已损坏，请重新扫描，或提交 Word、网页或由 Word 导出的 PDF。',
    'The picture is damaged; scan it again, or send the Word file, the page, or a PDF exported from Word.',
  );

const widthOf = (width: number, height: number) => (width > height ? A4[1] : A4[0]);

/** Returns a PNG in grey; what is transparent is white. */
function readPng(bytes: Buffer, { png }: ScanPackages): Picture {
  const { width, height, data } = png.read(bytes);
  const picture = whitePicture(width, height);
  for (let at = 0; at < picture.grey.length; at += 1) {
    const from = at * 4;
    const shade = 0.299 * data[from] + 0.587 * data[from + 1] + 0.114 * data[from + 2];
    const alpha = data[from + 3] / 255;
    picture.grey[at] = shade * alpha + 255 * (1 - alpha);
  }
  return picture;
}

/** Where a PNG says its width and height. */
const PNG_SIZE = 16;

async function openPng(bytes: Buffer, packages: ScanPackages, beginScan: BeginScan): Promise<Block[]> {
  if (bytes.length < PNG_SIZE + 8) throw broken();
  refuseLargePage(bytes.readUInt32BE(PNG_SIZE), bytes.readUInt32BE(PNG_SIZE + 4));
  beginScan();
  let picture: Picture;
  try {
    picture = readPng(bytes, packages);
  } catch {
    throw broken();
  }
  return openScan([{ picture, width: widthOf(picture.width, picture.height) }], packages);
}

/** Opens the picture of a page by recognising its text. */
export async function openPicture(bytes: Buffer, kind: PictureKind, beginScan: BeginScan): Promise<Block[]> {
  const packages = requirePackages(
    'document.image',
    '这是图片，没有文字。',
    'This is a picture without text.',
  );
  if (kind === 'PNG') return openPng(bytes, packages, beginScan);
  const head = headOfJpeg(bytes);
  if (!head || head.width * head.height === 0) throw broken();
  refuseLargePage(head.width, head.height);
  const isSideways = head.rotation === 90 || head.rotation === 270;
  const width = isSideways ? widthOf(head.height, head.width) : widthOf(head.width, head.height);
  return openPdf(pdfAround(bytes, head, width), beginScan);
}
