import { colourOf, isPale, looksAlike } from '../seen/colours';
import { PICTURE, SAME_COLOUR } from '../seen/doubts';
import type { Manner, Seen } from '../seen/seen';
import { FieldStack } from '../word/fields';
import { type CellFormat, NO_MERGE, placeRtfCells, type RtfRow } from './rtfTables';
import { type RtfToken, rtfTokens } from './rtfTokens';
import {
  ENCODING_OF_CHARSET,
  ENCODING_OF_PAGE,
  LETTERS,
  PLAIN,
  READ_AFTER_STAR,
  refuseDepth,
  SHIFTS,
  SKIPPED,
  type State,
  shiftOf,
} from './rtfWords';

const LONGEST_NOTE = 200;
const SMALLEST = 2;

/**
 * Sees one RTF file. It is taken apart here because no kept library reads tables of RTF: rtf-parser drops them, rtf.js
 * draws into a browser, and rtf-stream-parser only takes out the HTML of mails.
 */
export class RtfView {
  private state: State = PLAIN;
  private readonly groups: State[] = [];
  private readonly fields = new FieldStack();
  private readonly charsets = new Map<number, number>();
  private readonly colours: string[] = [];
  private colour: number[] | null = null;
  private page = 1252;
  private defaultFont = 0;
  private bytes: number[] = [];
  private toSkip = 0;
  private words: Seen[] = [];
  private readonly blocks: Seen[] = [];
  private cell: Seen[] = [];
  private cells: Seen[][] = [];
  private rows: RtfRow[] = [];
  private formats: CellFormat[] = [];
  private start = 0;
  private merge: Pick<CellFormat, 'across' | 'down' | 'ground'> = NO_MERGE;
  private isInTable = false;
  private isHeading = false;
  private isStarred = false;
  private noteText = '';
  private noteNumber = 0;

  /** Returns what a person sees of the file. */
  see(rtf: string): Seen[] {
    for (const token of rtfTokens(rtf)) {
      if (token.kind !== 'BYTE') this.flushBytes();
      this.take(token);
    }
    this.flushBytes();
    this.endParagraph();
    this.endTable();
    return this.blocks;
  }

  private take(token: RtfToken): void {
    if (token.kind === 'BEGIN') {
      this.groups.push(this.state);
      refuseDepth(this.groups.length);
      this.state = { ...this.state, begins: null };
      this.isStarred = false;
    } else if (token.kind === 'END') this.endGroup();
    else if (token.kind === 'WORD') this.takeWord(token.name, token.number);
    else if (token.kind === 'BYTE') {
      if (this.toSkip > 0) this.toSkip -= 1;
      else this.bytes.push(token.byte);
    } else this.takeLetters(token.letters);
  }

  private endGroup(): void {
    const { begins } = this.state;
    this.state = this.groups.pop() ?? PLAIN;
    if (begins === 'FIELD') this.words.push(...this.fields.end());
    if (begins === 'NOTE') {
      this.noteNumber += 1;
      const text = this.noteText.trim().slice(0, LONGEST_NOTE);
      this.noteText = '';
      const printed = `注${this.noteNumber}${text === '' ? '' : `：${text}`}`;
      this.words.push({ kind: 'TEXT', text: printed, manner: 'NOTE' });
    }
  }

  private takeLetters(letters: string): void {
    const rest = letters.slice(this.toSkip);
    this.toSkip = Math.max(0, this.toSkip - letters.length);
    // Letters beyond ASCII are bytes of the font's encoding that a program did not escape.
    if (/[\u0080-\u00ff]/.test(rest)) {
      for (const letter of rest) this.bytes.push(letter.charCodeAt(0));
      this.flushBytes();
    } else this.show(rest);
  }

  private flushBytes(): void {
    if (this.bytes.length === 0) return;
    const charset = this.charsets.get(this.state.font) ?? 0;
    const encoding = ENCODING_OF_CHARSET[charset] ?? ENCODING_OF_PAGE[this.page] ?? 'windows-1252';
    const text = new TextDecoder(encoding).decode(Uint8Array.from(this.bytes));
    this.bytes = [];
    this.show(text);
  }

  private show(text: string): void {
    const { state } = this;
    if (state.target === 'COLOURS') this.takeColours(text);
    else if (state.target === 'CODE') this.fields.addCode(text);
    else if (state.target === 'NOTE') this.noteText += text;
    const isUnseen = state.isHidden || state.size <= SMALLEST || this.isOnGround(looksAlike);
    if (state.target !== 'TEXT' || text === '' || isUnseen) return;
    this.fields.show();
    const manner: Manner = state.isWithdrawn ? 'WITHDRAWN' : state.shift;
    this.words.push({ kind: 'TEXT', text, manner, size: state.size });
    if (this.isOnGround(isPale)) this.words.push({ kind: 'DOUBT', doubt: SAME_COLOUR });
  }

  /** Whether the colour of what comes now stands so to that of its ground. */
  private isOnGround(compare: (colour: string, ground: string) => boolean): boolean {
    const { colour, ground } = this.state;
    const own = this.colours[colour];
    const behind = ground || this.formats[this.cells.length]?.ground || 0;
    return colour > 0 && Boolean(own) && compare(own, this.colours[behind] || '#ffffff');
  }

  /** The table of colours: red, green and blue before each semicolon; the first may be empty, which is the usual colour. */
  private takeColours(text: string): void {
    for (const letter of text) {
      if (letter !== ';') continue;
      this.colours.push(this.colour ? colourOf(`rgb(${this.colour.join(',')})`) : '');
      this.colour = null;
    }
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  private takeWord(name: string, number: number | null): void {
    if (name === '*') {
      this.isStarred = true;
      return;
    }
    const isStarred = this.isStarred;
    this.isStarred = false;
    if (this.state.target === 'SKIPPED') return;
    if ((isStarred && !READ_AFTER_STAR.test(name)) || SKIPPED.test(name)) this.set({ target: 'SKIPPED' });
    else if (this.state.target === 'COLOURS') {
      if (/^(?:red|green|blue)$/.test(name)) this.colour = [...(this.colour ?? []), number ?? 0];
    } else if (this.state.target === 'FONTS') {
      if (name === 'f') this.set({ font: number ?? 0 });
      else if (name === 'fcharset') this.charsets.set(this.state.font, number ?? 0);
    } else this.takeControl(name, number) || this.takeTableWord(name, number);
  }

  /** Takes a word about letters, paragraphs and groups. Returns whether it was one. */
  private takeControl(name: string, number: number | null): boolean {
    const isOn = number !== 0;
    if (name in LETTERS) this.show(LETTERS[name]);
    else if (name === 'u') this.takeUnicode(number ?? 0);
    else if (name === 'uc') this.set({ substitutes: Math.max(0, number ?? 1) });
    else if (name === 'ansicpg') this.page = number ?? 1252;
    else if (name === 'deff') this.defaultFont = number ?? 0;
    else if (name === 'f') this.set({ font: number ?? 0 });
    else if (name === 'fonttbl') this.set({ target: 'FONTS' });
    else if (name === 'colortbl') this.set({ target: 'COLOURS' });
    else if (name === 'v' || name === 'deleted') this.set({ isHidden: isOn });
    else if (name === 'strike' || name === 'striked') this.set({ isWithdrawn: isOn });
    else if (SHIFTS.test(name)) this.set({ shift: shiftOf(name, number) });
    else if (name === 'fs') this.set({ size: number ?? 24 });
    else if (name === 'cf') this.set({ colour: number ?? 0 });
    else if (/^(?:highlight|chcbpat|cb)$/.test(name)) this.set({ ground: number ?? 0 });
    else if (name === 'plain') this.takePlain();
    else if (name === 'field') {
      this.fields.begin(null);
      this.set({ begins: 'FIELD' });
    } else if (name === 'fldinst') this.set({ target: 'CODE' });
    else if (name === 'fldrslt') this.fields.separate();
    else if (name === 'footnote') this.set({ target: 'NOTE', begins: 'NOTE' });
    else if (name === 'pict') {
      this.set({ target: 'SKIPPED' });
      this.words.push({ kind: 'DOUBT', doubt: PICTURE });
    } else return false;
    return true;
  }

  private takePlain(): void {
    const { target, begins, substitutes } = this.state;
    this.state = { ...PLAIN, font: this.defaultFont, target, begins, substitutes };
  }

  private takeUnicode(number: number): void {
    this.show(String.fromCharCode(number < 0 ? number + 65_536 : number));
    this.toSkip = this.state.substitutes;
  }

  private takeTableWord(name: string, number: number | null): void {
    if (name === 'line') this.words.push({ kind: 'BREAK' });
    else if (name === 'par' || name === 'sect' || name === 'page') this.endParagraph();
    else if (name === 'pard') [this.isInTable, this.isHeading] = [false, false];
    else if (name === 'intbl') this.isInTable = true;
    else if (name === 'outlinelevel') this.isHeading = (number ?? 9) < 9;
    else if (name === 'trowd') [this.formats, this.start, this.merge] = [[], 0, NO_MERGE];
    else if (name === 'trleft') this.start = number ?? 0;
    else if (name === 'clmgf') this.merge = { ...this.merge, across: 'FIRST' };
    else if (name === 'clmrg') this.merge = { ...this.merge, across: 'NEXT' };
    else if (name === 'clvmgf') this.merge = { ...this.merge, down: 'FIRST' };
    else if (name === 'clvmrg') this.merge = { ...this.merge, down: 'NEXT' };
    else if (name === 'clcbpat') this.merge = { ...this.merge, ground: number ?? 0 };
    else if (name === 'cellx') {
      this.formats.push({ ...this.merge, end: number ?? 0 });
      this.merge = NO_MERGE;
    } else if (name === 'nestcell') this.words.push({ kind: 'BREAK' });
    else if (name === 'cell') this.endCell();
    else if (name === 'row') this.endRow();
  }

  private endParagraph(): void {
    const paragraph: Seen = { kind: 'PARAGRAPH', children: this.words, isHeading: this.isHeading };
    this.words = [];
    if (this.isInTable) this.cell.push(paragraph);
    else {
      this.endTable();
      this.blocks.push(paragraph);
    }
  }

  private endCell(): void {
    this.cells.push([...this.cell, ...this.words]);
    this.cell = [];
    this.words = [];
  }

  private endRow(): void {
    if (this.cells.length > 0)
      this.rows.push({ start: this.start, formats: this.formats, cells: this.cells });
    this.cells = [];
  }

  private endTable(): void {
    this.endRow();
    if (this.rows.length > 0) this.blocks.push({ kind: 'TABLE', cells: placeRtfCells(this.rows) });
    this.rows = [];
  }
}
