import type { TextMarks } from '../blocks';
import { IN_TWO_SIZES, RAISED_ONLY, REORDERED, SAME_SIZE } from './doubts';
import type { Manner } from './seen';

/** A line as a person sees it, with what goes beside it. */
export interface SeenLine extends TextMarks {
  readonly text: string;
}

/** Words of one line that are printed in one manner. */
export interface Words {
  readonly text: string;
  readonly manner: Manner;
  /** Size of its letters, in any unit. */
  readonly size?: number;
}

const RAISED_MARK =
  /^[[(（〔【]?(?:注?\s*\d{1,3}|[\u2460-\u24ff\u2776-\u2793]+|[*＊※†‡#△]{1,3}|[a-z]|注)[\])）〕】]?$/u;
const FIGURE = /^[+\-－−]?[\d０-９][\d０-９,，.．\s]*(?:万元|亿元|元|件|项|条|宗|个|份|篇|次|起)?$/u;
// Soft hyphens, joiners, marks of direction: letters that nobody sees.
const INVISIBLE = /\p{Cf}/gu;
const REVERSED = /[\u202d\u202e][^\n]*\d/u;
const RAISED_POWER: Readonly<Record<string, string>> = { 2: '²', 3: '³' };

const POWER = '可能是幂次 it may be a power';
const WITHDRAWN_ONLY = '数字已划去，没有改写 the figure is struck out and none replaces it';
const RINGED_ONLY = '只有圈起的数字 there is only a number in a ring';
const PLACEHOLDER = '占位域未填写 a placeholder is not filled in';
const BEGUN = '上标未完，后面的数字可能属于它 a raised mark goes on in the digits behind it';

/** Returns a text with every space as one kind, and without letters that are never seen. */
export const visibleLetters = (text: string): string =>
  text.replace(INVISIBLE, '').replace(/[\u00a0\u2002-\u200a\u202f]/gu, ' ');

function joinAlike(words: readonly Words[]): Words[] {
  const joined: Words[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before?.manner === word.manner)
      joined[joined.length - 1] = { ...before, text: before.text + word.text };
    else joined.push(word);
  }
  return joined;
}

/** Puts the words of a text together: raised marks and withdrawn words become notes, raised letters of prose stay. */
function placeWords(words: readonly Words[]): {
  text: string;
  notes: string[];
  isPower: boolean;
  isWithdrawn: boolean;
} {
  const plain = words.filter(({ manner }) => manner === 'PLAIN').map(({ text }) => text);
  const bare = visibleLetters(plain.join('')).trim();
  const notes: string[] = [];
  let text = '';
  let isPower = false;
  for (const { text: own, manner } of words) {
    const mark = visibleLetters(own).trim();
    if (manner === 'WITHDRAWN' || manner === 'NOTE') {
      if (mark !== '') notes.push(mark);
    } else if (manner === 'PLAIN' || mark === '' || bare === '') text += own;
    else if (manner === 'LOWERED' && !FIGURE.test(bare)) text += own;
    else if (mark in RAISED_POWER && /[a-zA-Z米]\s*$/u.test(text)) text += RAISED_POWER[mark];
    else if (RAISED_MARK.test(mark) || FIGURE.test(bare)) {
      notes.push(mark);
      isPower ||= /[×xX*·]\s*10\s*$/u.test(text);
    } else text += own;
  }
  const isWithdrawn = words.some((word) => word.manner === 'WITHDRAWN' && /\d/u.test(word.text));
  return { text, notes, isPower, isWithdrawn };
}

const isShifted = (manner: Manner) => manner === 'RAISED' || manner === 'LOWERED';

function isInTwoSizes(words: readonly Words[]): boolean {
  const sizes = words.flatMap(({ text, manner, size }) =>
    size !== undefined && manner === 'PLAIN' && /\d/u.test(text) ? [size] : [],
  );
  return sizes.length > 1 && Math.min(...sizes) < Math.max(...sizes) * SAME_SIZE;
}

/** Whether a raised mark that needs a number has digits behind it, as programs leave it that close marks too early. */
const isMarkBegun = (words: readonly Words[]) =>
  words.some(
    ({ manner, text }, at) =>
      manner === 'RAISED' && /(?:注|[[(（〔【])\s*$/u.test(text) && /^\s*\d/u.test(words[at + 1]?.text ?? ''),
  );

/** Returns a line, or a cell with its lines, as it is seen: notes and doubts beside its text. Null when nothing is there. */
export function composeLine(pieces: readonly Words[], doubts: readonly string[]): SeenLine | null {
  // Most cells hold a figure and nothing else.
  if (
    pieces.length === 1 &&
    doubts.length === 0 &&
    pieces[0].manner === 'PLAIN' &&
    /^[\d.]+$/.test(pieces[0].text)
  )
    return { text: pieces[0].text };
  const words = joinAlike(pieces);
  const placed = placeWords(words);
  const text = visibleLetters(placed.text)
    .replace(/[ \t]+/gu, ' ')
    .replace(/ ?\n\s*/gu, '\n')
    .trim();
  const { notes, isPower, isWithdrawn } = placed;
  const isRaised =
    words.some(({ manner, text: own }) => isShifted(manner) && own.trim() !== '') &&
    words.every(({ manner, text: own }) => manner !== 'PLAIN' || own.trim() === '');
  const found = [
    ...doubts,
    ...(isRaised && /\d/u.test(text) ? [RAISED_ONLY] : []),
    ...(isPower ? [POWER] : []),
    ...(isMarkBegun(words) ? [BEGUN] : []),
    ...(text === '' && isWithdrawn ? [WITHDRAWN_ONLY] : []),
    ...(text === '' && notes.some((note) => /^\(\d+\)$/u.test(note)) ? [RINGED_ONLY] : []),
    ...(/«[^»]*»/u.test(text) ? [PLACEHOLDER] : []),
    ...(pieces.some(({ text: own }) => REVERSED.test(own)) ? [REORDERED] : []),
    ...(FIGURE.test(text) && isInTwoSizes(pieces) ? [IN_TWO_SIZES] : []),
  ];
  if (text === '' && notes.length === 0 && found.length === 0) return null;
  return {
    text,
    ...(notes.length > 0 ? { notes } : {}),
    ...(found.length > 0 ? { doubt: [...new Set(found)].join('；') } : {}),
  };
}
