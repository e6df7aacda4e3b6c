import { evaluateChecks } from '../../form/evaluate';
import { type Finding, findingOf } from '../../form/finding';
import { normalize } from '../../form/labels';
import { RULES } from '../../form/rules';
import { NARRATIVE_SECTIONS, type NarrativeSection } from '../../form/sections';
import type { Block } from '../source/blocks';
import { checkTargets } from './checkTargets';
import { choose, type Wanted } from './chooseReport';
import { findDisputes } from './disputeStatements';
import { doubtScanned } from './doubtScanned';
import { CERTAIN, type Extraction, type ReadSection } from './extraction';
import { type FoundReport, findReports } from './findSections';
import { findUntitledProblems, linesCutOff, paragraphsOf } from './narrative';
import { joinIndicators, printedIndicatorsIn } from './printedIndicators';
import { doubtfulCells, missingCells, type ReadTables, readCells } from './readCells';
import { readIndicators } from './readIndicators';
import { sectionsOf } from './readSections';
import { editionsOf, readTables } from './readTables';
import { printedFootIn, recognise } from './recognise';
import { rowsOf } from './rows';
import { joinRowsOverPages } from './rowsOverPages';
import { type Paragraph, sentencesOf } from './sentences';
import { spellRecognised } from './spellRecognised';
import { findStatements } from './statements';
import { checkText } from './textChecks';
import { tidyRows } from './tidyRows';
import { unplacedInNarratives } from './unplacedFigures';

/** Returns the paragraphs of the sections of prose that are there from their beginning to their end; where no section was found, those of all the report. */
function narrativeParagraphs(report: FoundReport, sections: readonly ReadSection[]): Paragraph[] {
  const rows = report.sections.length === 0 ? report.preface : report.sections.flatMap((one) => one.rows);
  // What a line says that is cut off may begin or go on elsewhere.
  const cut = linesCutOff(rows);
  const isComplete = ({ text }: Paragraph) => !cut.some((line) => text.includes(line));
  if (report.sections.length === 0)
    return paragraphsOf(rows)
      .map((text) => ({ text, where: {} }))
      .filter(isComplete);
  return NARRATIVE_SECTIONS.flatMap((section) =>
    (textOf(sections, section) ?? '')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => ({ text, where: { section } }))
      .filter(isComplete),
  );
}

/** Returns the text of a section; undefined when the document does not have it, null when it is empty. */
function textOf(sections: readonly ReadSection[], section: NarrativeSection): string | null | undefined {
  const text = sections.find(({ number }) => number === section)?.text;
  return text === undefined ? undefined : text || null;
}

/** Returns the year whose rules a reading is checked by: that of the report, or one of the present form where none was found. */
export const checkedYear = (year: number | null): number => year ?? 2021;

/** Checks what was read. What was not found cannot be wrong. */
function checkReading(
  year: number | null,
  { figures, editions, cells, notes }: ReadTables,
  sections: readonly ReadSection[],
): Finding[] {
  const content = {
    year: checkedYear(year),
    figures,
    editions,
    computed: Object.keys(cells).filter((code) => cells[code].computed),
    unknown: Object.keys(cells).filter((code) => cells[code].status === 'NOT_UNDERSTOOD'),
    notes,
    overview: textOf(sections, 1),
    problems: textOf(sections, 5),
    otherMatters: textOf(sections, 6),
  };
  const isMissing = (code: string) => cells[code]?.status === 'MISSING';
  return evaluateChecks(content, { previous: null, mayMakeRules: true }).filter(
    ({ code, cells: involved }) => code === RULES.blank.code || !involved.some(isMissing),
  );
}

/** Returns a finding when the document holds more reports than the one that was read. */
function otherReports(count: number): Finding[] {
  if (count < 2) return [];
  const extent = { zh: `：另有 ${count - 1} 份`, en: `: ${count - 1} more` };
  return [findingOf(RULES.severalReports, '', { actual: String(count), ...extent })];
}

/** The year of a report that is not certain: a sentence that names any is of another. */
const NO_CERTAIN_YEAR = 0;

/** Reads a report from the blocks of a document. Pure: the same blocks always read the same. */
export function readReport(
  blocks: readonly Block[],
  format: Extraction['format'],
  wanted: Wanted = {},
): Extraction {
  const rows = joinRowsOverPages(tidyRows(rowsOf(spellRecognised(blocks))));
  const reports = findReports(rows);
  const report = findUntitledProblems(choose(reports, wanted));
  const recognised = doubtScanned(recognise(report), rows);
  const figuresOfTables = readTables(report, rows, recognised);
  const tables = readCells(figuresOfTables, editionsOf(figuresOfTables, recognised.year));
  const sections = sectionsOf(report, tables.editions, figuresOfTables);
  const paragraphs = narrativeParagraphs(report, sections);
  const sentences = sentencesOf(paragraphs);
  const { agency, year, recognition } = recognised;
  const isYearSure = recognition.year.confidence >= CERTAIN;
  const named = { agency: agency && normalize(agency), year: isYearSure ? year : NO_CERTAIN_YEAR };
  const foot = reports.length > 1 ? null : printedFootIn(rows);
  const statements = findStatements(sentences, named);
  const indicators = joinIndicators(foot ? printedIndicatorsIn(rows) : [], readIndicators(statements));
  return {
    ...recognised,
    agencyCode: foot?.code ?? null,
    printedScope: foot?.scope ?? null,
    format,
    sections,
    cells: tables.cells,
    indicators: indicators.certain,
    doubtfulIndicators: indicators.doubtful,
    findings: [
      ...otherReports(reports.length),
      ...tables.findings,
      ...missingCells(tables.cells),
      ...doubtfulCells(tables.cells),
      ...checkReading(recognised.year, tables, sections),
      ...checkText(tables.figures, statements, findDisputes(sentences, named)),
      ...checkTargets(tables.figures, sentences, named),
    ],
    unplaced: [...tables.unplaced, ...unplacedInNarratives(report, Object.values(figuresOfTables))],
  };
}
