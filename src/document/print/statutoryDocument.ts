import { NOT_APPLICABLE_MARK } from '../../form/cellMarks';
import { exactFigure } from '../../form/figures';
import type { Editions } from '../../form/finding';
import type { Edition, Label } from '../../form/lines';
import type { CellStatus } from '../../form/readCell';
import { type FormSection, type NarrativeSection, SECTIONS } from '../../form/sections';
import type { StoredMark } from '../../report/model/cellTypes';

/** What is printed in a cell. A computed total has a value, though its source left it out. */
export interface PrintedFigure {
  /** A whole number for counts, 万元 for amounts; digits as text where a number would not be exact. */
  readonly value: number | string | null;
  readonly status: CellStatus;
  readonly computed: boolean;
  readonly note: string | null;
}

/** The value of a supplementary indicator that a report states. It is no cell of the form, and printed apart from its tables. */
export interface StatedIndicator {
  readonly code: string;
  readonly name: Label;
  readonly unit: Label;
  /** Decimal text. */
  readonly value: string;
  readonly qualifier: string;
  /** The sentence it comes from; null where there is none, or none that is exported. */
  readonly sentence: string | null;
  /** Whether its indicator takes no more values. */
  readonly retired: boolean;
}

/** A stated indicator with what its printers say of its sentence. */
export interface PrintedIndicator extends StatedIndicator {
  /** Whether the text of the report has the sentence; a sentence that it has not is no quotation. */
  readonly inText: boolean;
}

/** The text of the sections of prose, by number; null when not written. */
export type Narratives = Readonly<Record<NarrativeSection, string | null>>;

/** What every statutory document has, of one report or of a sum: all that the printers of pages read. */
export interface StatutoryDocument {
  readonly title: string;
  readonly editions: Editions;
  /** The other edition whose lines of section two are printed too: sums over reports of both. */
  readonly otherProactive: Edition | null;
  /** By cell code: every cell of the sections' editions, and any other that holds a figure. */
  readonly figures: ReadonlyMap<string, PrintedFigure>;
  /** Null for a sum, which has no sections of prose. */
  readonly narratives: Narratives | null;
  /** What a report states beside its form; none for a sum. */
  readonly indicators: readonly PrintedIndicator[];
  /** Where the figures come from, printed outside the sections. */
  readonly footer: readonly Label[];
  /** A line for each of the indicators, printed after the last section and in none. */
  readonly supplements: readonly Label[];
  /** The time written into the properties of files, so that the same content gives the same bytes. */
  readonly stampedAt: Date;
}

/** Returns a value as it is printed, with its mark. */
export function printedFigure(value: number | string | null, mark?: StoredMark): PrintedFigure {
  const computed = mark?.computed ?? false;
  const status =
    value !== null && !computed ? 'REPORTED' : mark?.status === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : 'BLANK';
  return { value: value === null ? null : exactFigure(value), status, computed, note: mark?.note ?? null };
}

/** The hub as it names itself in documents. */
export const HUB: Label = { zh: 'OGI Hub 政府信息公开年度报告数据中枢', en: 'OGI Hub' };

const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without the characters that no XML document may hold. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** The sections that a document prints. */
export const sectionsOf = ({ narratives }: StatutoryDocument): FormSection[] =>
  SECTIONS.filter(({ isNarrative }) => narratives !== null || !isNarrative);

/** The paragraphs of a section of prose; blank lines are none. */
export function paragraphsOf(text: string | null | undefined): string[] {
  return printable(text ?? '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is printed in a cell: the value, "/" or nothing, with its note in full-width parentheses after it. */
export function cellText({ value, status, note }: PrintedFigure): string {
  const figure = status === 'NOT_APPLICABLE' && value === null ? NOT_APPLICABLE_MARK : String(value ?? '');
  return note ? `${figure}（${printable(note)}）` : figure;
}
