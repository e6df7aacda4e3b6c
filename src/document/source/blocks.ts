import type { SourceLocation } from './sourceLocation';

/** A cell of a table in its source. Rows and columns count from 0; spans say what it covers. */
export interface SourceCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A paragraph, heading or line. */
export interface TextBlock {
  readonly kind: 'TEXT';
  readonly text: string;
  readonly isHeading: boolean;
  /** True for a line that the width of its source may have broken: of a text or a PDF, not a paragraph of a page. */
  readonly isWrappable: boolean;
  readonly where: SourceLocation;
}

/** A table. `hasGeometry` is false where columns are only guessed from separators in a line of text. */
export interface TableBlock {
  readonly kind: 'TABLE';
  readonly cells: readonly SourceCell[];
  readonly hasGeometry: boolean;
  /** 1-based number of the table in the document, and its page or sheet. */
  readonly where: SourceLocation;
  /** 1-based line in the source of each row, where the source has lines. */
  readonly lines?: readonly number[];
}

/** A document opened: its text and tables in reading order, whatever format it came in. */
export type Block = TextBlock | TableBlock;

/** The formats a document is read in. */
export type DocumentFormat = 'HTML' | 'DOCX' | 'XLSX' | 'TEXT' | 'PDF';
