import { Alert } from 'antd';
import { useLanguage } from '../language/language';
import { Confirm } from '../look/Confirm';
import { Failed } from '../look/states';
import type { DoneStep } from './Done';
import { type DraftKey, draftName, explanationsName } from './entry/useDraft';
import { useHeld } from './held/useHeld';
import { useAfterStoring } from './useAfterStoring';
import { useAct, type Work } from './useWork';

/** Gives up a correction, or a draft that was never published, where the hub allows it: it asks first, and what is typed goes with it. */
export function GiveUp({
  work,
  onDone,
  ...key
}: DraftKey & { readonly work: Work; readonly onDone: (done: DoneStep) => void }) {
  const { t } = useLanguage();
  const draft = useHeld(draftName(key));
  const explanations = useHeld(explanationsName(key));
  const { agency, year } = key;
  const act = useAct({ agency, year }, (done) => {
    for (const { held, change } of [draft, explanations]) if (held) change({ settled: held.typed });
    onDone(done);
  });
  const { isWaiting, start } = useAfterStoring(key, () =>
    act.mutate({ action: 'DISCARD', comment: '', remarks: [], work }),
  );
  if (!work.viewerActions.some(({ action, allowed }) => action === 'DISCARD' && allowed)) return null;
  const isCorrection = work.steps.some(({ action }) => action === 'CORRECT');
  return (
    <>
      <Confirm
        label={isCorrection ? t('放弃更正', 'Give up the correction') : t('放弃草稿', 'Give up the draft')}
        title={
          isCorrection
            ? t('放弃这次更正？', 'Give up this correction?')
            : t('放弃这份草稿？', 'Give up this draft?')
        }
        isPending={isWaiting || act.isPending}
        onConfirm={start}
      >
        <p>
          {isCorrection
            ? t(
                '更正以来保存和键入的改动不再使用，报告回到更正前；公众看到的不变。',
                'What was stored and typed since the correction was opened is used no longer, and the report is as it was before. What the public sees does not change.',
              )
            : t(
                '保存和键入的内容不再使用，不能恢复；本机关该年度视为尚未开始，期限不变，须重新填报。原有修订和文档留存备查。',
                'What was stored and typed is used no longer and does not come back. The report of this year is not begun again, its deadline stays, and it has to be filled anew. Revisions and documents stay on record.',
              )}
        </p>
      </Confirm>
      {act.error && <Failed error={act.error} />}
      {(act.data?.actOnReport?.findings ?? []).map(({ messageZh, messageEn }) => (
        <Alert key={messageEn} type="error" showIcon title={t(messageZh, messageEn)} />
      ))}
    </>
  );
}
