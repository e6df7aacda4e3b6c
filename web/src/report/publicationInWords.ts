import { formatInstant } from '../figures/formatFigure';
import type { Language, Translate } from '../language/language';
import { type DueDays, dueInWords } from '../place/deadline';
import { isPublished, workInWords } from './reportStates';

/** Returns which publication of a report a revision is, in words: the first one, or which correction of it. Drafts do not count; what was recorded had its first elsewhere. */
export function publicationInWords(publication: number, origin: string, t: Translate): string {
  if (publication > 1) return t(`第 ${publication - 1} 次更正`, `correction ${publication - 1}`);
  return origin === 'RECORDED' ? t('补录', 'recorded') : t('首次公布', 'first publication');
}

/** Returns which publication of a report a revision is, for a list that says nothing else of it: also that it was recorded itself, or that the first was. Null for what never was published. */
export function listedPublication(
  {
    publication,
    origin,
    recorded,
  }: {
    readonly publication: number | null;
    readonly origin: string;
    readonly recorded: boolean;
  },
  t: Translate,
): string | null {
  if (publication === null) return null;
  const words = publicationInWords(publication, origin, t);
  if (publication === 1) return words;
  if (origin === 'RECORDED') return words + t('（补录）', ' (recorded)');
  return recorded ? words + t('（首次为补录）', ' (the first was recorded)') : words;
}

/** A publication, as far as it says whether it was in time. */
interface TimedPublication {
  /** Null for what never was published. */
  readonly publication: number | null;
  /** That of the report, which goes by its first publication. */
  readonly timeliness: string | null;
  /** That of the revision. */
  readonly origin: string;
  /** Until when the report was due. */
  readonly deadline: DueDays;
}

/**
 * Returns what is to be said of when a revision was published: that it was late, or in time only by an extension, or that it was recorded, having been published
 * elsewhere before. A correction is never late itself: then it is said of the first publication.
 */
export function timelinessInWords(
  { publication, timeliness, origin, deadline }: TimedPublication,
  t: Translate,
): string {
  const due = t(`（截止日 ${dueInWords(deadline, t)}）`, ` (due ${dueInWords(deadline, t)})`);
  const isExtended = timeliness === 'IN_TIME' && deadline.dueOn !== deadline.ruleDueOn;
  const own = origin === 'RECORDED' ? t('（补录）', ' (recorded)') : '';
  if ((publication ?? 1) === 1) {
    if (timeliness === 'RECORDED')
      return t(
        '，补录（原已在别处公布，时间不详）',
        ', recorded (published elsewhere before, it is not known when)',
      );
    if (timeliness === 'LATE') return own + t(`，逾期${due}`, `, late${due}`);
    return own + (isExtended ? t(`，按时${due}`, `, in time${due}`) : '');
  }
  if (timeliness === 'LATE') return own + t(`，首次公布逾期${due}`, `, the first publication was late${due}`);
  if (isExtended) return own + t(`，首次公布按时${due}`, `, the first publication was in time${due}`);
  return timeliness === 'RECORDED'
    ? own +
        t(
          '，首次为补录（原已在别处公布，时间不详）',
          ', the first was recorded (published elsewhere before, it is not known when)',
        )
    : own;
}

/** A report, as far as it says where it stands. */
type ReportShown = TimedPublication &
  Omit<Parameters<typeof workInWords>[0], 'published' | 'withdrawnAt'> &
  Parameters<typeof isPublished>[0];

/** Returns where a report stands, and since when: published, corrected, withdrawn, or never published. Where that is not of the revision that is shown, it is said which one that is. */
export function reportStateInWords(
  report: ReportShown,
  /** The newest first. */
  withdrawals: readonly { readonly withdrawnAt: string }[],
  t: Translate,
  language: Language,
): string {
  const { publishedAt, publication, state } = report;
  const published = isPublished(report);
  const withdrawnAt = published ? null : (withdrawals[0]?.withdrawnAt ?? null);
  const words = workInWords({ ...report, published, withdrawnAt }, t);
  const withdrawn = withdrawnAt && formatInstant(withdrawnAt, language);
  const now = state === 'WITHDRAWN' && withdrawn ? `${words} ${withdrawn}` : words;
  if (publishedAt === null || publication === null) {
    if (!withdrawn) return now;
    return state === 'WITHDRAWN'
      ? t(`${now}；所示为没有公布过的更正稿`, `${now}; shown is a correction that was never published`)
      : t(`${now}；${withdrawn} 撤回`, `${now}; withdrawn ${withdrawn}`);
  }
  const at = formatInstant(publishedAt, language);
  const timeliness = timelinessInWords(report, t);
  const which = publicationInWords(publication, report.origin, t);
  // That it is recorded says already that its first publication was elsewhere.
  const ending =
    publication > 1 || report.origin !== 'RECORDED'
      ? t('；', '; ') + which
      : report.timeliness === 'RECORDED'
        ? ''
        : t('；原已在别处公布', '; published elsewhere before');
  if (published && state === 'PUBLISHED')
    return publication === 1
      ? `${words} ${at}${timeliness}${ending}`
      : `${words} ${at}${ending}${timeliness}`;
  const ended =
    state !== 'WITHDRAWN' && withdrawn ? t(`，${withdrawn} 撤回`, `, withdrawn ${withdrawn}`) : '';
  const isFirstRecord = publication === 1 && report.origin === 'RECORDED';
  const isTimeUnknown = report.timeliness === 'RECORDED';
  const shown = isFirstRecord
    ? t(
        `${at} 补录的（原已在别处公布${isTimeUnknown ? '，时间不详' : ''}）`,
        `what was recorded ${at} (published elsewhere before${isTimeUnknown ? ', it is not known when' : ''})`,
      )
    : t(`${at} 公布的（${which}）${timeliness}`, `what was published ${at} (${which})${timeliness}`);
  return t(`${now}；所示为 ${shown}${ended}`, `${now}; shown is ${shown}${ended}`);
}
