/** How the letters of a PDF are named by its font. */
export type Naming = 'PREDEFINED' | 'NONE';

/** What to write into a PDF; the origin is the lower left corner, as PDF has it. */
export interface PdfPage {
  readonly content: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: number;
  readonly cropBox?: readonly number[];
}

const hex = (text: string) =>
  [...text].map((letter) => (letter.codePointAt(0) as number).toString(16).padStart(4, '0')).join('');

/** Text from a point; digits are half as wide as ideographs. */
export const text = (words: string, x: number, y: number, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex(words)}> Tj ET\n`;

/** A line between two points. */
export const line = (x0: number, y0: number, x1: number, y1: number): string =>
  `${x0} ${y0} m ${x1} ${y1} l S\n`;

/** A filled rectangle of a colour: three parts from 0 to 1. */
export const filled = (x: number, y: number, width: number, height: number, colour = '1 1 1'): string =>
  `q ${colour} rg ${x} ${y} ${width} ${height} re f Q\n`;

/** A grey picture over a rectangle. */
export const picture = (x: number, y: number, width: number, height: number): string =>
  `q ${width} 0 0 ${height} ${x} ${y} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q\n`;

/** A cell of a drawn table; its text may have several lines. */
export interface DrawnCell {
  readonly text: string;
  readonly right?: number;
  readonly down?: number;
}

/** A table with lines around its cells, from a top left corner. */
export function drawnTable(input: {
  readonly x: number;
  readonly y: number;
  readonly widths: readonly number[];
  readonly rows: readonly (readonly DrawnCell[])[];
  readonly rowHeight?: number;
  readonly size?: number;
}): string {
  const { x, y, widths, rows, rowHeight = 30, size = 9 } = input;
  const lefts = [x];
  for (const width of widths) lefts.push(lefts[lefts.length - 1] + width);
  const isCovered = new Set<string>();
  let content = '0.5 w\n';
  for (const [row, cells] of rows.entries()) {
    let column = 0;
    for (const cell of cells) {
      while (isCovered.has(`${row} ${column}`)) column += 1;
      const { right = 1, down = 1 } = cell;
      for (let r = 0; r < down; r += 1)
        for (let c = 0; c < right; c += 1) isCovered.add(`${row + r} ${column + c}`);
      const [left, width] = [lefts[column], lefts[column + right] - lefts[column]];
      const top = y - row * rowHeight;
      content += `${left} ${top - down * rowHeight} ${width} ${down * rowHeight} re S\n`;
      for (const [at, words] of cell.text.split('\n').entries())
        content += text(words, left + 3, top - size - 2 - at * (size + 1), size);
      column += right;
    }
  }
  return content;
}

/**
 * A PDF of pages written by hand. Its font is not embedded; its letters are named by a predefined map, or by nothing.
 */
export function pdfOf(pages: readonly PdfPage[], naming: Naming = 'PREDEFINED'): Buffer {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, at) => `${6 + at * 2} 0 R`).join(' ')}]>>`);
  add(
    `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${naming === 'NONE' ? 'Identity-H' : 'UniGB-UCS2-H'}/DescendantFonts[4 0 R]>>`,
  );
  const ordering = naming === 'NONE' ? 'Identity' : 'GB1';
  add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 939 500]>>`,
  );
  add(
    '<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>',
  );
  for (const [at, { content, width = 595, height = 842, rotate = 0, cropBox }] of pages.entries()) {
    const crop = cropBox ? `/CropBox[${cropBox.join(' ')}]` : '';
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]${crop}/Rotate ${rotate}/Resources<</Font<</F1 3 0 R>>>>/Contents ${7 + at * 2} 0 R>>`,
    );
    add(`<</Length ${content.length}>>\nstream\n${content}\nendstream`);
  }
  let file = '%PDF-1.5\n';
  const offsets = objects.map((body, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
