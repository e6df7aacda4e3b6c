import { CELLS, cellOf, editionInForce } from '../../form/cells';
import { FORM, REGULATION } from '../../form/citations';
import { emptyFigures, getFigure, setFigure } from '../../form/figures';
import type { Content, Editions, Finding } from '../../form/finding';
import type { Edition, TableSection } from '../../form/lines';
import { readCell } from '../../form/readCell';
import { SECTION_NAMES, SECTIONS, sectionInWords, TABLE_SECTIONS, tableName } from '../../form/sections';
import { getAtPath, tablePath } from '../../form/tablePaths';
import { computeTotals } from '../../form/totals';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { firstLetters, plainText } from '../../shared/text';
import type { StoredMark } from '../model/cellTypes';

/** The tables as sent: nested values by the cell codes. */
type Table = object | null | undefined;

/** A report as sent. A section that is left out comes from the revision it is composed upon. */
export interface ReportInput {
  readonly overview?: string | null;
  readonly proactive?: Table;
  readonly requests?: Table;
  readonly disputes?: Table;
  readonly problems?: string | null;
  readonly otherMatters?: string | null;
  readonly proactiveEdition?: number | null;
  readonly requestsEdition?: number | null;
  readonly disputesEdition?: number | null;
  /** Cells that are left out because nobody knows them, as those not found in a document: they are not blank. */
  readonly unknownCells?: readonly string[];
}

/** A report with all its sections, ready to be checked and stored. */
export interface ComposedReport extends Content {
  readonly overview: string | null;
  readonly marks: Record<string, StoredMark>;
  readonly sections: readonly number[];
}

/** The cells of each table with where their values are sent. */
const TABLES = TABLE_SECTIONS.map((section) => ({
  name: tableName(section),
  cells: CELLS.filter((cell) => cell.section === section).map((cell) => ({
    cell,
    path: tablePath(cell).slice(1),
  })),
}));

/** Returns the numbers of the sections that were sent. */
export function sentSections(sent: ReportInput): number[] {
  return SECTIONS.map(({ number }) => number).filter(
    (section) => sent[SECTION_NAMES[section]] !== null && sent[SECTION_NAMES[section]] !== undefined,
  );
}

/** Splits what was sent for a cell: it may be `{ value, note }`, with the note printed in the cell. */
function splitNote(sent: unknown): { value: unknown; note: string | null } {
  if (typeof sent === 'object' && sent !== null && 'value' in sent) {
    const { value, note } = sent as { value: unknown; note?: unknown };
    return {
      value,
      note: typeof note === 'string' && note.trim() !== '' ? firstLetters(plainText(note), 500) : null,
    };
  }
  return { value: sent, note: null };
}

const narrative = (text: string | null | undefined) => plainText(text ?? '') || null;

function editionsOf(sent: ReportInput, year: number, base: ComposedReport | null): Editions {
  const sentEditions: Record<TableSection, number | null | undefined> = {
    2: sent.proactiveEdition,
    3: sent.requestsEdition,
    4: sent.disputesEdition,
  };
  const pick = (section: TableSection) =>
    (sentEditions[section] ?? base?.editions[section] ?? editionInForce(year)) as Edition;
  return { 2: pick(2), 3: pick(3), 4: pick(4) };
}

/**
 * Composes a report of what was sent and of the revision before: reads every cell, and computes totals that were left out.
 * Returns the report, a finding for every cell that could not be read, and one for every cell whose unit was converted.
 */
export function composeReport(
  sent: ReportInput,
  year: number,
  base: ComposedReport | null,
): { report: ComposedReport; findings: Finding[]; conversions: Finding[] } {
  const figures = emptyFigures();
  const marks: ComposedReport['marks'] = {};
  const findings: Finding[] = [];
  const conversions: Finding[] = [];
  for (const { name, cells } of TABLES) {
    const table = sent[name];
    for (const { cell, path } of cells) {
      if (!table) {
        if (base) setFigure(figures, cell, getFigure(base.figures, cell));
        if (base?.marks[cell.code]) marks[cell.code] = base.marks[cell.code];
        continue;
      }
      const { value, note } = splitNote(getAtPath(table, path));
      const reading = readCell(cell, value);
      if (reading.finding) findings.push(reading.finding);
      if (reading.conversion) conversions.push(reading.conversion);
      setFigure(figures, cell, reading.value);
      if (reading.status === 'NOT_APPLICABLE' || note)
        marks[cell.code] = { status: reading.status, computed: false, note };
    }
  }
  const unknown = new Set(sent.unknownCells);
  for (const code of computeTotals(figures, (code) => unknown.has(code))) {
    // What was added up may be too large where none of its parts is.
    const { finding, value } = readCell(cellOf(code), getFigure(figures, cellOf(code)));
    if (finding) findings.push(finding);
    setFigure(figures, cellOf(code), value);
    marks[code] = { status: 'BLANK', computed: !finding, note: marks[code]?.note ?? null };
  }
  const sections = [...new Set([...(base?.sections ?? []), ...sentSections(sent)])].sort();
  const report: ComposedReport = {
    year,
    figures,
    editions: editionsOf(sent, year, base),
    computed: Object.keys(marks).filter((code) => marks[code].computed),
    unknown: [...unknown].filter((code) => getFigure(figures, cellOf(code)) === null),
    notes: Object.fromEntries(
      Object.entries(marks).flatMap(([code, mark]) => (mark.note ? [[code, mark.note]] : [])),
    ),
    marks,
    sections,
    overview: sent.overview == null ? (base?.overview ?? null) : narrative(sent.overview),
    problems: sections.includes(5)
      ? sent.problems == null
        ? (base?.problems ?? null)
        : narrative(sent.problems)
      : undefined,
    otherMatters:
      sent.otherMatters === undefined ? (base?.otherMatters ?? null) : narrative(sent.otherMatters),
  };
  return { report, findings, conversions };
}

/** Refuses a report that lacks sections. */
export function missingSections({ sections }: ComposedReport): FindingType[] {
  return SECTIONS.filter(({ number }) => !sections.includes(number)).map(({ number }) =>
    refusal(
      'report.sectionMissing',
      SECTION_NAMES[number],
      `缺少${sectionInWords(number).zh}。`,
      `Section ${number} is missing: send it, or save it first.`,
      { citation: `${REGULATION}第五十条；${FORM}` },
    ),
  );
}
