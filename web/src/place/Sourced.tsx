import { Link } from 'wouter';
import { Figure } from '../figures/Figure';
import { type ShownValue } from '../figures/shownValue';

/** A value that leads to what is behind it; a blank one leads nowhere, and neither does one without an address. */
export const Sourced = ({ shown, href }: { readonly shown: ShownValue; readonly href: string | null }) =>
  shown.value === null || href === null ? (
    <Figure shown={shown} />
  ) : (
    <Link href={href}>
      <Figure shown={shown} />
    </Link>
  );
