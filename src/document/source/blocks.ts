import type { PlaceOnPage, SourceLocation } from './sourceLocation';

/** What goes with a visible text and is no part of it. */
export interface TextMarks {
  /** Marks of notes (superscripts, circled numbers, asterisks) and words withdrawn (struck out), as printed. */
  readonly notes?: readonly string[];
  /** Why a person may see another text than this one, in both languages, as in “公式没有结果 the formula has no result”. */
  readonly doubt?: string;
  /** Where it is on its page, where the format has pages. */
  readonly box?: PlaceOnPage;
  /** The page that its box is on, where that is not the one on which its table begins. */
  readonly page?: number;
  /** The cell of a scan as it was before its text was recognised: a PNG in base64. */
  readonly picture?: string;
}

/** A cell of a table in its source. Its text is what a person sees. Rows and columns count from 0; spans say what it covers. */
export interface SourceCell extends TextMarks {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A paragraph, heading or line, as a person sees it. */
export interface TextBlock extends TextMarks {
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
  /** True for the words of one line, in which a blank cell leaves nothing behind. */
  readonly isLine?: boolean;
  /** 1-based number of the table in the document, and its page or sheet. */
  readonly where: SourceLocation;
  /** 1-based line in the source of each row, where the source has lines. */
  readonly lines?: readonly number[];
}

/** A document opened: its text and tables in reading order, whatever format it came in. */
export type Block = TextBlock | TableBlock;

/** The formats a document is read in. */
export type DocumentFormat =
  | 'HTML'
  | 'MHTML'
  | 'DOCX'
  | 'DOC'
  | 'WORD_XML'
  | 'RTF'
  | 'ODT'
  | 'XLSX'
  | 'XLS'
  | 'ODS'
  | 'TEXT'
  | 'PDF'
  | 'OFD'
  | 'IMAGE';
