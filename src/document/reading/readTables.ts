import { cellsOfEdition, editionInForce } from '../../form/cells';
import type { Edition, TableSection } from '../../form/lines';
import { isWritten } from '../source/value';
import { settleConflicts } from './conflicts';
import { CERTAIN } from './extraction';
import { figuresInSentences, figuresWithoutPlace } from './figuresWithoutPlace';
import type { FoundReport } from './findSections';
import type { MatchedFigure, SectionFigures } from './placedFigures';
import { readDisputes } from './readDisputes';
import { readProactive } from './readProactive';
import { readRequests } from './readRequests';
import type { Recognised } from './recognise';
import { cutLine, type Row } from './rows';
import { UnitFinder } from './unitsAbove';
import { partByYear, readPairs } from './yearOfRows';

type Reader = (rows: readonly Row[], year: number | null) => SectionFigures;

const READERS: Readonly<Record<TableSection, Reader>> = {
  2: readProactive,
  3: readRequests,
  4: readDisputes,
};

const OTHER_YEAR = '另一年度的数值 a figure of another year';
const YEAR_IN_DOUBT = 0.5;
/** How sure a figure is that is placed by its order alone, in another section than its own. */
const ELSEWHERE_IN_DOUBT = 0.7;

/** Reads the rows of a section that are of the report's year; where there are none, those of another year, doubtfully. */
function readOwnYear(read: Reader, rows: readonly Row[], year: number | null): SectionFigures {
  const { own, others } = partByYear(rows, year);
  const found = settleConflicts(read(own, year));
  if (others.length === 0) return found;
  const other = settleConflicts(read(others, year));
  if (found.placed.length === 0)
    return {
      placed: other.placed.map((one) => ({
        ...one,
        confidence: Math.min(one.confidence, YEAR_IN_DOUBT),
        reason: OTHER_YEAR,
      })),
      strays: [...found.strays, ...other.strays],
    };
  const rowsOfOthers = others.filter((row) =>
    row.pieces.some(({ value }) => value !== null && isWritten(value)),
  );
  return {
    ...found,
    strays: [
      ...found.strays,
      ...rowsOfOthers.map((row) => ({
        row,
        pieces: row.pieces.filter(({ value }) => value !== null && isWritten(value)),
        reason: OTHER_YEAR,
      })),
    ],
  };
}

const YEAR_NAMED = /20[12]\d年?(?!\d|年?\d{1,2}月)/u;
const YEAR_UNKNOWN =
  '报告年度不能确定，而该部分写有年度 the year of the report is not certain, and the section names years';

/** Doubts the figures of a section that names years where that of the report is not certain: they may be of another. */
function doubtYear(found: SectionFigures, rows: readonly Row[]): SectionFigures {
  const namesYear = rows.some(({ pieces }) =>
    pieces.some(({ value, text }) => value === null && YEAR_NAMED.test(text)),
  );
  if (!namesYear) return found;
  return {
    ...found,
    placed: found.placed.map((one) => ({
      ...one,
      confidence: Math.min(one.confidence, YEAR_IN_DOUBT),
      reason: one.reason ?? YEAR_UNKNOWN,
    })),
  };
}

/** Figures of a section: from its own rows; without any there, from the rows of other sections, where a title was missing. */
export function readTables(
  report: FoundReport,
  all: readonly Row[],
  { year, recognition }: Recognised,
): Record<TableSection, SectionFigures> {
  const cut = (rows: readonly Row[]) => rows.flatMap((row) => (row.table ? [row] : cutLine(row)));
  const rowsOfSection = (number: number) =>
    cut(report.sections.find((section) => section.number === number)?.rows ?? []);
  const readRows = (number: TableSection, rows: readonly Row[]): SectionFigures => {
    const read = readOwnYear(READERS[number], readPairs(rows, year), year);
    const found = recognition.year.confidence >= CERTAIN ? read : doubtYear(read, rows);
    const units = new UnitFinder(rows);
    return { ...found, placed: found.placed.map((figure) => ({ ...figure, unit: units.find(figure) })) };
  };
  const read = (number: TableSection): SectionFigures => {
    const ownRows = rowsOfSection(number);
    const found = readRows(number, ownRows);
    const own = { ...found, strays: [...found.strays, ...figuresWithoutPlace(ownRows, found)] };
    if (own.placed.length > 0 || own.strays.length > 0) return own;
    const others =
      report.sections.length === 0
        ? all
        : [
            ...report.preface,
            ...report.sections
              .filter((section) => section.number !== number)
              .flatMap((section) => section.rows),
          ];
    const tablesOnly = cut(others.filter((row) => row.table !== null || report.sections.length === 0));
    const elsewhere = readRows(number, tablesOnly).placed.map((one) => ({
      ...one,
      confidence: one.confidence < 1 ? Math.min(one.confidence, ELSEWHERE_IN_DOUBT) : 1,
    }));
    return { placed: elsewhere, strays: elsewhere.length > 0 ? own.strays : figuresInSentences(ownRows) };
  };
  const found = { 2: read(2), 3: read(3), 4: read(4) };
  if (report.sections.length > 0) return found;
  // Where no title parts the sections, a figure that none of them has is without a place.
  const used = [found[2], found[3], found[4]];
  const strays = figuresWithoutPlace(cut(all), {
    placed: used.flatMap(({ placed }) => placed),
    strays: used.flatMap((section) => section.strays),
  });
  return { ...found, 3: { ...found[3], strays: [...found[3].strays, ...strays] } };
}

/** The codes of the cells that one edition has and the other does not. */
function codesOnlyIn(edition: Edition, other: Edition): ReadonlySet<string> {
  const others = new Set(cellsOfEdition(other));
  return new Set(cellsOfEdition(edition).flatMap((cell) => (others.has(cell) ? [] : [cell.code])));
}

const ONLY_2019 = codesOnlyIn(2019, 2021);
const ONLY_2021 = codesOnlyIn(2021, 2019);

/** Returns the edition of a section by its labels; by the year where both editions have them. */
function editionOf(placed: readonly MatchedFigure[], number: TableSection, year: number | null): Edition {
  const count2019 = placed.filter(({ code }) => ONLY_2019.has(code)).length;
  const count2021 = placed.filter(({ code }) => ONLY_2021.has(code)).length;
  if (count2019 !== count2021) return count2019 > count2021 ? 2019 : 2021;
  return number === 4 && year === null ? 2021 : editionInForce(year ?? 2021);
}

/** Returns the edition of each table. */
export const editionsOf = (
  tables: Record<TableSection, SectionFigures>,
  year: number | null,
): Record<TableSection, Edition> => ({
  2: editionOf(tables[2].placed, 2, year),
  3: editionOf(tables[3].placed, 3, year),
  4: editionOf(tables[4].placed, 4, year),
});
