import { Link } from 'wouter';
import { Figure, type ShownValue } from '../figures/Figure';

/** Returns the address of the agencies whose reports a value of a place and year is of, those with the most first. */
export const sourceAddress = (place: string, year: number, code: string): string =>
  `/ask?place=${place}&years=${year}&values=${code}&by=AGENCY&order=${code}`;

/** A value that leads to what is behind it; a blank one leads nowhere. */
export const Sourced = ({ shown, href }: { readonly shown: ShownValue; readonly href: string }) =>
  shown.value === null ? (
    <Figure shown={shown} />
  ) : (
    <Link href={href}>
      <Figure shown={shown} />
    </Link>
  );
