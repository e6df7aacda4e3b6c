import { normalize } from '../../form/labels';
import { memoizeText } from '../../form/memoizeText';
import { isWritten, readValue } from '../source/value';
import type { Piece, Row } from './rows';

const OTHER_YEAR = /(?:上一?年度?|去年|前一?年度?|往年|同期)(?!度?结转|项目)/u;
const THIS_YEAR = /本年度?|今年|当年/u;
const LONGEST_CAPTION = 40;

/** Returns whether words are about another year than the report's, about its own, or about neither (null). */
export function isOtherYear(words: string, year: number | null): boolean | null {
  const { years, isOther } = yearsIn(words);
  return years.length > 0 && year !== null ? years.every((one) => one !== year) : isOther;
}

/** The years that words name, and whether they speak of another year than the report's, or of its own, without a number. */
const yearsIn = memoizeText((words) => {
  const text = normalize(words);
  const years = [...text.matchAll(/(?<!\d)(20[12]\d)(?=年|$|\D)/gu)].map(([, found]) => Number(found));
  const isThis = THIS_YEAR.test(text);
  return { years, isOther: OTHER_YEAR.test(text) ? !isThis : isThis ? false : null };
});

/** A row that says of which year the rows below it are, such as 2023年情况： and 上年数据. */
function isCaption(row: Row): boolean {
  const text = normalize(row.text);
  if (text === '' || text.length > LONGEST_CAPTION || /[。！？；]/u.test(text)) return false;
  const words = row.pieces.filter(({ value, text: own }) => value === null && own.trim() !== '');
  if (words.length !== 1 || row.pieces.some(({ value }) => value !== null && isWritten(value))) return false;
  if (/^[(]?(?:20\d\d年?|本年|上年|去年|今年|上一年)度?[)]?[:：]?$/u.test(text)) return true;
  return /(?:情况|数据|统计|表|同期|如下)[)）]?[:：]?$/u.test(text) && !/结转|项目/u.test(text);
}

const YEAR_TAG = /^[(]?(?:20\d\d年?|本年|上年|去年|今年|上一年|上年同期)度?数?[)]?$/u;

/** The rows of a section by the year they are of. */
export interface RowsByYear {
  readonly own: readonly Row[];
  readonly others: readonly Row[];
}

/** Parts the rows of a section into those of the report's year and those that a caption or a label of the row gives to another. */
export function partByYear(rows: readonly Row[], year: number | null): RowsByYear {
  const own: Row[] = [];
  const others: Row[] = [];
  let isOther = false;
  for (const row of rows) {
    if (isCaption(row)) isOther = isOtherYear(row.text, year) ?? isOther;
    const tag = row.pieces.find(({ value, text }) => value === null && YEAR_TAG.test(normalize(text)));
    const isOthers =
      tag && row.pieces.some(({ value }) => value !== null && isWritten(value))
        ? (isOtherYear(tag.text, year) ?? isOther)
        : isOther;
    (isOthers ? others : own).push(row);
  }
  return { own, others };
}

const PAIR = /^\s*(\d+)\s*[/／]\s*(\d+)\s*$/u;
const OWN_FIRST = /(?:本年度?|今年|当年)[/、](?:上年度?|去年|上一年度?)/u;
const OWN_LAST = /(?:上年度?|去年|上一年度?)[/、](?:本年度?|今年|当年)/u;

/** Which of two figures in a cell is of the report's year, as the words of the section say; null when they do not. */
function sideOfYear(rows: readonly Row[], year: number | null): 0 | 1 | null {
  for (const { text } of rows) {
    const words = normalize(text);
    if (OWN_FIRST.test(words)) return 0;
    if (OWN_LAST.test(words)) return 1;
    const years = /(20\d\d)年?度?[/、](20\d\d)/u.exec(words)?.slice(1).map(Number);
    if (years && year !== null && years.includes(year)) return years[0] === year ? 0 : 1;
  }
  return null;
}

/** Reads cells with the figures of two years, such as 14/11, by what the words of the section say of their order; else they are not understood. */
export function readPairs(rows: readonly Row[], year: number | null): readonly Row[] {
  const hasPairs = rows.some(({ pieces }) => pieces.some(({ text }) => PAIR.test(text)));
  const side = hasPairs ? sideOfYear(rows, year) : null;
  if (side === null) return rows;
  const readOwn = (piece: Piece): Piece => {
    const figures = PAIR.exec(piece.text);
    if (!figures) return piece;
    return {
      ...piece,
      value: readValue(figures[side + 1]),
      notes: [...(piece.notes ?? []), piece.text.trim()],
    };
  };
  return rows.map((row) => ({ ...row, pieces: row.pieces.map(readOwn) }));
}
