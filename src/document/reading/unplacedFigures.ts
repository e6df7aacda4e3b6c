import { isTableSection, type SectionNumber } from '../../form/sections';
import type { Unplaced } from './extraction';
import { figuresWithoutPlace } from './figuresWithoutPlace';
import type { FoundReport } from './findSections';
import { rowsOutsideText } from './narrative';
import type { SectionFigures, UnmatchedFigure } from './placedFigures';
import { reasonsOf } from './reasons';
import { isBelowReport } from './recognise';
import type { Row } from './rows';

const LONGEST_TEXT = 300;

/** Whether figures without a place hold one, or something that nobody understands and that has digits. */
export const holdsFigures = ({ pieces }: UnmatchedFigure): boolean =>
  pieces.some(({ value, text }) => value?.kind === 'NUMBER' || (value === null && /\d/u.test(text)));

/** Returns figures without a place as they are listed: the words of their row, then the figures, and where they stand. */
export function strayAsUnplaced(section: SectionNumber, { row, pieces, reason }: UnmatchedFigure): Unplaced {
  const words = row.pieces
    .filter((piece) => piece.value === null && !piece.isCarried && !pieces.includes(piece))
    .map((piece) => piece.text)
    .join(' ');
  const parts = pieces.length > 0 ? [words, ...pieces.map((piece) => piece.text)] : [row.text];
  return {
    text: parts.join(' ').trim().slice(0, LONGEST_TEXT),
    ...reasonsOf(reason),
    where: { section, ...row.where },
  };
}

/**
 * Returns the figures in rows of the sections of prose that no text shows and no table took: a table below the last section, as a
 * sheet whose columns go on on another page is printed.
 */
export function unplacedInNarratives(
  { sections }: FoundReport,
  tables: readonly SectionFigures[],
): Unplaced[] {
  const used: SectionFigures = {
    placed: tables.flatMap(({ placed }) => placed),
    strays: tables.flatMap(({ strays }) => strays),
    repeated: tables.flatMap(({ repeated = [] }) => repeated),
  };
  // Below the first line that the hub adds it prints no table of a report; a narrow page breaks the line.
  const aboveFoot = (rows: readonly Row[]) => {
    const end = rows.findIndex(isBelowReport);
    return end < 0 ? rows : rows.slice(0, end);
  };
  return sections
    .filter(({ number }) => !isTableSection(number))
    .flatMap(({ number, rows }) =>
      figuresWithoutPlace(rowsOutsideText(aboveFoot(rows)), used)
        .filter(holdsFigures)
        .map((stray) => strayAsUnplaced(number, stray)),
    );
}
