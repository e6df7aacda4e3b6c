import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

/** How many names are written out. */
const MOST = 10;

/** What something is about to be done with, by name: the first ten, and how many others there are. */
export function Names({ names }: { readonly names: readonly string[] }) {
  const { t } = useLanguage();
  const more = names.length - MOST;
  return (
    <p>
      {names.slice(0, MOST).join(t('、', ', '))}
      {more > 0 && t(` 等 ${formatCount(names.length)} 个`, ` and ${more} more`)}
    </p>
  );
}
