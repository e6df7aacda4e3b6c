import { formatMoment } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

/** An instant in a table, in Beijing time; the head of its column says so. */
export function Moment({ at }: { readonly at: string | null }) {
  const { language } = useLanguage();
  return at === null ? null : <span className="moment">{formatMoment(at, language)}</span>;
}
