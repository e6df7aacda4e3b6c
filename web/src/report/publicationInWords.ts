import { formatInstant } from '../figures/formatFigure';
import type { Language, Translate } from '../language/language';
import { isPublished, workInWords } from './reportStates';

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

/** A report, as far as it says where it stands. */
type StandingReport = Parameters<typeof timelinessInWords>[0] &
  Omit<Parameters<typeof workInWords>[0], 'published'> &
  Parameters<typeof isPublished>[0] & { readonly publication: number | null };

/** Returns where a report stands, and since when: published, corrected, withdrawn, or never published. Where that is not of the revision that is shown, it is said which one that is. */
export function standingInWords(
  report: StandingReport,
  /** The newest first. */
  withdrawals: readonly { readonly withdrawnAt: string }[],
  t: Translate,
  language: Language,
): string {
  const { publishedAt, publication, state } = report;
  const published = isPublished(report);
  const words = workInWords({ ...report, published }, t);
  const [last] = withdrawals;
  const withdrawn = last && !published ? formatInstant(last.withdrawnAt, language) : null;
  const now = state === 'WITHDRAWN' && withdrawn ? `${words} ${withdrawn}` : words;
  if (publishedAt === null || publication === null) {
    if (!withdrawn) return now;
    return state === 'WITHDRAWN'
      ? t(`${now}；所示为没有公布过的更正稿`, `${now}; shown is a correction that was never published`)
      : t(
          `${now}；此前公布的已于 ${withdrawn} 撤回`,
          `${now}; what was published was withdrawn ${withdrawn}`,
        );
  }
  const at = formatInstant(publishedAt, language);
  const timeliness = timelinessInWords(report, t);
  const which = publicationInWords(publication, t);
  if (published && state === 'PUBLISHED') return `${words} ${at}${timeliness}${t('；', '; ')}${which}`;
  const ended =
    state !== 'WITHDRAWN' && withdrawn ? t(`，${withdrawn} 撤回`, `, withdrawn ${withdrawn}`) : '';
  return t(
    `${now}；所示为 ${at} 公布的（${which}）${timeliness}${ended}`,
    `${now}; shown is what was published ${at} (${which})${timeliness}${ended}`,
  );
}
