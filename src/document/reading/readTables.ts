import { cellsOfEdition, editionInForce } from '../../form/cells';
import type { Edition, TableSection } from '../../form/lines';
import type { FoundReport } from './findSections';
import type { MatchedFigure, SectionFigures } from './placedFigures';
import { readDisputes } from './readDisputes';
import { readProactive } from './readProactive';
import { readRequests } from './readRequests';
import { type Row, splitLine } from './rows';
import { findUnit } from './unitsAbove';

const READERS = { 2: readProactive, 3: readRequests, 4: readDisputes } as const;

/** Figures of a section: from its own rows; without any there, from the rows of other sections, where a title was missing. */
export function readTables(report: FoundReport, all: readonly Row[]): Record<TableSection, SectionFigures> {
  const rowsOfSection = (number: number) =>
    report.sections.find((section) => section.number === number)?.rows ?? [];
  const readRows = (number: TableSection, rows: readonly Row[]): SectionFigures => {
    const cut = rows.map((row) => (row.table ? row : splitLine(row)));
    const { placed, strays } = READERS[number](cut);
    return { placed: placed.map((figure) => ({ ...figure, unit: findUnit(cut, figure) })), strays };
  };
  const read = (number: TableSection): SectionFigures => {
    const own = readRows(number, rowsOfSection(number));
    if (own.placed.length > 0) return own;
    const others =
      report.sections.length === 0
        ? all
        : [
            ...report.preface,
            ...report.sections
              .filter((section) => section.number !== number)
              .flatMap((section) => section.rows),
          ];
    const tablesOnly = others.filter((row) => row.table !== null || report.sections.length === 0);
    return { placed: readRows(number, tablesOnly).placed, strays: own.strays };
  };
  return { 2: read(2), 3: read(3), 4: read(4) };
}

/** Returns the edition of a section by its labels; by the year where both editions have them. */
function editionOf(placed: readonly MatchedFigure[], number: TableSection, year: number | null): Edition {
  const only = (edition: Edition) => {
    const cells = cellsOfEdition(edition, number);
    const other = cellsOfEdition(edition === 2021 ? 2019 : 2021, number);
    const own = new Set(cells.filter((cell) => !other.includes(cell)).map((cell) => cell.code));
    return placed.filter((one) => own.has(one.code)).length;
  };
  const [count2019, count2021] = [only(2019), only(2021)];
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
