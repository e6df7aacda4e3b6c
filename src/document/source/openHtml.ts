import { load } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import type { Block, SourceCell } from './blocks';
import { UnreadableDocument } from './unreadableDocument';

/** The most cells of all tables together, and the deepest nesting of elements that is followed. */
export const MOST_CELLS = 200_000;
const DEEPEST = 400;
const WIDEST_SPAN = 200;
/** A cell with more letters than this holds prose: its table is there for the layout. */
const LONGEST_CELL = 400;

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'svg',
  'iframe',
  'object',
  'select',
  'button',
  'option',
  'head',
  'map',
]);
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'big',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'ins',
  'label',
  'mark',
  'o:p',
  'q',
  's',
  'small',
  'span',
  'st1:chsdate',
  'strong',
  'sub',
  'sup',
  'tt',
  'u',
]);

const isElement = (node: AnyNode): node is Element => node.type === 'tag';
const isHidden = (element: Element) =>
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.attribs.style ?? '') ||
  'hidden' in element.attribs;
const rowsIn = (table: Element): Element[] =>
  table.children.flatMap((child) => {
    if (!isElement(child)) return [];
    if (child.name === 'tr') return [child];
    return /^(thead|tbody|tfoot)$/.test(child.name) ? rowsIn(child) : [];
  });
const cellsIn = (row: Element) =>
  row.children.filter((child): child is Element => isElement(child) && /^t[dh]$/.test(child.name));

function tooMuch(zh: string, en: string): UnreadableDocument {
  return new UnreadableDocument('document.tooLarge', zh, en);
}

/** The text of an element; line breaks and blocks within become line breaks. */
function textOf(node: AnyNode, depth: number): string {
  if (node.type === 'text') return node.data.replace(/[ \t\r\n\f]+/g, ' ');
  if (!isElement(node) || SKIPPED.has(node.name) || isHidden(node) || depth > DEEPEST) return '';
  if (node.name === 'br') return '\n';
  const inner = node.children.map((child) => textOf(child, depth + 1)).join('');
  return INLINE.has(node.name) ? inner : `\n${inner}\n`;
}

const tidy = (text: string) =>
  text
    .replace(/\u00a0/g, ' ')
    .replace(/ *\n\s*/g, '\n')
    .trim();

function contains(element: Element, name: string, depth = 0): boolean {
  return (
    depth < DEEPEST &&
    element.children.some(
      (child) => isElement(child) && (child.name === name || contains(child, name, depth + 1)),
    )
  );
}

const spanOf = (text: string | undefined) => {
  const span = Number(text ?? 1);
  return Number.isInteger(span) && span >= 1 ? Math.min(span, WIDEST_SPAN) : 1;
};

/** The cells of a table on its grid; the algorithm of HTML for spans. */
function gridOf(table: Element): SourceCell[] {
  const cells: SourceCell[] = [];
  const occupied = new Set<string>();
  for (const [row, element] of rowsIn(table).entries()) {
    let column = 0;
    for (const cell of cellsIn(element)) {
      while (occupied.has(`${row} ${column}`)) column += 1;
      const rowSpan = spanOf(cell.attribs.rowspan);
      const columnSpan = spanOf(cell.attribs.colspan);
      for (let down = 0; down < rowSpan; down += 1)
        for (let right = 0; right < columnSpan; right += 1) occupied.add(`${row + down} ${column + right}`);
      if (occupied.size > MOST_CELLS)
        throw tooMuch(
          '表格单元格过多。',
          `The tables have more than ${MOST_CELLS} cells; split the document.`,
        );
      cells.push({ text: tidy(textOf(cell, 0)), row, column, rowSpan, columnSpan });
      column += columnSpan;
    }
  }
  const last = rowsIn(table).length - 1;
  return cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, last - cell.row + 1) }));
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr)$/i;

/** Refuses a page whose elements are nested deeper than any page is: parsing such a one takes for ever. */
function refuseDepth(html: string): void {
  let depth = 0;
  for (const [, end, name, closed] of html.matchAll(/<(\/?)([a-z][\w:-]{0,30})[^<>]{0,2000}?(\/?)>/gi)) {
    if (VOID.test(name) || closed) continue;
    depth = Math.max(0, depth + (end ? -1 : 1));
    if (depth > DEEPEST)
      throw new UnreadableDocument(
        'document.tooDeep',
        `网页元素嵌套超过 ${DEEPEST} 层。`,
        `The elements of the page are nested deeper than ${DEEPEST}; save it again from a browser.`,
      );
  }
}

/** Text and tables of a page in reading order. Scripts, navigation and what is hidden are left out; nothing is fetched. */
export function openHtml(html: string): Block[] {
  const blocks: Block[] = [];
  let words = '';
  let line = 0;
  let tables = 0;
  let cells = 0;
  const flush = (isHeading: boolean) => {
    for (const part of tidy(words).split('\n')) {
      if (part.trim() === '') continue;
      line += 1;
      blocks.push({ kind: 'TEXT', text: part.trim(), isHeading, isWrappable: false, where: { line } });
    }
    words = '';
  };
  const walk = (node: AnyNode, depth: number) => {
    if (node.type === 'text') words += node.data.replace(/[ \t\r\n\f]+/g, ' ');
    if (!isElement(node) || SKIPPED.has(node.name) || isHidden(node) || depth > DEEPEST) return;
    if (node.name === 'br') {
      words += '\n';
      return;
    }
    if (node.name === 'table' && !contains(node, 'table')) {
      const grid = gridOf(node);
      const isLayout =
        grid.some((cell) => cell.text.length > LONGEST_CELL) ||
        Math.max(0, ...grid.map((cell) => cell.column)) === 0;
      if (!isLayout) {
        flush(false);
        tables += 1;
        cells += grid.length;
        if (cells > MOST_CELLS)
          throw tooMuch('表格单元格过多。', `The tables have more than ${MOST_CELLS} cells.`);
        blocks.push({ kind: 'TABLE', cells: grid, hasGeometry: true, where: { table: tables } });
        return;
      }
    }
    const isInline = INLINE.has(node.name);
    if (!isInline) flush(false);
    for (const child of node.children) walk(child, depth + 1);
    if (!isInline) flush(/^h[1-6]$/.test(node.name));
  };
  refuseDepth(html);
  const page = load(html);
  words = page('title').first().text();
  flush(true);
  for (const child of page.root()[0].children) walk(child, 0);
  flush(false);
  return blocks;
}
