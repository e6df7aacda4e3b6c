import { TABLES } from '../hub.js';

/** The sums that the hub maintains of a place, all kinds of agency together. */
export const OWN_SUMS = `${TABLES.sums} k join jurisdiction j on j.id = k.jurisdiction_id and k.kind = 'ALL'`;
/** The same of the children of a place `p`. */
export const CHILD_SUMS = `${OWN_SUMS} join jurisdiction p on p.id = j.parent_id`;
