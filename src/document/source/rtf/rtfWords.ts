import type { Shift } from '../seen/seen';
import { UnreadableDocument } from '../unreadableDocument';

/** How the words of a group look and what the group is. */
export interface State {
  readonly target: 'TEXT' | 'SKIPPED' | 'FONTS' | 'COLOURS' | 'CODE' | 'NOTE';
  readonly begins: 'FIELD' | 'NOTE' | null;
  readonly font: number;
  readonly isHidden: boolean;
  readonly isWithdrawn: boolean;
  readonly shift: Shift;
  /** In half points. */
  readonly size: number;
  readonly colour: number;
  readonly ground: number;
  /** How many letters stand in for a Unicode one. */
  readonly substitutes: number;
}

/** Groups whose text is not on the page. Groups that begin with \\* are passed over too, unless they are read below. */
export const SKIPPED =
  /^(?:stylesheet|info|header[lrf]?|footer[lrf]?|listtable|listoverridetable|revtbl|themedata|datastore|generator|bkmkstart|bkmkend|annotation|atnid|atnauthor|xe|tc|rsidtbl|object|sp|nonshppict|nesttableprops|pgdsctbl|ftnsep|ftnsepc|aftnsep|aftnsepc|upr|template|filetbl)$/;
/** Groups that are read although they begin with \\*. */
export const READ_AFTER_STAR = /^(?:fldinst|shpinst|shppict|nesttableprops|cs|result)$/;
/** Letters that RTF writes as words. */
export const LETTERS: Readonly<Record<string, string>> = {
  tab: ' ',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
};
/** Encodings of the character sets of fonts. */
export const ENCODING_OF_CHARSET: Readonly<Record<number, string>> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
};
/** Encodings of code pages. */
export const ENCODING_OF_PAGE: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** The state at the begin of a file. */
export const PLAIN: State = {
  target: 'TEXT',
  begins: null,
  font: 0,
  isHidden: false,
  isWithdrawn: false,
  shift: 'PLAIN',
  size: 24,
  colour: 0,
  ground: 0,
  substitutes: 1,
};

const DEEPEST = 1_000;

/** Refuses a file whose groups are nested deeper than programs nest them. */
export function refuseDepth(depth: number): void {
  if (depth > DEEPEST)
    throw new UnreadableDocument(
      'document.tooDeep',
      `RTF 文件嵌套超过 ${DEEPEST} 层，请另存为 DOCX。`,
      `The RTF is nested deeper than ${DEEPEST}; save it as DOCX.`,
    );
}

/** The words that raise or lower letters, or end that. */
export const SHIFTS = /^(?:super|sub|up|dn|nosupersub)$/;
/** In half points: what is raised by less stands on its line. */
const LEAST_SHIFT = 4;
const USUAL_SHIFT = 6;

/** Returns whether letters behind such a word stand above their line or below it. */
export function shiftOf(name: string, number: number | null): Shift {
  const isOn = /^(?:up|dn)$/.test(name) ? (number ?? USUAL_SHIFT) >= LEAST_SHIFT : number !== 0;
  if (!isOn || name === 'nosupersub') return 'PLAIN';
  return name === 'super' || name === 'up' ? 'RAISED' : 'LOWERED';
}
