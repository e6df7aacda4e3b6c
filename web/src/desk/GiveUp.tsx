import { Alert } from 'antd';
import { useLanguage } from '../language/language';
import { Confirm } from '../look/Confirm';
import { Failed } from '../look/states';
import { ACTIONS } from './actions';
import { type DraftKey, draftName } from './entry/useDraft';
import { useHeld } from './held/useHeld';
import { useAct, type Work } from './useWork';

/** Gives up a correction, where the hub allows it: it asks first, and what is typed goes with it. */
export function GiveUp({
  agency,
  year,
  username,
  work,
  onDone,
}: DraftKey & { readonly work: Work; readonly onDone: (action: 'DISCARD') => void }) {
  const { t } = useLanguage();
  const { held, change } = useHeld(draftName({ agency, year, username }));
  const act = useAct({ agency, year }, () => {
    if (held) change({ settled: held.typed });
    onDone('DISCARD');
  });
  const words = ACTIONS.DISCARD;
  if (!words || !work.viewerActions.some(({ action, allowed }) => action === 'DISCARD' && allowed))
    return null;
  return (
    <>
      <Confirm
        label={t(words.zh, words.en)}
        title={t('放弃这次更正？', 'Give up this correction?')}
        isPending={act.isPending}
        onConfirm={() => act.mutate({ action: 'DISCARD', comment: '', remarks: [], work })}
      >
        <p>
          {t(
            '更正以来保存和键入的改动不再使用，报告回到更正前；各次修订仍可查。',
            'What was stored and typed since the correction was opened is used no longer, and the report is as it was before; its revisions stay.',
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
