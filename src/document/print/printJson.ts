import { CELLS, type Cell } from '../../form/cells';
import { sectionName } from '../../form/evaluate';
import type { TableSection } from '../../form/lines';
import { nestFigures } from '../../form/tables';
import type { PrintedFigure, ReportDocument, RollUpDocument } from './statutoryDocument';

type Branch = { [key: string]: unknown };

/** A value as it is sent for a cell. A computed total is left out, so that it is computed again. */
function sentValue({ value, status, computed, note }: PrintedFigure): unknown {
  const sent = computed ? null : status === 'NOT_APPLICABLE' ? '/' : value;
  return note === null ? sent : { value: sent, note };
}

/** The path of a cell in a table as sent; row (六) of edition 2019 is sent as the group's subtotal. */
function pathOf(cell: Cell): string[] {
  const [, ...path] = cell.code.split('.');
  if (path[0] === 'otherHandling' && path.length === 2) path.splice(1, 0, 'subtotal');
  return path;
}

function sentTable(document: ReportDocument, section: TableSection): Branch {
  const table: Branch = {};
  for (const cell of CELLS.filter((candidate) => candidate.section === section)) {
    const figure = document.figures.get(cell.code);
    if (!figure) continue;
    const path = pathOf(cell);
    const leaf = path.pop() as string;
    let branch = table;
    for (const key of path) {
      branch[key] ??= {};
      branch = branch[key] as Branch;
    }
    branch[leaf] = sentValue(figure);
  }
  return table;
}

const NARRATIVES = [
  { section: 1, name: 'overview' },
  { section: 5, name: 'problems' },
  { section: 6, name: 'otherMatters' },
] as const;

/** A report as ReportInput: sent to submitReport again it gives the same figures, marks and notes. */
export function reportInput(document: ReportDocument): Branch {
  const { organ, report, editions, narratives, indicators, explanations } = document;
  const saved = (section: number) => report.savedSections.includes(section);
  const tables = ([2, 3, 4] as const).filter(saved);
  return {
    agency: organ.code,
    year: report.year,
    scope: report.scope,
    ...Object.fromEntries(
      NARRATIVES.filter(({ section }) => saved(section)).map(({ section, name }) => [
        name,
        narratives[section] ?? '',
      ]),
    ),
    ...Object.fromEntries(
      tables.flatMap((section) => [
        [sectionName(section), sentTable(document, section)],
        [`${sectionName(section)}Edition`, editions[section]],
      ]),
    ),
    ...(indicators.length > 0 ? { indicators } : {}),
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
  const { expected, included, withErrors, blankCells, notApplicableCells } = coverage;
  const missing = expected - included;
  const shape = {
    title,
    jurisdiction: { code: place.code, name: place.name },
    years,
    kinds,
    asOf,
    lastPublishedAt,
    coverage: { expected, included, missing, withErrors, blankCells, notApplicableCells },
    ...nestFigures(sum.figures, sum.hidden),
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
