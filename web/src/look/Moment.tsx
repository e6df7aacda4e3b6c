import { formatMoment } from '../figures/formatFigure';

/** An instant in a table, in Beijing time; the head of its column says so. */
export const Moment = ({ at }: { readonly at: string | null }) =>
  at === null ? null : <span className="moment">{formatMoment(at)}</span>;
