import type { AnyNode, Element } from 'domhandler';
import { refuseDepth } from '../refuseDepth';
import { FLOATING, PICTURE, SAME_COLOUR } from '../seen/doubts';
import { placeCells, type UnplacedCell, type UnplacedRow } from '../seen/placeCells';
import { lettersOf, type Manner, type Seen } from '../seen/seen';
import { childrenOf, elementsIn } from '../xml/prefixedXml';
import { isFaint, isUnseen, type OdtLook, type OdtStyles } from './odtStyles';

const MOST_REPEATED = 200;
const LONGEST_NOTE = 200;
const NOT_FILLED = '占位域未填写 a placeholder is not filled in';

/** Content that is no text of the page: what tracked changes took away, names, remarks. */
const SKIPPED = new Set([
  'text:tracked-changes',
  'office:annotation',
  'office:forms',
  'text:sequence-decls',
  'text:variable-decls',
  'text:user-field-decls',
  'text:ruby-text',
  'text:hidden-text',
  'table:covered-table-cell',
  'svg:title',
  'svg:desc',
]);

interface Place {
  readonly look: OdtLook;
  readonly isInCell: boolean;
  readonly depth: number;
}

const repeated = (value: string | undefined) =>
  Math.min(MOST_REPEATED, Math.max(1, Number.parseInt(value ?? '1', 10) || 1));
const isHiddenBy = ({ attribs }: Element) =>
  attribs['text:is-hidden'] === 'true' ||
  attribs['text:display'] === 'none' ||
  /^(?:collapse|filter)$/.test(attribs['table:visibility'] ?? '');

/** Sees the body of one OpenDocument text. */
export class OdtView {
  private noteNumber = 0;
  /** The tracked deletions within which the walk is. */
  private readonly openDeletions = new Set<string>();

  /** `deletions` are the changes that took text away; LibreOffice may leave that text in its place, between two marks. */
  constructor(
    private readonly styles: OdtStyles,
    private readonly deletions: ReadonlySet<string>,
  ) {}

  /** Returns what a person sees of the body. */
  see(body: AnyNode): Seen[] {
    return this.seeBlocks(body, { look: {}, isInCell: false, depth: 0 });
  }

  private seeBlocks(parent: AnyNode, before: Place): Seen[] {
    const place = deeper(before);
    return childrenOf(parent).flatMap((child): Seen[] => {
      if (SKIPPED.has(child.name) || isHiddenBy(child)) return [];
      if (child.name === 'text:p' || child.name === 'text:h') return this.seeParagraph(child, place);
      if (child.name.startsWith('text:change-')) this.takeChange(child);
      if (child.name === 'table:table') return this.seeTable(child, place);
      if (child.name.startsWith('draw:')) return this.seeDrawing(child, place);
      return this.seeBlocks(child, place);
    });
  }

  private takeChange(mark: Element): void {
    const id = mark.attribs['text:change-id'] ?? '';
    if (mark.name === 'text:change-end') this.openDeletions.delete(id);
    else if (this.deletions.has(id)) this.openDeletions.add(id);
  }

  private seeParagraph(paragraph: Element, place: Place): Seen[] {
    if (elementsIn(paragraph, 'text:hidden-paragraph').some(isHiddenBy)) return [];
    const look = this.styles.lookIn('paragraph', paragraph.attribs['text:style-name'], place.look);
    const children = this.seeInline(paragraph, { ...place, look });
    return [
      { kind: 'PARAGRAPH', children, isHeading: paragraph.name === 'text:h' || look.isHeading === true },
    ];
  }

  private seeInline(parent: Element, before: Place): Seen[] {
    const place = deeper(before);
    return parent.children.flatMap((child): Seen[] => {
      if (child.type === 'text') return this.seeText(child.data.replace(/[ \t\r\n]+/g, ' '), place);
      return child.type === 'tag' ? this.seePiece(child, place) : [];
    });
  }

  private seePiece(piece: Element, place: Place): Seen[] {
    if (SKIPPED.has(piece.name) || isHiddenBy(piece)) return [];
    switch (piece.name) {
      case 'text:span':
        return this.seeInline(piece, {
          ...place,
          look: this.styles.lookIn('text', piece.attribs['text:style-name'], place.look),
        });
      case 'text:s':
      case 'text:tab':
        return this.seeText(' ', place);
      case 'text:line-break':
        return [{ kind: 'BREAK' }];
      case 'text:note':
        return this.seeNote(piece);
      case 'text:change-start':
      case 'text:change-end':
        this.takeChange(piece);
        return [];
      case 'text:placeholder':
        return [{ kind: 'DOUBT', doubt: NOT_FILLED }];
      case 'text:p':
      case 'text:h':
        return this.seeParagraph(piece, place);
      default:
        return piece.name.startsWith('draw:') ? this.seeDrawing(piece, place) : this.seeInline(piece, place);
    }
  }

  private seeText(text: string, { look }: Place): Seen[] {
    if (text === '' || this.openDeletions.size > 0 || isUnseen(look)) return [];
    const manner: Manner = look.isWithdrawn ? 'WITHDRAWN' : (look.shift ?? 'PLAIN');
    const seen: Seen = { kind: 'TEXT', text, manner, size: look.size };
    return isFaint(look) ? [seen, { kind: 'DOUBT', doubt: SAME_COLOUR }] : [seen];
  }

  private seeNote(note: Element): Seen[] {
    this.noteNumber += 1;
    const [body] = elementsIn(note, 'text:note-body');
    const words = body ? lettersOf(this.seeBlocks(body, { look: {}, isInCell: false, depth: 0 })).trim() : '';
    const text = `注${this.noteNumber}${words === '' ? '' : `：${words.slice(0, LONGEST_NOTE)}`}`;
    return [{ kind: 'TEXT', text, manner: 'NOTE' }];
  }

  private seeDrawing(drawing: Element, place: Place): Seen[] {
    const boxes = elementsIn(drawing, 'draw:text-box');
    if (boxes.length === 0) return [{ kind: 'DOUBT', doubt: PICTURE }];
    const isFloating = drawing.attribs['text:anchor-type'] !== 'as-char';
    return boxes.flatMap((box) => {
      const seen = this.seeBlocks(box, { ...place, look: {} });
      const isDoubtful = isFloating && place.isInCell && /\d/u.test(lettersOf(seen));
      return [...seen, ...(isDoubtful ? [{ kind: 'DOUBT' as const, doubt: FLOATING }] : [])];
    });
  }

  private seeTable(table: Element, place: Place): Seen[] {
    const hiddenColumns = new Set<number>();
    let at = 0;
    for (const column of elementsIn(table, 'table:table-column'))
      for (let count = repeated(column.attribs['table:number-columns-repeated']); count > 0; count -= 1) {
        const look = this.styles.lookIn('table-column', column.attribs['table:style-name'], {});
        if (isHiddenBy(column) || look.isCollapsed) hiddenColumns.add(at);
        at += 1;
      }
    const rows = this.rowsIn(table, place).flatMap((row): UnplacedRow[] => {
      const look = this.styles.lookIn('table-row', row.attribs['table:style-name'], {});
      const isHidden = isHiddenBy(row) || look.isCollapsed === true;
      const cells = this.cellsIn(row, place);
      return Array.from({ length: repeated(row.attribs['table:number-rows-repeated']) }, () => ({
        cells,
        isHidden,
        group: 0,
      }));
    });
    return [{ kind: 'TABLE', cells: placeCells(rows, hiddenColumns) }];
  }

  private rowsIn(parent: Element, before: Place): Element[] {
    const place = deeper(before);
    return childrenOf(parent).flatMap((child) => {
      if (child.name === 'table:table-row') return [child];
      return /^table:table-(?:rows|header-rows|row-group)$/.test(child.name) ? this.rowsIn(child, place) : [];
    });
  }

  /** Cells that a span covers are written all the same; the grid knows them. */
  private cellsIn(row: Element, place: Place): UnplacedCell[] {
    return childrenOf(row, 'table:table-cell').flatMap((cell) => {
      const look = this.styles.lookIn('table-cell', cell.attribs['table:style-name'], {
        background: place.look.background,
      });
      const isCut = cell.attribs['table:protected'] === 'hidden-and-protected';
      const children = isCut ? [] : this.seeBlocks(cell, { look, isInCell: true, depth: place.depth });
      const rowSpan = repeated(cell.attribs['table:number-rows-spanned']);
      const columnSpan = repeated(cell.attribs['table:number-columns-spanned']);
      return Array.from({ length: repeated(cell.attribs['table:number-columns-repeated']) }, () => ({
        children,
        rowSpan,
        columnSpan,
      }));
    });
  }
}

function deeper(place: Place): Place {
  refuseDepth(place.depth);
  return { ...place, depth: place.depth + 1 };
}
