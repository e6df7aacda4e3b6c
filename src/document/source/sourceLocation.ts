/** A box on a page, in points from its top left corner. */
export interface PlaceOnPage {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where something is in its source, counted from 1; what a format does not have is left out. */
export interface SourceLocation {
  /** Section of the report, 1 to 6. */
  readonly section?: number;
  /** Page of a PDF. */
  readonly page?: number;
  /** By how many degrees clockwise the page must be turned, as it is shown, for its writing to be upright; left out where it is. */
  readonly turn?: number;
  /** Sheet of a workbook. */
  readonly sheet?: string;
  /** Line of a text, or paragraph of a page. */
  readonly line?: number;
  /** Table of the document, with row and column in it. */
  readonly table?: number;
  readonly row?: number;
  readonly column?: number;
  /** Where a cell, a word or a line is on its page held upright. */
  readonly box?: PlaceOnPage;
}
