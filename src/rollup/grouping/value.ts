import type { Formula } from '../../form/formula';
import type { Label } from '../../form/lines';
import type { Cut } from './cuts';

/** A value of groups by its code: a cell, a subtotal, a measure, an indicator or a formula of one's own. */
export interface Value {
  readonly code: string;
  readonly label: Label;
  readonly unit: Label;
  /** How it comes of a group that is a part of the table, or of one that is all of it. */
  readonly formulaOf: (cut: Cut) => Formula;
}

/** Returns the column of section three that a part of the table is of. */
export const columnOf = ({ applicant }: Cut): string => applicant?.code ?? 'total';
