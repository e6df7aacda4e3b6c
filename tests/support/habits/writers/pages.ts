import { ofd, ofdText } from '../../ofd';
import { pdfOf, text as pdfText } from '../../pdf';
import { flatten, type Table } from '../../statutoryTables';
import { type Random, randomFrom } from '../../tableHabits';
import type { SaidDocument } from '../documentHabits';
import { type Look, runsOf } from '../looks';
import { laidOut } from './html';

/** Text at a point of a page, from its top left corner; sizes are those of PDF. */
interface PageText {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly look: Look | null;
}
interface PageBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface LaidPage {
  readonly texts: PageText[];
  readonly boxes: PageBox[];
  width: number;
  height: number;
}

const SIZE = 9;
const LINE = 12;
const MARGIN = 40;
const WIDE = 1000;

const widthOf = (words: string, size: number) =>
  [...words].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 256 ? size / 2 : size), 0);

/** The pieces of a text in lines that fit a width. */
function linesOf(text: string, width: number): { words: string; look: Look | null }[][] {
  const lines: { words: string; look: Look | null }[][] = [[]];
  let used = 0;
  for (const { text: words, look } of runsOf(text)) {
    const size = look === 'RAISED' ? SIZE * 0.6 : SIZE;
    for (const piece of words.split(/(\n|\d+|[^\d])/u).filter(Boolean)) {
      const length = widthOf(piece, size);
      if (piece === '\n' || (used > 0 && used + length > width)) {
        lines.push([]);
        used = 0;
        if (piece === '\n') continue;
      }
      const line = lines[lines.length - 1];
      const last = line.at(-1);
      if (last && last.look === look) last.words += piece;
      else line.push({ words: piece, look });
      used += length;
    }
  }
  return lines;
}

function putText(
  page: LaidPage,
  text: string,
  x: number,
  y: number,
  width: number,
  isCentred = false,
): number {
  const lines = linesOf(text, width);
  for (const [at, line] of lines.entries()) {
    const sizeOf = (look: Look | null) => (look === 'RAISED' ? SIZE * 0.6 : SIZE);
    const length = line.reduce((sum, { words, look }) => sum + widthOf(words, sizeOf(look)), 0);
    let left = isCentred ? x + (width - length) / 2 : x;
    for (const { words, look } of line) {
      const size = sizeOf(look);
      page.texts.push({
        words,
        x: left,
        y: y + at * LINE - (look === 'RAISED' ? SIZE * 0.4 : 0),
        size,
        look,
      });
      left += widthOf(words, size);
    }
  }
  return lines.length;
}

/** Puts a table on a page below a place; returns where it ends. */
function putTable(
  page: LaidPage,
  table: Table,
  top: number,
  isCentred: boolean,
  isTopAligned: boolean,
): number {
  const grid = flatten(table);
  const count = grid[0].length;
  const isLabel = Array.from({ length: count }, (_, at) =>
    grid.some((row) => /[\u4e00-\u9fff]{6,}/u.test(row[at] ?? '') && !/\ue000/u.test(row[at])),
  );
  const figure = 62;
  const labels = isLabel.filter(Boolean).length;
  const label = Math.max(62, (WIDE - MARGIN * 2 - (count - labels) * figure) / Math.max(1, labels));
  const lefts = [MARGIN];
  for (const is of isLabel) lefts.push(lefts[lefts.length - 1] + (is ? Math.min(label, 160) : figure));
  page.width = Math.max(page.width, lefts[count] + MARGIN);
  const isCovered = new Set<string>();
  const cells = table.flatMap((row, at) => {
    let column = 0;
    return row.map(({ text, down = 1, right = 1 }) => {
      while (isCovered.has(`${at} ${column}`)) column += 1;
      for (let lower = 0; lower < down; lower += 1)
        for (let further = 0; further < right; further += 1)
          isCovered.add(`${at + lower} ${column + further}`);
      const left = lefts[column];
      const width = lefts[Math.min(count, column + right)] - left;
      column += right;
      return { text, at, down, left, width, lines: linesOf(text, width - 6).length };
    });
  });
  const heights = table.map(
    (_, at) =>
      Math.max(1, ...cells.filter((cell) => cell.at === at && cell.down === 1).map(({ lines }) => lines)) *
        LINE +
      8,
  );
  for (const { at, down, lines } of cells.filter((cell) => cell.down > 1)) {
    const height = heights.slice(at, at + down).reduce((sum, one) => sum + one, 0);
    if (height < lines * LINE + 8) heights[at] += lines * LINE + 8 - height;
  }
  const tops = [top];
  for (const height of heights) tops.push(tops[tops.length - 1] + height);
  for (const { text, at, down, left, width, lines } of cells) {
    const height = tops[Math.min(table.length, at + down)] - tops[at];
    page.boxes.push({ x: left, y: tops[at], width, height });
    const first = isTopAligned ? tops[at] + 4 : tops[at] + (height - lines * LINE) / 2;
    putText(page, text, left + 3, first, width - 6, isCentred);
  }
  return tops[tops.length - 1];
}

/** The pages of a document: one long page, or a page for each table and what follows it. */
function layOut({ parts, habits }: SaidDocument, random: Random): LaidPage[] {
  const pages: LaidPage[] = [];
  const isOnePage = random.isOneIn(3);
  const [isCentred, isTopAligned] = [random.isOneIn(2), random.isOneIn(2)];
  let y = 0;
  const addPage = () => {
    pages.push({ texts: [], boxes: [], width: WIDE, height: 0 });
    y = MARGIN;
  };
  addPage();
  for (const part of parts) {
    const page = pages[pages.length - 1];
    if ('line' in part) y += putText(page, part.line, MARGIN, y, WIDE - MARGIN * 2) * (LINE + 4);
    else {
      y = putTable(page, laidOut(part.table, habits.tables.format), y + 4, isCentred, isTopAligned) + 14;
      page.height = y + MARGIN;
      if (!isOnePage && random.isOneIn(2)) addPage();
    }
    pages[pages.length - 1].height = y + MARGIN;
  }
  return pages;
}

function pdfPage({ texts, boxes, height }: LaidPage, isRuled: boolean): string {
  let content = '0.5 w\n';
  if (isRuled)
    for (const { x, y, width, height: tall } of boxes)
      content += `${x} ${height - y - tall} ${width} ${tall} re S\n`;
  for (const { words, x, y, size, look } of texts) {
    const base = height - y - size;
    const drawn = pdfText(words, x, base, size);
    if (look === 'WHITE') content += `q 1 1 1 rg ${drawn}Q\n`;
    else if (look === 'HIDDEN') content += `q ${drawn.replace('BT ', 'BT 3 Tr ')}Q\n`;
    else content += drawn;
    if (look === 'STRUCK')
      content += `${x} ${base + size * 0.35} m ${x + widthOf(words, size)} ${base + size * 0.35} l S\n`;
  }
  return content;
}

/** Returns a document as a PDF, its tables ruled or not. */
export function writePdf(said: SaidDocument): Buffer {
  const random = randomFrom(said.habits.variant);
  const isRuled = !random.isOneIn(4);
  return pdfOf(
    layOut(said, random).map((page) => ({
      content: pdfPage(page, isRuled),
      width: page.width,
      height: page.height,
    })),
  );
}

/** Points in millimetres, so that letters are as large as those of the builder of OFD. */
const SCALE = 3.5 / SIZE;

function ofdPage({ texts, boxes }: LaidPage, isRuled: boolean): string {
  const line = (x: number, y: number, width: number, height: number, path: string) =>
    `<ofd:PathObject Boundary="${x} ${y} ${width} ${height}" LineWidth="0.2"><ofd:AbbreviatedData>${path}</ofd:AbbreviatedData></ofd:PathObject>`;
  const rects = (isRuled ? boxes : []).map(({ x, y, width, height }) => {
    const [w, h] = [width * SCALE, height * SCALE];
    return line(x * SCALE, y * SCALE, w, h, `M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} C`);
  });
  const written = texts.map(({ words, x, y, size, look }) => {
    const white = look === 'WHITE' ? '<ofd:FillColor Value="255 255 255"/>' : '';
    const hidden = look === 'HIDDEN' ? 'Visible="false"' : '';
    const drawn = ofdText(words, x * SCALE, y * SCALE, hidden, white);
    const length = widthOf(words, size) * SCALE;
    const small = look === 'RAISED' ? drawn.replace('Size="3.5"', 'Size="2.1"') : drawn;
    return look === 'STRUCK'
      ? `${small}${line(x * SCALE, y * SCALE + 1.8, length, 0.2, `M 0 0 L ${length} 0`)}`
      : small;
  });
  return [...rects, ...written].join('');
}

/** Returns a document as an OFD, its tables ruled or not. */
export function writeOfd(said: SaidDocument): Promise<Buffer> {
  const random = randomFrom(said.habits.variant);
  const isRuled = !random.isOneIn(4);
  const pages = layOut(said, random);
  const height = Math.max(...pages.map((page) => page.height));
  const width = Math.max(...pages.map((page) => page.width));
  return ofd(
    pages.map((page) => ofdPage(page, isRuled)),
    '',
    [width * SCALE, height * SCALE],
  );
}
