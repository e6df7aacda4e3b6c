import { CELLS, type Cell, cellsOfEdition } from '../../form/cells';
import { evaluateChecks } from '../../form/evaluate';
import { emptyFigures, getFigure, setFigure } from '../../form/figures';
import { type Finding, findingOf } from '../../form/finding';
import type { Edition, TableSection } from '../../form/lines';
import { RULES } from '../../form/rules';
import { NARRATIVE_SECTIONS, TABLE_SECTIONS } from '../../form/sections';
import { computeTotals } from '../../form/totals';
import type { Block } from '../source/blocks';
import type { SourceLocation } from '../source/sourceLocation';
import { choose, type Wanted } from './chooseReport';
import type { Extraction, ReadCell, Unplaced } from './extraction';
import { findReports } from './findSections';
import { findUntitledProblems, paragraphsOf } from './narrative';
import { holdsFigures, MISSING, missingCells, strayAsUnplaced, valueFor } from './readCells';
import { readIndicators } from './readIndicators';
import { sectionsOf } from './readSections';
import { editionOf, readTables } from './readTables';
import { recognise } from './recognise';
import { rowsOf, tidyRows } from './rows';
import { checkText } from './textChecks';

/** Reads a report from the blocks of a document. Pure: the same blocks always read the same. */
export function readReport(
  blocks: readonly Block[],
  format: Extraction['format'],
  wanted: Wanted = {},
): Extraction {
  const rows = tidyRows(rowsOf(blocks));
  const reports = findReports(rows);
  const report = findUntitledProblems(choose(reports, wanted));
  const recognised = recognise(report);
  const tables = readTables(report, rows);
  const findings: Finding[] = [];
  const figures = emptyFigures();
  const cells: Record<string, ReadCell> = {};
  const unplaced: Unplaced[] = [];
  const editions = {} as Record<TableSection, Edition>;
  const notes: Record<string, string> = {};
  for (const number of TABLE_SECTIONS) {
    const { placed, strays } = tables[number];
    unplaced.push(...strays.filter(holdsFigures).map(strayAsUnplaced(number)));
    editions[number] = editionOf(placed, number, recognised.year);
    const byCode = new Map(placed.map((one) => [one.code, one]));
    for (const cell of cellsOfEdition(editions[number], number)) {
      const one = byCode.get(cell.code);
      byCode.delete(cell.code);
      if (!one) {
        cells[cell.code] = MISSING;
        continue;
      }
      const { reading, note, doubt } = valueFor(cell, one, findings);
      if (reading.status === 'REPORTED') setFigure(figures, cell, reading.value);
      if (note) notes[cell.code] = note;
      cells[cell.code] = {
        value: reading.value,
        status: reading.status,
        printed: one.piece.text,
        computed: false,
        confidence: reading.finding ? 0.3 : doubt ? Math.min(0.9, one.confidence) : one.confidence,
        reason: reading.finding ? reading.finding.messageEn : (doubt ?? one.reason),
        where: one.where,
        note,
      };
    }
    for (const one of byCode.values())
      unplaced.push({
        text: one.piece.text,
        reason: `${one.code} 不属于该部分所用的版本 not in the edition of this section`,
        where: one.where,
      });
  }
  const isMissing = (code: string) => cells[code]?.status === 'MISSING';
  for (const code of computeTotals(figures, isMissing)) {
    const cell = CELLS.find((candidate) => candidate.code === code) as Cell;
    if (cells[code]) cells[code] = { ...cells[code], value: getFigure(figures, cell), computed: true };
  }
  const sections = sectionsOf(report, editions, tables);
  const textOf = (number: number) => sections.find((section) => section.number === number)?.text;
  const paragraphs = NARRATIVE_SECTIONS.flatMap((number) =>
    (textOf(number) ?? '')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => ({ text, where: { section: number } as SourceLocation })),
  );
  if (report.sections.length === 0)
    paragraphs.push(...paragraphsOf(report.preface).map((text) => ({ text, where: {} as SourceLocation })));
  const indicators = readIndicators(paragraphs);
  const content = {
    year: recognised.year ?? 2021,
    figures,
    editions,
    computed: Object.keys(cells).filter((code) => cells[code].computed),
    notes,
    // A narrative that the document does not have is missing, not silent.
    overview: textOf(1),
    problems: textOf(5) === undefined ? undefined : textOf(5) || null,
    otherMatters: textOf(6) === undefined ? undefined : textOf(6) || null,
  };
  const others = reports.length - 1;
  return {
    ...recognised,
    format,
    sections,
    cells,
    indicators,
    findings: [
      ...(others > 0
        ? [
            findingOf(RULES.severalReports, '', {
              actual: String(reports.length),
              zh: `：另有 ${others} 份`,
              en: `: ${others} more`,
            }),
          ]
        : []),
      ...findings,
      ...missingCells(cells),
      // What was not found cannot be wrong.
      ...evaluateChecks(content, { previous: null, mayMakeRules: true }).filter(
        ({ code, cells: involved }) => code === 'form.blank' || !involved.some(isMissing),
      ),
      ...checkText(
        figures,
        indicators,
        paragraphs.map(({ text }) => text),
      ),
    ],
    unplaced,
  };
}
