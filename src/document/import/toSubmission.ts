import { NOT_APPLICABLE_MARK } from '../../form/cellMarks';
import { CELLS, type Cell, findCell } from '../../form/cells';
import { isIndicatorValue } from '../../form/indicatorValue';
import { missingCellsFinding } from '../../form/missingCells';
import { suggest } from '../../form/nearest';
import { RULES } from '../../form/rules';
import { isTableSection, narrativeName, tableName } from '../../form/sections';
import { setAtPath, type Tree, tablePath } from '../../form/tablePaths';
import { mergeFindings } from '../../report/checking/findInContent';
import type { ReportInput } from '../../report/submission/composeReport';
import type { Submission } from '../../report/submission/submission';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import type { Extraction, ReadCell } from '../reading/extraction';
import { doubtfulIndicators, type ImportedIndicators } from './doubtfulIndicators';

/** A cell put right by whoever imports. */
export interface Correction {
  readonly code: string;
  readonly value: unknown;
}

/** The part of a submission that a document gives. */
export type ReadSubmission = ReportInput & Pick<Submission, 'indicators' | 'documentFindings'>;

/** A submission from a document, and what is wrong with the corrections. */
export interface Conversion {
  readonly submission: ReadSubmission;
  readonly findings: FindingType[];
}

const withNote = (value: unknown, note: string | null) => (note ? { value, note } : value);

/** What to send for a cell as read; undefined leaves it out. */
function valueToSend(cell: Cell, read: ReadCell): unknown {
  // Totals that were left out are computed by the hub itself, which marks them.
  if (read.status === 'MISSING' || read.computed) return undefined;
  if (read.status === 'NOT_APPLICABLE') return withNote(NOT_APPLICABLE_MARK, read.note);
  if (read.status === 'BLANK' || read.value === null) return read.note ? withNote('', read.note) : undefined;
  return withNote(cell.kind === 'AMOUNT' ? String(read.value) : Number(read.value), read.note);
}

function readIndicators(reading: Extraction, catalogue: ImportedIndicators): Submission['indicators'] {
  const found = new Map<string, NonNullable<Submission['indicators']>[number]>();
  for (const { code, value, qualifier, sentence } of reading.indicators)
    if (catalogue.has(code) && !found.has(code) && isIndicatorValue(value))
      found.set(code, {
        indicator: code,
        value,
        qualifier: qualifier as NonNullable<Submission['indicators']>[number]['qualifier'],
        sentence,
      });
  // None found is nothing said: an empty list would drop those of the revision before.
  return found.size > 0 ? [...found.values()] : undefined;
}

const CELL_CODES = CELLS.map(({ code }) => code);
const MOST_FINDINGS = 300;

/**
 * Makes a submission of a reading, with corrections. Sections the document does not have are left out; in those it has,
 * missing cells and what is no figure of the form are left out as not known. `catalogue` holds the indicators to import.
 */
export function toSubmission(
  reading: Extraction,
  corrections: readonly Correction[],
  catalogue: ImportedIndicators,
): Conversion {
  const wrong: FindingType[] = [];
  const corrected = new Map<string, unknown>();
  for (const [at, { code, value }] of corrections.entries())
    if (findCell(code)) corrected.set(code, value);
    else
      wrong.push(
        refusal(
          'form.unknownCell',
          `input.corrections.${at}.code`,
          `表格中没有栏目 ${code}${suggest(code, CELL_CODES).zh}。`,
          `The form has no cell ${code}${suggest(code, CELL_CODES).en}.`,
          { actual: code },
        ),
      );
  const tables: Tree = {};
  const sent: { -readonly [key in keyof ReportInput]: ReportInput[key] } = {};
  for (const { number, edition, text } of reading.sections) {
    if (isTableSection(number)) {
      const table = tableName(number);
      tables[table] = {};
      if (edition) sent[`${table}Edition`] = edition;
    } else if (text?.trim()) sent[narrativeName(number)] = text;
  }
  const unknownCells: string[] = [];
  for (const cell of CELLS) {
    if (corrected.has(cell.code)) {
      setAtPath(tables, tablePath(cell), corrected.get(cell.code));
      continue;
    }
    const read = reading.cells[cell.code];
    if (!read || !tables[tableName(cell.section)]) continue;
    if (read.status === 'MISSING' || read.status === 'NOT_UNDERSTOOD') unknownCells.push(cell.code);
    const value = valueToSend(cell, read);
    if (value !== undefined) setAtPath(tables, tablePath(cell), value);
  }
  // What was said of a cell before it was put right holds no longer; of several that are not in the document, it holds of the others.
  const remaining = reading.findings.flatMap((finding) => {
    if (finding.code === RULES.missingCells.code)
      return missingCellsFinding(finding.cells.filter((code) => !corrected.has(code)));
    return [finding.path, ...finding.cells].some((code) => corrected.has(code)) ? [] : [finding];
  });
  return {
    submission: {
      ...sent,
      ...tables,
      unknownCells,
      indicators: readIndicators(reading, catalogue),
      documentFindings: mergeFindings(remaining, doubtfulIndicators(reading, catalogue)).slice(
        0,
        MOST_FINDINGS,
      ),
    },
    findings: wrong,
  };
}
