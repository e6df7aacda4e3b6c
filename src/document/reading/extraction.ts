import type { Finding } from '../../form/finding';
import type { Edition } from '../../form/lines';
import type { QualifierName } from '../../form/qualifiers';
import type { PrintedScope } from '../../form/scopes';
import type { SectionNumber } from '../../form/sections';
import type { DocumentFormat } from '../source/blocks';
import type { SourceLocation } from '../source/sourceLocation';
import type { PrintedHeads } from './printedHeads';

/**
 * REPORTED: a figure, zero too. BLANK: the cell is there and empty. NOT_UNDERSTOOD: something is printed that is no figure, or none that
 * the form takes. MISSING: the document has no such cell.
 */
export type ReadStatus = 'REPORTED' | 'BLANK' | 'NOT_APPLICABLE' | 'NOT_UNDERSTOOD' | 'MISSING';

/** From this confidence on a cell counts as certain; somebody should look at the others. */
export const CERTAIN = 0.8;

/** A cell of the form as read; readings of former times do not have the words around it. */
export interface ReadCell extends PrintedHeads {
  /** A whole number for counts, decimal text of 万元 for amounts; null unless reported or computed. */
  readonly value: number | string | null;
  readonly status: ReadStatus;
  /** The text of the source, unchanged; null when missing. */
  readonly printed: string | null;
  /** True for a total that was left out and computed from its parts. */
  readonly computed: boolean;
  /** 0 to 1; see CERTAIN. */
  readonly confidence: number;
  /** Why the confidence is not 1; null when it is. */
  readonly reasonZh: string | null;
  readonly reasonEn: string | null;
  readonly where: SourceLocation | null;
  /** What was printed beside the figure in its cell, such as 其中修订16件. */
  readonly note: string | null;
  /** The cell of a scan as it looks: a PNG in base64. */
  readonly picture?: string;
}

/** A figure outside the form that a sentence states, or that the hub prints below a report. */
export interface ReadIndicator {
  /** Code of the catalogue; sentences state hotlineTickets, serviceItems, posts, requestsReceived, normativeDocuments and handlingFees. */
  readonly code: string;
  /** Exact decimal text. */
  readonly value: string;
  readonly unit: string;
  readonly qualifier: QualifierName;
  /** Null where the hub printed none. */
  readonly sentence: string | null;
  readonly where: SourceLocation;
}

/** An indicator of which a document states figures that do not agree: whoever knows must say which is right. */
export interface DoubtfulIndicator {
  readonly code: string;
  /** The figures that differ, each with its sentence and its place, in the order of the document. */
  readonly figures: readonly ReadIndicator[];
}

/** What a document states of indicators. */
export interface StatedIndicators {
  readonly certain: readonly ReadIndicator[];
  readonly doubtful: readonly DoubtfulIndicator[];
}

/** A section as found. Narratives have no edition. */
export interface ReadSection {
  readonly number: SectionNumber;
  readonly edition: Edition | null;
  /** The title as printed; null when the section was recognised by its content alone. */
  readonly title: string | null;
  /** The text of a narrative; null for tables. */
  readonly text: string | null;
  /** Section one: its customary heads. */
  readonly heads?: readonly { readonly title: string; readonly text: string }[];
}

/** Something in a table of the report that has no place in the form, or none that could be found. */
export interface Unplaced {
  readonly text: string;
  readonly reasonZh: string;
  readonly reasonEn: string;
  readonly where: SourceLocation;
}

/** What was recognised about the document, and how surely. */
export interface Recognition {
  readonly confidence: number;
  readonly where: SourceLocation | null;
}

/** A document as read. This shape is a contract: `npm run read` prints it. */
export interface Extraction {
  /** Name of the organ as printed, or null. */
  readonly agency: string | null;
  /** Code of the agency as the hub prints it below a report; readings of former times do not have it. */
  readonly agencyCode?: string | null;
  /** Whose figures the report holds, as the hub prints it below a report. */
  readonly printedScope?: PrintedScope | null;
  readonly year: number | null;
  readonly recognition: { readonly agency: Recognition; readonly year: Recognition };
  readonly format: DocumentFormat;
  readonly sections: readonly ReadSection[];
  /** Every cell of the edition of each section, by code. */
  readonly cells: Readonly<Record<string, ReadCell>>;
  readonly indicators: readonly ReadIndicator[];
  /** Indicators of which there is none among those above; readings of former times do not have them. */
  readonly doubtfulIndicators?: readonly DoubtfulIndicator[];
  readonly findings: readonly Finding[];
  readonly unplaced: readonly Unplaced[];
}
