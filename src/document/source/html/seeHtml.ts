import type { AnyNode, Element } from 'domhandler';
import { memoizeObject } from '../../../form/memoizeObject';
import { linesOfReport } from '../codeLine';
import { refusePageDepth } from '../refuseDepth';
import { isPale } from '../seen/colours';
import { DOUBLED, MASKED, PICTURE, REDRAWN, SAME_COLOUR, WRITTEN_BY_SCRIPT } from '../seen/doubts';
import { placeCells, type UnplacedCell, type UnplacedRow } from '../seen/placeCells';
import { lettersOf, type Manner, type Seen } from '../seen/seen';
import { arranged, besideDisplaced, type SeenChild } from './arranged';
import { askew } from './askew';
import { hiddenColumns, spanOf } from './hiddenColumns';
import { isGone } from './isGone';
import { listNumbers } from './listNumbers';
import { isColourless, isUnseen, type Look, lookOf, PLAIN_LOOK } from './look';
import { seeControl } from './seeControl';
import type { Declarations } from './styleRules';
import type { StyleSheets } from './styleSheets';
import { type TableRole, tableRoleOf } from './tableRoles';
import { INLINE, PICTURES, SKIPPED } from './tags';

const SMALLEST_PICTURE = 3;

const GENERATED = '样式表在此添加文字 a style sheet adds text here';
const MAY_BE_HIDDEN = '样式表可能隐藏此处 a style sheet that is not in the page may hide this';
const MARK_OF_NOTE = /^\s*[[［(（〔【]?(?:\d{1,3}|[*＊※①-⑳])[\]］)）〕】]?\s*$/u;
const LINK_TO_NOTE = /#.*(?:fn|ftn|note|ref|cite|注)/iu;

const isElement = (node: AnyNode): node is Element => node.type === 'tag';

/** Sees the elements of one page by its styles. */
export class PageView {
  private readonly listNumbers = new WeakMap<Element, ReadonlyMap<Element, string>>();
  private readonly styleOf = (element: Element) => this.styles.declarationsOf(element);

  constructor(private readonly styles: StyleSheets) {}

  /** Returns what a person sees of a node. */
  see(node: AnyNode, before: Look = PLAIN_LOOK, depth = 0): Seen[] {
    if (node.type === 'text') return this.seeText(node.data, before);
    if (node.type === 'script' && /document\.write/.test(textIn(node.children[0] ?? node)))
      return [{ kind: 'DOUBT', doubt: WRITTEN_BY_SCRIPT }];
    if (node.type === 'root') return this.seeChildren(node.children, before, depth);
    if (!isElement(node) || SKIPPED.has(node.name)) return [];
    refusePageDepth(depth);
    const declarations = this.styles.declarationsOf(node);
    if (isGone(node, declarations)) return [];
    const look = lookOf(node, declarations, before);
    if (node.name === 'br') return [{ kind: 'BREAK' }];
    if (PICTURES.has(node.name)) return seePicture(node, look);
    const generated: Seen[] = this.styles.hasGeneratedText(node) ? [{ kind: 'DOUBT', doubt: GENERATED }] : [];
    const control = seeControl(node);
    if (control) return isUnseen(look) ? generated : [...control, ...generated];
    if (node.name === 'footer') return linesOfReport(this.seeChildren(node.children, look, depth + 1));
    if (tableRoleOf(node, declarations) === 'TABLE')
      return [...generated, ...this.seeTable(node, look, depth)];
    const inner = this.seeInner(node, declarations, asNote(node, look), depth + 1);
    const children = [...generated, ...inner, ...askew(node, declarations, look, inner)];
    const number = node.name === 'li' ? this.numberOf(node, look) : undefined;
    // A number before a figure would be read as its beginning.
    if (number && /^\D/u.test(lettersOf(children).trim()))
      children.unshift({ kind: 'TEXT', text: number, manner: 'PLAIN' });
    if (isInline(node, declarations)) return children;
    return [{ kind: 'PARAGRAPH', children, isHeading: /^h[1-6]$/.test(node.name) }];
  }

  /** The number of an item of a numbered list. A sheet that is not in the page may take the numbers away. */
  private numberOf(item: Element, look: Look): string | undefined {
    const list = item.parent;
    if (!list || !isElement(list) || list.name !== 'ol' || look.hasForeignSheets) return undefined;
    const numbers = this.listNumbers.get(list) ?? listNumbers(list, (one) => this.styles.declarationsOf(one));
    this.listNumbers.set(list, numbers);
    return numbers.get(item);
  }

  private seeText(data: string, look: Look): Seen[] {
    const text = data.replace(/[ \t\r\n\f]+/g, ' ');
    if (text === '' || isUnseen(look)) return [];
    const manner: Manner = look.isWithdrawn ? 'WITHDRAWN' : look.shift;
    const seen: Seen = { kind: 'TEXT', text, manner, size: look.fontSize };
    if (text === ' ') return [seen];
    const doubts = [
      ...(isPale(look.colour, look.background) ? [SAME_COLOUR] : []),
      ...(look.mayBeHidden ? [MAY_BE_HIDDEN] : []),
      ...(look.isRedrawn && isColourless(look) ? [REDRAWN] : []),
      ...(look.isDoubled ? [DOUBLED] : []),
      ...(look.isMasked ? [MASKED] : []),
    ];
    return [seen, ...doubts.map((doubt): Seen => ({ kind: 'DOUBT', doubt }))];
  }

  /** Sees what is in an element in the order in which its style shows it. */
  private seeInner(element: Element, declarations: Declarations, look: Look, depth: number): Seen[] {
    const nodes = arranged(element.children, declarations, this.styleOf);
    const children = this.seeNodes(nodes, look, depth);
    return [
      ...children.flatMap(({ seen }) => seen),
      ...besideDisplaced(children, declarations, look.fontSize, this.styleOf),
    ];
  }

  private seeChildren(nodes: readonly AnyNode[], look: Look, depth: number): Seen[] {
    return this.seeNodes(nodes, look, depth).flatMap(({ seen }) => seen);
  }

  /** Sees nodes side by side. The same text laid over another counts once. */
  private seeNodes(nodes: readonly AnyNode[], look: Look, depth: number): SeenChild[] {
    const all: SeenChild[] = [];
    let previous = '';
    let isPreviousLaidOver = false;
    const mayRepeat = nodes.some((node) => isElement(node) && this.isLaidOver(node));
    for (const node of nodes) {
      const seen = this.see(node, look, depth);
      if (mayRepeat) {
        const letters = lettersOf(seen).trim();
        const isLaidOver = isElement(node) && this.isLaidOver(node);
        if (letters !== '' && letters === previous && (isLaidOver || isPreviousLaidOver)) continue;
        if (letters !== '') [previous, isPreviousLaidOver] = [letters, isLaidOver];
      }
      all.push({ node, seen });
    }
    return all;
  }

  private isLaidOver(element: Element): boolean {
    const declarations = this.styles.declarationsOf(element);
    return declarations.size > 0 && isLaidOverByStyle(declarations);
  }

  private seeTable(table: Element, look: Look, depth: number): Seen[] {
    const hidden = hiddenColumns(table, this.styleOf);
    const rows: UnplacedRow[] = [];
    const captions: Seen[] = [];
    let group = 0;
    const addCells = (cells: readonly Element[], before: Look, isHidden: boolean) =>
      rows.push({ cells: this.cellsOf(cells, before, depth + 1, hidden.size > 0), isHidden, group });
    const addRow = (row: Element, before: Look) => {
      const declarations = this.styles.declarationsOf(row);
      // A row that is not displayed gives its cells no place either; one that collapses does.
      if (isGone(row, declarations)) return;
      const isHidden = declarations.get('visibility') === 'collapse';
      const cells = arranged(row.children, declarations, this.styleOf).filter(isElement);
      addCells(cells, lookOf(row, declarations, before), isHidden);
    };
    const parts = table.children.filter(isElement).map((part) => ({ part, role: this.roleOf(part) }));
    // The foot is printed last, and cells without a row make one.
    const body = parts.filter(({ role }) => role !== 'FOOT');
    for (const { part, role } of [...body, ...parts.filter(({ role }) => role === 'FOOT')]) {
      if (role === 'ROW') addRow(part, look);
      else if (role === 'GROUP' || role === 'FOOT') {
        const declarations = this.styles.declarationsOf(part);
        if (isGone(part, declarations) || declarations.get('visibility') === 'collapse') continue;
        group += 1;
        for (const row of arranged(part.children, declarations, this.styleOf))
          if (isElement(row) && this.roleOf(row) === 'ROW') addRow(row, lookOf(part, declarations, look));
        group += 1;
      } else if (role === 'CAPTION') captions.push(...this.see(part, look, depth + 1));
    }
    const loose = parts.flatMap(({ part, role }) => (role === 'CELL' ? [part] : []));
    if (loose.length > 0) addCells(loose, look, false);
    return [...captions, { kind: 'TABLE', cells: placeCells(rows, hidden) }];
  }

  private roleOf(element: Element): TableRole | null {
    return tableRoleOf(element, this.styles.declarationsOf(element));
  }

  private cellsOf(
    children: readonly Element[],
    before: Look,
    depth: number,
    keepsPlaces: boolean,
  ): UnplacedCell[] {
    return children.flatMap((cell) => {
      if (this.roleOf(cell) !== 'CELL') return [];
      const declarations = this.styles.declarationsOf(cell);
      const isHidden = isGone(cell, declarations);
      if (isHidden && !keepsPlaces) return [];
      const look = lookOf(cell, declarations, before);
      const rowSpan =
        cell.attribs.rowspan?.trim() === '0' ? Number.POSITIVE_INFINITY : spanOf(cell.attribs.rowspan);
      const generated: Seen[] = this.styles.hasGeneratedText(cell)
        ? [{ kind: 'DOUBT', doubt: GENERATED }]
        : [];
      const seen = isHidden ? [] : this.seeInner(cell, declarations, look, depth + 1);
      const children = isHidden ? [] : [...seen, ...generated, ...askew(cell, declarations, look, seen)];
      return [{ children, rowSpan, columnSpan: spanOf(cell.attribs.colspan), isHidden }];
    });
  }
}

const isLaidOverByStyle = memoizeObject(
  (declarations: Declarations): boolean =>
    /^(?:absolute|fixed)$/.test(declarations.get('position') ?? '') ||
    /^-/.test(declarations.get('margin-left') ?? '') ||
    /^-/.test(declarations.get('margin-top') ?? ''),
);

/** A link that is only the mark of a note, or the mark of a note by its role, is raised wherever it stands. */
function asNote(element: Element, look: Look): Look {
  if (element.name !== 'a' || look.shift === 'RAISED' || !element.attribs.href?.includes('#')) return look;
  const letters = textIn(element);
  const isMark =
    MARK_OF_NOTE.test(letters) &&
    (LINK_TO_NOTE.test(element.attribs.href) ||
      /[[［〔【①-⑳*＊※]/u.test(letters) ||
      new RegExp(`#[a-z_-]*${letters.trim()}$`, 'iu').test(element.attribs.href));
  return isMark ? { ...look, shift: 'RAISED' } : look;
}

const textIn = (node: AnyNode, depth = 0): string => {
  if (node.type === 'text') return node.data;
  return isElement(node) && depth < 8 ? node.children.map((child) => textIn(child, depth + 1)).join('') : '';
};

function seePicture(element: Element, look: Look): Seen[] {
  const { width, height } = element.attribs;
  const isSpacer = [width, height].some(
    (size) => size !== undefined && Number.parseInt(size, 10) <= SMALLEST_PICTURE,
  );
  return isSpacer || look.isInvisible ? [] : [{ kind: 'DOUBT', doubt: PICTURE }];
}

function isInline(element: Element, declarations: Declarations): boolean {
  const display = declarations.get('display');
  if (display !== undefined && /^(?:block|flex|grid|list-item|table|flow-root)/.test(display)) return false;
  return INLINE.has(element.name) || element.name.includes(':') || /^inline/.test(display ?? '');
}
