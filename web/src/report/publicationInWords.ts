import type { Translate } from '../language/language';

/** Returns which publication of a report a revision is, in words: the first one, or which correction of it. Drafts do not count. */
export const publicationInWords = (publication: number, t: Translate): string =>
  publication === 1
    ? t('首次公布', 'first publication')
    : t(`第 ${publication - 1} 次更正`, `correction ${publication - 1}`);
