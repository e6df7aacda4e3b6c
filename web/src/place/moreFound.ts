import { formatCount } from '../figures/formatFigure';
import type { Translate } from '../language/language';

/** The value, among what is chosen from, of the line that says that more was found. */
export const MORE_FOUND = '…';

/** Returns that a search found more than it lists, and what finds the rest; null where all of it is listed. */
export const moreFoundInWords = (found: number, listed: number, t: Translate): string | null =>
  found > listed
    ? t(
        `还有 ${formatCount(found - listed)} 个没有列出，请再输几个字`,
        `${formatCount(found - listed)} more are not listed: type more of the name`,
      )
    : null;
