import { Alert, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import { ACTIONS } from './actions';
import { findingsOf, useAct, type Work, type WorkKey } from './useWork';

/** What the viewer may do with a report that is filed, with a comment; where nothing, why not. */
export function ReviewActions({ agency, year, work }: WorkKey & { readonly work: Work }) {
  const { t } = useLanguage();
  const act = useAct({ agency, year });
  const [comment, setComment] = useState('');
  const offered = work.viewerActions.flatMap(({ action, allowed }) => {
    const words = ACTIONS[action];
    return allowed && words ? [{ action, ...words }] : [];
  });
  const refusals = act.data?.actOnReport?.findings ?? [];
  const send = (action: Work['viewerActions'][number]['action']) =>
    act.mutate(
      { action, comment, work },
      { onSuccess: ({ actOnReport }) => actOnReport?.accepted && setComment('') },
    );
  return (
    <Part title={t('办理', 'What you may do')}>
      <FindingList findings={findingsOf(work)} />
      {offered.length === 0 ? (
        <Reasons work={work} />
      ) : (
        <>
          <Input.TextArea
            rows={3}
            maxLength={4000}
            aria-label={t('意见', 'Comment')}
            placeholder={t(
              '意见（退回、更正、撤回公布必填）',
              'Comment (needed to return, correct or retract)',
            )}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <p className="filters">
            {offered.map(({ action, zh, en, needsComment, confirm }) => {
              const isDisabled = Boolean(needsComment) && comment.trim() === '';
              const button = (
                <Button
                  key={action}
                  type={action === 'APPROVE' || action === 'ACCEPT' ? 'primary' : 'default'}
                  disabled={isDisabled}
                  loading={act.isPending}
                  onClick={confirm ? undefined : () => send(action)}
                >
                  {t(zh, en)}
                </Button>
              );
              return confirm ? (
                <Popconfirm
                  key={action}
                  title={t(...confirm)}
                  onConfirm={() => send(action)}
                  disabled={isDisabled}
                >
                  {button}
                </Popconfirm>
              ) : (
                button
              );
            })}
          </p>
        </>
      )}
      {act.error && <Failed error={act.error} />}
      {refusals.map(({ messageZh, messageEn }) => (
        <Alert key={messageEn} type="error" showIcon title={t(messageZh, messageEn)} />
      ))}
    </Part>
  );
}

/** Why the viewer may do nothing now: each reason once. */
function Reasons({ work }: { readonly work: Work }) {
  const { t } = useLanguage();
  const reasons = new Set(
    work.viewerActions
      .filter(({ action }) => ACTIONS[action])
      .flatMap(({ reasons: own }) => own.map(({ messageZh, messageEn }) => t(messageZh, messageEn))),
  );
  return (
    <>
      <p>{t('现在没有您可做的事：', 'There is nothing for you to do now:')}</p>
      <ul>
        {[...reasons].slice(0, 3).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}
