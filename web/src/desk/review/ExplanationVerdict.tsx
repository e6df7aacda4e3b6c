import { Button } from 'antd';
import { useState } from 'react';
import { formatInstant } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Dialog } from '../../look/Dialog';
import { Folded } from '../../look/Folded';
import { Person } from '../../look/Person';
import { Reason } from '../../look/Reason';
import { Failed } from '../../look/states';
import { FindingList, type ShownFinding } from '../../report/FindingList';
import { useVerdict, type Verdict, verdictOn, type Work, type WorkKey } from '../useWork';

/** The verdicts in words: what a reviewer did. */
export const VERDICTS: Readonly<Record<Verdict['verdict'], readonly [zh: string, en: string]>> = {
  CONFIRMED: ['认可说明', 'accepted the explanation'],
  REJECTED: ['不认可说明', 'refused the explanation'],
};

/** What a reviewer thought of an explanation, who it was and why; nothing where nobody has judged it. */
export function VerdictLine({ verdict }: { readonly verdict: Verdict | undefined }) {
  const { t, language } = useLanguage();
  if (!verdict) return null;
  const { reviewerName, reviewerDisplayName, reviewedAt, comment } = verdict;
  const at = formatInstant(reviewedAt, language);
  return (
    <p className={verdict.verdict === 'REJECTED' ? 'remark' : undefined}>
      <Person login={reviewerName} name={reviewerDisplayName} />
      {t(`（${at}）`, ` (${at}) `)}
      {t(...VERDICTS[verdict.verdict])}
      {comment && (
        <>
          {t('：', ': ')}
          <Folded text={comment} />
        </>
      )}
    </p>
  );
}

/** The verdict on the explanation of a warning; whose step the report is at gives one, and can change it. */
export function ExplanationVerdict({
  work,
  finding: { code, path },
  ...key
}: WorkKey & { readonly work: Work; readonly finding: ShownFinding }) {
  const { t } = useLanguage();
  /** Why it is refused, while that is being written. */
  const [reason, setReason] = useState<string | null>(null);
  const judge = useVerdict(key, () => setReason(null));
  const verdict = verdictOn(work, { code, path });
  const mayJudge = work.viewerActions.some(({ action, allowed }) => action === 'RETURN' && allowed);
  const refusals = (
    <>
      {judge.error && <Failed error={judge.error} />}
      <FindingList findings={judge.data?.reviewExplanation?.findings ?? []} />
    </>
  );
  return (
    <>
      <VerdictLine verdict={verdict} />
      {mayJudge && (
        <p className="filters">
          {verdict?.verdict !== 'CONFIRMED' && (
            <Button
              size="small"
              loading={judge.isPending}
              onClick={() => judge.mutate({ code, path, verdict: 'CONFIRMED', comment: null })}
            >
              {t('认可说明', 'Accept the explanation')}
            </Button>
          )}
          {verdict?.verdict !== 'REJECTED' && (
            <Button size="small" disabled={judge.isPending} onClick={() => setReason('')}>
              {t('不认可说明', 'Refuse the explanation')}
            </Button>
          )}
        </p>
      )}
      {reason === null ? (
        refusals
      ) : (
        <Dialog title={t('不认可说明', 'Refuse the explanation')} onClose={() => setReason(null)}>
          <p>
            {t(
              '填报人会看到理由；在认可之前，报告只能退回。',
              'The clerk reads the reason. Until it is accepted the report can only be returned.',
            )}
          </p>
          <Reason value={reason} onChange={setReason} />
          {refusals}
          <p className="filters">
            <Button
              type="primary"
              loading={judge.isPending}
              disabled={reason.trim() === ''}
              onClick={() => judge.mutate({ code, path, verdict: 'REJECTED', comment: reason.trim() })}
            >
              {t('不认可', 'Refuse')}
            </Button>
            <Button onClick={() => setReason(null)}>{t('取消', 'Cancel')}</Button>
          </p>
        </Dialog>
      )}
    </>
  );
}
