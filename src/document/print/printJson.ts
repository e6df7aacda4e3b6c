import { NOT_APPLICABLE_MARK } from '../../form/cellMarks';
import { CELLS } from '../../form/cells';
import type { TableSection } from '../../form/lines';
import { NARRATIVE_SECTIONS, narrativeName, TABLE_SECTIONS, tableName } from '../../form/sections';
import { setAtPath, type Tree, tablePath } from '../../form/tablePaths';
import { nestFigures } from '../../form/tables';
import type { ReportDocument } from './reportDocument';
import type { RollUpDocument } from './rollUpDocument';
import type { PrintedFigure } from './statutoryDocument';

/** A value as it is sent for a cell. A computed total is left out, so that it is computed again. */
function sentValue({ value, status, computed, note }: PrintedFigure): unknown {
  const sent = computed ? null : status === 'NOT_APPLICABLE' ? NOT_APPLICABLE_MARK : value;
  return note === null ? sent : { value: sent, note };
}

function sentTable(document: ReportDocument, section: TableSection): Tree {
  const table: Tree = {};
  for (const cell of CELLS.filter((candidate) => candidate.section === section)) {
    const figure = document.figures.get(cell.code);
    if (figure) setAtPath(table, tablePath(cell).slice(1), sentValue(figure));
  }
  return table;
}

/** A report as ReportInput: sent to submitReport again it gives the same figures, marks and notes. */
export function reportInput(document: ReportDocument): Tree {
  const { organ, report, editions, narratives, indicators, explanations } = document;
  const saved = (section: number) => report.savedSections.includes(section);
  const tables = TABLE_SECTIONS.filter(saved);
  // A retired indicator is refused when it is sent again.
  const indicatorsInUse = indicators
    .filter(({ retired }) => !retired)
    .map(({ code, value, qualifier, sentence }) => ({ indicator: code, value, qualifier, sentence }));
  return {
    agency: organ.code,
    year: report.year,
    scope: report.scope,
    ...Object.fromEntries(
      NARRATIVE_SECTIONS.filter(saved).map((section) => [narrativeName(section), narratives[section] ?? '']),
    ),
    ...Object.fromEntries(
      tables.flatMap((section) => [
        [tableName(section), sentTable(document, section)],
        [`${tableName(section)}Edition`, editions[section]],
      ]),
    ),
    ...(indicatorsInUse.length > 0 ? { indicators: indicatorsInUse } : {}),
    ...(explanations.length > 0 ? { explanations } : {}),
    ...(report.source ? { source: report.source } : {}),
  };
}

/** A report as JSON text that ReportInput takes. */
export function printReportJson(document: ReportDocument): string {
  return `${JSON.stringify(reportInput(document), null, 2)}\n`;
}

/** A sum as JSON: its coverage, then the three tables in the shape in which GraphQL gives them. */
export function printRollUpJson({ sum, title }: RollUpDocument): string {
  const { place, years, kinds, asOf, coverage, lastPublishedAt } = sum;
  const { expected, included, withErrors, blankCells, notApplicableCells, withdrawn, overdue, awaited } =
    coverage;
  const shape = {
    title,
    jurisdiction: { code: place.code, name: place.name },
    years,
    kinds,
    asOf,
    lastPublishedAt,
    coverage: {
      expected,
      included,
      withdrawn,
      missing: overdue,
      notDueYet: awaited,
      withErrors,
      blankCells,
      notApplicableCells,
    },
    ...nestFigures(sum.figures, sum.hidden),
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
