import { findCell } from '../../../src/form/cells';

/** Returns the address of the agencies whose reports a value of a place and year is of, those with the most first. */
export const sourceAddress = (place: string, year: number, code: string): string =>
  `/ask?place=${place}&years=${year}&values=${code}&by=AGENCY&order=${code}`;

/** Returns where a group leads to: a place to its overview, an agency to its page. */
export const nodeAddress = (dimension: string, code: string, year: number): string =>
  dimension === 'CHILD' ? `/?place=${code}&year=${year}` : `/agencies/${code}`;

/** Whether a report shows a value in a place of its own: a cell of the form or an indicator. */
const isInReport = (code: string) => code.startsWith('indicators.') || findCell(code) !== undefined;

/** Returns the address of the report of an agency, at the cell or indicator that a value is; a measure leads to the report. */
export const reportAddress = (agency: string, year: number, code: string): string =>
  `/agencies/${agency}/${year}${isInReport(code) ? `?cell=${code}` : ''}`;
