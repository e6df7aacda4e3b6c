import { Link } from 'wouter';
import { findCell } from '../../../src/form/cells';
import { Figure, type ShownValue } from '../figures/Figure';

/** Returns the address of the agencies whose reports a value of a place and year is of, those with the most first. */
export const sourceAddress = (place: string, year: number, code: string): string =>
  `/ask?place=${place}&years=${year}&values=${code}&by=AGENCY&order=${code}`;

/** Returns the address of the report of an agency, at the cell that a value is; a value that is no cell leads to the report. */
export const reportAddress = (agency: string, year: number, code: string): string =>
  `/agencies/${agency}/${year}${findCell(code) ? `?cell=${code}` : ''}`;

/** A value that leads to what is behind it; a blank one leads nowhere. */
export const Sourced = ({ shown, href }: { readonly shown: ShownValue; readonly href: string }) =>
  shown.value === null ? (
    <Figure shown={shown} />
  ) : (
    <Link href={href}>
      <Figure shown={shown} />
    </Link>
  );
