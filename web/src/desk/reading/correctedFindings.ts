import { cellsOfEdition, editionInForce } from '../../../../src/form/cells';
import { EQUATIONS } from '../../../../src/form/checks';
import type { Editions, Finding } from '../../../../src/form/finding';
import type { Edition, TableSection } from '../../../../src/form/lines';
import { missingCellsFinding } from '../../../../src/form/missingCells';
import { RULES } from '../../../../src/form/rules';
import type { ShownFinding } from '../../report/FindingList';
import { checkEntries } from '../entry/entries';
import type { Corrections } from '../useWork';
import { type CellRead, textOf } from './places';

/** The rules about the figures of one year alone: what they find in corrected figures the page knows by itself. */
const FIGURE_RULES: ReadonlySet<string> = new Set([
  RULES.blank.code,
  RULES.allBlank.code,
  RULES.totalComputed.code,
  RULES.notChecked.code,
  ...EQUATIONS.filter(({ left, right }) => ![...left, ...right].some(({ lastYear }) => lastYear)).map(
    ({ code }) => code,
  ),
]);

/** Returns the editions of the tables of a document: that of the year, unless cells of it are not in the table that was read. */
function editionsRead(cells: readonly CellRead[], year: number): Editions {
  const absent = new Set(cells.flatMap(({ code, state }) => (state === 'NOT_IN_EDITION' ? code : [])));
  const inForce = editionInForce(year);
  const editionOf = (section: TableSection): Edition =>
    ([inForce, 2021, 2019] as const).find((edition) =>
      cellsOfEdition(edition, section).every(({ code }) => !absent.has(code)),
    ) ?? inForce;
  return { 2: editionOf(2), 3: editionOf(3), 4: editionOf(4) };
}

/** Whether nobody knows yet what a cell holds. */
const isUnknown = ({ state }: CellRead) => state === 'MISSING' || state === 'NOT_UNDERSTOOD';

/** Returns the finding that cells are not in a document, without those that somebody has looked at; nothing where they were all. */
const stillMissing = (finding: ShownFinding, corrections: Corrections): readonly Finding[] =>
  missingCellsFinding((finding.cells ?? []).filter((code) => !(code in corrections)));

/** Returns what is found in a document with its figures as somebody has corrected them: what the hub found, and of the figures what the same rules find now. */
export function correctedFindings<T extends ShownFinding>(
  found: readonly T[],
  cells: readonly CellRead[],
  corrections: Corrections,
  year: number,
): readonly ShownFinding[] {
  if (Object.keys(corrections).length === 0) return found;
  const read = cells.filter(({ state }) => state !== 'COMPUTED').map((cell) => [cell.code, textOf(cell)]);
  const unknown = cells.filter((cell) => isUnknown(cell) && !(cell.code in corrections));
  const { findings } = checkEntries(
    { ...Object.fromEntries(read), ...corrections },
    { year, editions: editionsRead(cells, year), unknown: unknown.map(({ code }) => code) },
    null,
  );
  const now: ShownFinding[] = findings.filter(({ code }) => FIGURE_RULES.has(code));
  const others: ShownFinding[] = found
    .filter(({ code, path }) => !FIGURE_RULES.has(code) && !(path in corrections))
    .flatMap((finding): readonly ShownFinding[] =>
      finding.code === RULES.missingCells.code ? stillMissing(finding, corrections) : [finding],
    );
  return (['ERROR', 'WARNING', 'INFO'] as const).flatMap((severity) =>
    [...now, ...others].filter((finding) => finding.severity === severity),
  );
}
