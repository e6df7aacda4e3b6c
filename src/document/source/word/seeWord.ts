import type { AnyNode, Element } from 'domhandler';
import { refuseDepth } from '../refuseDepth';
import { CHUNK, FLOATING, FORMULA, NOT_FILLED, PICTURE, REORDERED } from '../seen/doubts';
import { lettersOf, type Seen } from '../seen/seen';
import { childOf, childrenOf, elementsIn, textOf } from '../xml/prefixedXml';
import { branchOf, isHiddenDrawing, isInBranch, stylesOf } from './drawings';
import { FieldStack } from './fields';
import { doubt, shift, withNumber, wordsIn } from './seenWords';
import { symbolOf } from './symbols';
import { isWithdrawn, partsIn, SKIPPED } from './wordBody';
import type { RunLook } from './wordLook';
import { completeNumbering, printedNumber } from './wordNumbers';
import type { WordSurroundings } from './wordSurroundings';
import { placeWordCells, type WordRow } from './wordTable';
import { wordValue } from './wordValue';

const LONGEST_NOTE = 200;
const THINNEST_ROW = 40;

interface Place {
  readonly look: RunLook;
  /** The ground of the cell and whether the style of its table may give it another. */
  readonly mayHaveGround: boolean;
  readonly isInCell: boolean;
  /** How its table lets runs look. */
  readonly inTable?: RunLook;
  readonly depth: number;
}

/** Sees the body of one Word document. */
export class WordView {
  private readonly fields = new FieldStack();
  private noteNumber = 0;
  private floats: Seen[] = [];

  constructor(private readonly around: WordSurroundings) {}

  /** Returns what a person sees of the body of the document. */
  see(body: AnyNode): Seen[] {
    return this.seeBlocks(body, { look: {}, mayHaveGround: false, isInCell: false, depth: 0 });
  }

  private seeBlocks(parent: AnyNode, place: Place): Seen[] {
    refuseDepth(place.depth);
    const inner = { ...place, depth: place.depth + 1 };
    return childrenOf(parent).flatMap((child): Seen[] => {
      if (SKIPPED.has(child.name) || isWithdrawn(child)) return [];
      if (child.name === 'w:p') return this.seeParagraph(child, inner);
      if (child.name === 'w:tbl') return this.seeTable(child, inner);
      if (child.name === 'w:r') return this.seeRun(child, inner);
      if (child.name === 'w:altChunk') return this.seeChunk(child);
      if (child.name === 'w:sdt') return this.seeControl(child, (content) => this.seeBlocks(content, inner));
      if (child.name === 'mc:AlternateContent') return this.seeBlocks(branchOf(child), inner);
      return this.seeBlocks(child, inner);
    });
  }

  private seeChunk(chunk: Element): Seen[] {
    const blocks = this.around.chunks.get(chunk.attribs['r:id'] ?? '');
    return blocks ? [{ kind: 'BLOCKS', blocks }] : [doubt(CHUNK)];
  }

  private seeParagraph(paragraph: Element, place: Place): Seen[] {
    const { styles, numbers } = this.around;
    const properties = childOf(paragraph, 'w:pPr');
    const { background } = place.look;
    const own = styles.lookOfParagraph(properties, place.inTable);
    const look = { ...own, background: own.background ?? background };
    const numbering = childOf(properties, 'w:numPr') ?? styles.numberingOf(properties);
    const outer = this.floats;
    this.floats = [];
    const words = this.seeInline(paragraph, { ...place, look });
    const printed =
      printedNumber(properties) ?? numbers.next(completeNumbering(numbering, styles.numberingOf(properties)));
    const children = [...withNumber(printed, words, look), ...this.floats];
    this.floats = outer;
    return [{ kind: 'PARAGRAPH', children, isHeading: !place.isInCell && styles.isHeading(properties) }];
  }

  private seeInline(parent: AnyNode, place: Place): Seen[] {
    refuseDepth(place.depth);
    const inner = { ...place, depth: place.depth + 1 };
    return childrenOf(parent).flatMap((child): Seen[] => {
      if (SKIPPED.has(child.name) || isWithdrawn(child)) return [];
      if (child.name === 'w:r' || child.name === 'm:r') return this.seeRun(child, inner);
      if (child.name === 'w:fldSimple') return this.seeSimpleField(child, inner);
      if (child.name === 'w:sdt') return this.seeControl(child, (content) => this.seeInline(content, inner));
      if (child.name === 'mc:AlternateContent') return this.seeInline(branchOf(child), inner);
      if (child.name === 'w:bdo' && wordValue(child) === 'rtl')
        return [...this.seeInline(child, inner), doubt(REORDERED)];
      if (/^m:(?:f|rad|sSup)$/.test(child.name)) return [...this.seeInline(child, inner), doubt(FORMULA)];
      if (child.name === 'm:sup') return shift(this.seeInline(child, inner), 'RAISED');
      if (child.name === 'm:sub') return shift(this.seeInline(child, inner), 'LOWERED');
      return this.seeInline(child, inner);
    });
  }

  private seeSimpleField(field: Element, place: Place): Seen[] {
    this.fields.begin(null, /^(?:1|true|on)$/.test(field.attribs['w:dirty'] ?? ''));
    this.fields.addCode(field.attribs['w:instr'] ?? '');
    this.fields.separate();
    const seen = this.seeInline(field, place);
    return [...seen, ...this.fields.end()];
  }

  private seeControl(control: Element, seeContent: (content: Element) => Seen[]): Seen[] {
    const properties = childOf(control, 'w:sdtPr');
    const content = childOf(control, 'w:sdtContent');
    if (!content || childOf(properties, 'w14:checkbox')) return [];
    const seen = seeContent(content);
    const placeholder = childOf(properties, 'w:showingPlcHdr');
    if (!placeholder || wordValue(placeholder) === '0') return seen;
    return /\d/u.test(lettersOf(seen)) ? [...seen, doubt(NOT_FILLED)] : [doubt(NOT_FILLED)];
  }

  private seeRun(run: Element, place: Place): Seen[] {
    const properties = childOf(run, 'w:rPr');
    const look = this.around.styles.lookOfRun(properties, place.look);
    return childrenOf(run).flatMap((child) => this.seePiece(child, look, place));
  }

  private seePiece(piece: Element, look: RunLook, around: Place): Seen[] {
    refuseDepth(around.depth);
    const place = { ...around, depth: around.depth + 1 };
    switch (piece.name) {
      case 'w:fldChar':
        return this.fields.take(piece);
      case 'w:instrText':
        this.fields.addCode(textOf(piece));
        return [];
      case 'w:t':
      case 'm:t':
        return this.seeText(textOf(piece), look, place);
      case 'w:tab':
      case 'w:ptab':
        return this.seeText(' ', look, place);
      case 'w:noBreakHyphen':
        return this.seeText('-', look, place);
      case 'w:sym':
        return this.seeSymbol(piece, look, place);
      case 'w:br':
      case 'w:cr':
        return this.fields.isCode() ? [] : [{ kind: 'BREAK' }];
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        return this.seeReference(piece, look);
      case 'w:footnote':
      case 'w:endnote':
        return this.seeOwnNote(piece);
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return this.seeDrawing(piece, look, place);
      case 'mc:AlternateContent':
        return childrenOf(branchOf(piece)).flatMap((child) => this.seePiece(child, look, place));
      case 'w:ruby':
        return elementsIn(piece, 'w:rubyBase').flatMap((base) => this.seeInline(base, { ...place, look }));
      default:
        return SKIPPED.has(piece.name)
          ? []
          : childrenOf(piece).flatMap((child) => this.seePiece(child, look, place));
    }
  }

  private seeText(text: string, look: RunLook, { mayHaveGround }: Place): Seen[] {
    if (text === '' || this.fields.isCode()) return [];
    const seen = wordsIn(text, look, mayHaveGround);
    if (seen.length > 0) this.fields.show();
    return seen;
  }

  private seeSymbol(symbol: Element, look: RunLook, place: Place): Seen[] {
    const { 'w:font': font = '', 'w:char': code = '' } = symbol.attribs;
    return this.seeText(symbolOf(font, code), look, place);
  }

  private seeReference(reference: Element, look: RunLook): Seen[] {
    if (look.isHidden || this.fields.isCode()) return [];
    const kind = reference.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
    return this.note(this.around.notes.get(`${kind} ${reference.attribs['w:id']}`) ?? '');
  }

  /** In Word 2003 XML the note stands where its mark is. */
  private seeOwnNote(note: Element): Seen[] {
    return this.note(elementsIn(note, 'w:t').map(textOf).join(''));
  }

  private note(text: string): Seen[] {
    this.noteNumber += 1;
    const words = text.trim().slice(0, LONGEST_NOTE);
    const printed = `注${this.noteNumber}${words === '' ? '' : `：${words}`}`;
    return [{ kind: 'TEXT', text: printed, manner: 'NOTE' }];
  }

  private seeDrawing(drawing: Element, look: RunLook, place: Place): Seen[] {
    if (look.isHidden || this.fields.isCode() || isHiddenDrawing(drawing)) return [];
    const boxes = elementsIn(drawing, 'w:txbxContent').filter((box) => isInBranch(box, drawing));
    if (boxes.length === 0) return [doubt(PICTURE)];
    const isFloating =
      elementsIn(drawing, 'wp:anchor').length > 0 || /position:absolute/.test(stylesOf(drawing));
    for (const box of boxes) {
      const seen = this.seeBlocks(box, { ...place, look: {}, depth: place.depth + 1 });
      const isDoubtful = isFloating && place.isInCell && /\d/u.test(lettersOf(seen));
      this.floats.push(...seen, ...(isDoubtful ? [doubt(FLOATING)] : []));
    }
    return [];
  }

  private seeTable(table: Element, place: Place): Seen[] {
    const properties = childOf(table, 'w:tblPr');
    const mayHaveGround = this.around.styles.isShaded(properties);
    const inTable = this.around.styles.lookInTable(properties);
    const rows = partsIn(table, 'w:tr', place.depth).map((row): WordRow => {
      const own = childOf(row, 'w:trPr');
      const height = childOf(own, 'w:trHeight');
      const isFlat =
        (height?.attribs['w:hRule'] ?? height?.attribs['w:h-rule']) === 'exact' &&
        Number(wordValue(height)) <= THINNEST_ROW;
      const hidden = childOf(own, 'w:hidden');
      return {
        skipped: Number(wordValue(childOf(own, 'w:gridBefore')) ?? 0) || 0,
        isHidden: (hidden !== null && wordValue(hidden) !== '0') || isFlat || childOf(own, 'w:del') !== null,
        cells: partsIn(row, 'w:tc', place.depth).map((cell) => ({
          properties: childOf(cell, 'w:tcPr'),
          see: (ground) =>
            this.seeBlocks(cell, {
              look: ground ? { background: ground } : {},
              mayHaveGround: mayHaveGround && !ground,
              isInCell: true,
              inTable,
              depth: place.depth + 1,
            }),
        })),
      };
    });
    return [{ kind: 'TABLE', cells: placeWordCells(rows) }];
  }
}
