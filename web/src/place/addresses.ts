import { findCell } from '../../../src/form/cells';

/** Returns the part of an address that says of which day a state is; nothing for the present one. */
const dayPart = (asOf: string | null) => (asOf ? `&asOf=${asOf}` : '');

/** Returns the address of the agencies whose reports a value of a place and year is of, those with the most first. */
export const sourceAddress = (place: string, year: number, code: string, asOf: string | null): string =>
  `/ask?place=${place}&years=${year}&values=${encodeURIComponent(code)}&by=AGENCY&order=${encodeURIComponent(code)}${dayPart(asOf)}`;

/** Returns where a group leads to: a place to its overview, an agency to its page, which is that of today. */
export const nodeAddress = (dimension: string, code: string, year: number, asOf: string | null): string =>
  dimension === 'CHILD' ? `/?place=${code}&year=${year}${dayPart(asOf)}` : `/agencies/${code}`;

/** Returns the address of what a measure is: its formula, and what it comes to in a place. */
export const measureAddress = (value: string, place: string, year: number, asOf: string | null): string =>
  `/measures/${value.replace(/^measures\./, '')}?place=${place}&year=${year}${dayPart(asOf)}`;

/** Whether a report shows a value in a place of its own: a cell of the form or an indicator. */
const isInReport = (code: string) => code.startsWith('indicators.') || findCell(code) !== undefined;

/** Returns the address of the report of an agency, at the cell or indicator that a value is; a measure leads to the report. */
export const reportAddress = (agency: string, year: number, code: string): string =>
  `/agencies/${agency}/${year}${isInReport(code) ? `?cell=${code}` : ''}`;

/** Which reports a coverage is of, as addresses say it. */
export interface Covered {
  readonly place: string;
  /** A year, or the first and the last: 2021-2025. */
  readonly years: string | number;
  readonly asOf: string | null;
  readonly kinds?: readonly string[];
  readonly levels?: readonly string[];
}

/** Returns the address of the list of the reports that a number of a coverage counts. */
export const coverageAddress = (
  { place, years, asOf, kinds = [], levels = [] }: Covered,
  part: string,
): string =>
  `/coverage?place=${place}&years=${years}&part=${part}${kinds.length > 0 ? `&kinds=${kinds}` : ''}${levels.length > 0 ? `&levels=${levels}` : ''}${dayPart(asOf)}`;
