import { type Edition, REQUEST_ROWS, type RequestRow } from './lines';

/** Returns the row of section three with a code. Throws when the form has no such row. */
export function requestRow(code: string): RequestRow {
  const row = REQUEST_ROWS.find((item) => item.code === code);
  if (!row) throw new Error(`section three has no row ${code}`);
  return row;
}

/** Row （六）其他处理 as edition 2019 prints it: one row, where edition 2021 has three under that heading. */
export const SINGLE_OTHER_HANDLING = requestRow('otherHandling');

/** Returns whether a cell is in row （六） of edition 2019. */
export const isSingleOtherHandling = (code: string): boolean => /^requests\.otherHandling\.\w+$/.test(code);

/** The groups of section three that the form prints under one heading, with the rows of both editions below each. */
export const REQUEST_GROUPS: readonly { readonly code: string; readonly rows: readonly RequestRow[] }[] = [
  'denied',
  'unavailable',
  'notProcessed',
  SINGLE_OTHER_HANDLING.code,
].map((code) => ({
  code,
  rows: REQUEST_ROWS.filter((row) => row.code === code || row.code.startsWith(`${code}.`)),
}));

const PRINTED_ORDER: readonly RequestRow['role'][] = ['INFLOW', 'OUTCOME', 'TOTAL', 'OUTFLOW'];

/** Returns the rows of section three in the order in which an edition prints them: the outcomes before their total. */
export function requestRows(edition: Edition): RequestRow[] {
  return REQUEST_ROWS.filter((row) => row.editions.includes(edition)).toSorted(
    (one, other) => PRINTED_ORDER.indexOf(one.role) - PRINTED_ORDER.indexOf(other.role),
  );
}
