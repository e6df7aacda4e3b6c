import type { Block, SourceCell } from './blocks';
import { UnreadableDocument } from './unreadableDocument';
import { readValue } from './value';

const MOST_PAGES = 200;
const FEWEST_LETTERS = 40;

interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

interface PageLine {
  readonly words: readonly Word[];
  readonly page: number;
}

interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Fonts of PDFs often name letters by their radicals: ⼀ for 一. */
const unifyRadicals = (text: string) =>
  text.replace(/[\u2e80-\u2fdf]/g, (letter) => letter.normalize('NFKC'));

/** The pieces of a page in lines from the top down, pieces close together joined into words. */
function linesOf(items: readonly Item[], page: number): PageLine[] {
  const lines: { y: number; height: number; items: Item[] }[] = [];
  const sorted = items
    .filter(({ str }) => str.trim() !== '')
    .sort((one, other) => other.transform[5] - one.transform[5]);
  for (const item of sorted) {
    const height = item.height || Math.abs(item.transform[3]) || 10;
    const line = lines.at(-1);
    if (line && Math.abs(line.y - item.transform[5]) < Math.min(height, line.height) * 0.45)
      line.items.push(item);
    else lines.push({ y: item.transform[5], height, items: [item] });
  }
  return lines.map(({ items: own, height }) => {
    const words: Word[] = [];
    for (const { str: letters, transform, width } of own.sort(
      (one, other) => one.transform[4] - other.transform[4],
    )) {
      const str = unifyRadicals(letters);
      const [left, right] = [transform[4], transform[4] + width];
      const before = words.at(-1);
      if (before && left - before.right < height * 0.35)
        words[words.length - 1] = {
          text: before.text + str,
          left: before.left,
          right: Math.max(right, before.right),
        };
      else words.push({ text: str, left, right });
    }
    return { words: words.flatMap(splitFigures), page };
  });
}

/** A piece that holds several figures, such as "0 0 0", with their share of its width. */
function splitFigures(word: Word): Word[] {
  const parts = word.text.trim().split(/\s+/);
  if (parts.length < 2 || !parts.some((part) => readValue(part)))
    return [{ ...word, text: word.text.trim() }];
  const letters = word.text.length;
  let at = 0;
  return parts.map((part) => {
    at = word.text.indexOf(part, at);
    const [from, to] = [at / letters, (at + part.length) / letters];
    at += part.length;
    const width = word.right - word.left;
    return { text: part, left: word.left + from * width, right: word.left + to * width };
  });
}

const middle = (word: Word) => (word.left + word.right) / 2;
const isFigure = (word: Word) => readValue(word.text) !== null;
const COLUMNS = 7;

const FEWEST_IN_COLUMN = 3;
const NARROWEST_GAP = 12;

/** Finds the seven columns of section three on the pages, from rows that have most of them; null when there are none. */
function columnsOf(lines: readonly PageLine[]): number[] | null {
  const rows = lines
    .map(({ words }) => words.filter(isFigure))
    .filter((figures) => figures.length <= COLUMNS);
  const complete = rows.filter((figures) => figures.length === COLUMNS);
  const middles = (
    complete.length >= FEWEST_IN_COLUMN ? complete : rows.filter((figures) => figures.length >= 4)
  )
    .flatMap((figures) => figures.map(middle))
    .sort((one, other) => one - other);
  const groups: number[][] = [];
  for (const at of middles) {
    const group = groups.at(-1);
    if (group && at - group[group.length - 1] < NARROWEST_GAP) group.push(at);
    else groups.push([at]);
  }
  const columns = groups.filter((group) => group.length >= FEWEST_IN_COLUMN);
  return columns.length === COLUMNS ? columns.map((group) => group[Math.floor(group.length / 2)]) : null;
}

/** A line in which some of the seven figures are blank, as a row of a table; null when its figures are not in the columns. */
function asRow({ words }: PageLine, columns: readonly number[]): SourceCell[] | null {
  const figures = words.filter(isFigure);
  if (figures.length === 0 || figures.length >= COLUMNS) return null;
  const pitch = Math.min(...columns.slice(1).map((column, at) => column - columns[at]));
  const places = figures.map((word) =>
    columns.findIndex((column) => Math.abs(column - middle(word)) < pitch * 0.4),
  );
  if (places.some((place) => place < 0) || new Set(places).size < places.length) return null;
  const label = words
    .filter((word) => !isFigure(word))
    .map(({ text }) => text)
    .join('');
  if (label !== '' && words.findLastIndex((word) => !isFigure(word)) > words.findIndex(isFigure)) return null;
  return [label, ...columns.map((_, at) => figures[places.indexOf(at)]?.text ?? '')].map((text, column) => ({
    text,
    row: 0,
    column,
    rowSpan: 1,
    columnSpan: 1,
  }));
}

/** Lines of a PDF with a text layer, in reading order. A scan without text is refused. */
export async function openPdf(bytes: Buffer): Promise<Block[]> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const lines: PageLine[] = [];
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MOST_PAGES)
      throw new UnreadableDocument(
        'document.tooLarge',
        `PDF 超过 ${MOST_PAGES} 页。`,
        `The PDF has more than ${MOST_PAGES} pages.`,
      );
    for (let page = 1; page <= pdf.numPages; page += 1) {
      const { items } = await (await pdf.getPage(page)).getTextContent();
      lines.push(...linesOf(items as Item[], page));
    }
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    const isLocked = (error as Error).name === 'PasswordException';
    throw isLocked
      ? new UnreadableDocument(
          'document.locked',
          'PDF 设有密码，请提交未加密的文件。',
          'The PDF is locked with a password; send one that is not.',
        )
      : new UnreadableDocument(
          'document.damaged',
          'PDF 文件已损坏，请重新导出。',
          'The PDF is damaged; export it again.',
        );
  } finally {
    await task.destroy().catch(() => {});
  }
  const letters = lines.reduce(
    (sum, { words }) => sum + words.reduce((count, { text }) => count + text.trim().length, 0),
    0,
  );
  if (letters < FEWEST_LETTERS)
    throw new UnreadableDocument(
      'document.scan',
      'PDF 没有文字层（可能是扫描件），无法读取。请提交 Word、网页或由 Word 导出的 PDF。',
      'The PDF has no text layer (it may be a scan) and cannot be read; send the Word file, the page, or a PDF exported from Word.',
    );
  const columns = columnsOf(lines);
  let tables = 0;
  return lines.map((line, at): Block => {
    const row = columns && asRow(line, columns);
    if (row) {
      tables += 1;
      return {
        kind: 'TABLE',
        cells: row,
        hasGeometry: false,
        where: { page: line.page, table: tables },
        lines: [at + 1],
      };
    }
    const text = line.words.map((word) => word.text).join(' ');
    return {
      kind: 'TEXT',
      text,
      isHeading: false,
      isWrappable: true,
      where: { page: line.page, line: at + 1 },
    };
  });
}
