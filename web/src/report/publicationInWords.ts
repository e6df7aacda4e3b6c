import type { Translate } from '../language/language';

/** Returns which publication of a report a revision is, in words: the first one, or which correction of it. Drafts do not count. */
export const publicationInWords = (publication: number, t: Translate): string =>
  publication === 1
    ? t('首次公布', 'first publication')
    : t(`第 ${publication - 1} 次更正`, `correction ${publication - 1}`);

/** Returns what is to be said of when a report was published: that it was late, or that it was recorded, having been published elsewhere before. */
export function timelinessInWords(
  { timeliness, origin }: { readonly timeliness: string | null; readonly origin: string },
  t: Translate,
): string {
  if (timeliness === 'RECORDED')
    return t(
      '，补录（原已在别处公布，时间不详）',
      ', recorded (published elsewhere before, it is not known when)',
    );
  return (
    (timeliness === 'LATE' ? t('，逾期', ', late') : '') +
    (origin === 'RECORDED' ? t('（补录）', ' (recorded)') : '')
  );
}
