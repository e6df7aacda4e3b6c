import { useLanguage } from '../language/language';
import { About, Uncertain } from './About';
import { type Changed, isUncertain, textOfGrowth } from './change';

/** A change to the year before in one figure: of a ratio in percentage points, of others in per cent. */
export function Growth({ changed }: { readonly changed: Changed }) {
  const { t, language } = useLanguage();
  if (isUncertain(changed)) return <Uncertain />;
  const text = textOfGrowth(changed, language, t);
  return text !== null && <About text={text} qualifier={changed.changeQualifier} />;
}
