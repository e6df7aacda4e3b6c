import { NOT_APPLICABLE_MARK } from '../../form/cellMarks';
import { CELLS, type Cell, findCell } from '../../form/cells';
import { type Finding, findingOf } from '../../form/finding';
import { isIndicatorValue } from '../../form/indicatorValue';
import { missingCellsFinding } from '../../form/missingCells';
import { suggest } from '../../form/nearest';
import { QUALIFIERS } from '../../form/qualifiers';
import { RULES } from '../../form/rules';
import { isTableSection, narrativeName, tableName } from '../../form/sections';
import { setAtPath, type Tree, tablePath } from '../../form/tablePaths';
import { mergeFindings } from '../../report/checking/findInContent';
import type { ReportInput } from '../../report/submission/composeReport';
import type { Submission } from '../../report/submission/submission';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { locationInWords } from '../../shared/locationInWords';
import type { Extraction, ReadCell, ReadIndicator } from '../reading/extraction';

/** What an indicator of the catalogue is called. */
export interface IndicatorName {
  readonly name: string;
  readonly nameEn: string;
}

/** The indicators that can be imported, by their codes. */
export type ImportedIndicators = ReadonlyMap<string, IndicatorName>;

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

/** Of so many figures that differ the places are said. */
const MOST_FIGURES = 6;
const LONGEST_SENTENCE = 60;

/** Returns a figure with its place and the sentence that states it, in words. */
function figureInWords({ value, unit, qualifier, sentence, where }: ReadIndicator) {
  const exactness = QUALIFIERS[qualifier];
  const place = locationInWords(where);
  const quoted = [...(sentence ?? '')];
  const shown = quoted.slice(0, LONGEST_SENTENCE).join('') + (quoted.length > LONGEST_SENTENCE ? '…' : '');
  const beside = (said: string, colon: string) =>
    [said, shown && `“${shown}”`].filter((part) => part !== '').join(colon);
  return {
    zh: `${exactness?.zh ?? ''}${value}${unit}（${beside(place.zh, '：')}）`,
    en: `${exactness ? `${exactness.en} ` : ''}${value} ${unit} (${beside(place.en, ': ')})`,
  };
}

/** Returns a finding for each indicator of the catalogue of which a document states figures that differ, with the figures and their places. */
export const doubtfulIndicators = (
  { doubtfulIndicators: found = [] }: Pick<Extraction, 'doubtfulIndicators'>,
  catalogue: ImportedIndicators,
): Finding[] =>
  found.flatMap(({ code, figures }) => {
    const indicator = catalogue.get(code);
    if (!indicator) return [];
    const words = figures.slice(0, MOST_FIGURES).map(figureInWords);
    return findingOf(RULES.doubtfulIndicator, `indicators.${code}`, {
      actual: figures.map(({ value }) => value).join(' / '),
      zh: `：“${indicator.name}”${words.map(({ zh }) => zh).join('；')}`,
      en: `: "${indicator.nameEn}", ${words.map(({ en }) => en).join('; ')}`,
    });
  });
