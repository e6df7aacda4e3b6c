import { Button, Input } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../language/language';
import { Dialog } from '../../look/Dialog';
import { Labelled } from '../../look/Labelled';
import type { BoardRow } from './boardRows';
import { Outcomes } from './Outcomes';
import { useActMany } from './useActMany';

/** The steps that an officer takes on many reports at once. */
export type ManyStep = 'ACCEPT' | 'RETURN';

/** Asks before a step is taken on many reports, says what it does, and shows what became of each. */
export function ManySteps({
  step,
  rows,
  year,
  onClose,
}: {
  readonly step: ManyStep;
  readonly rows: readonly BoardRow[];
  readonly year: number;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  // What was chosen when the dialog was opened: the board moves while it is open.
  const [chosen] = useState(rows);
  const [comment, setComment] = useState('');
  const { run, outcomes } = useActMany(year);
  const count = chosen.length;
  const isReturn = step === 'RETURN';
  const withWarnings = chosen.filter(({ warningCount }) => warningCount > 0).length;
  return (
    <Dialog
      title={
        isReturn
          ? t(`退回 ${count} 份报告`, `Return ${count} reports`)
          : t(`接收并公布 ${count} 份报告`, `Accept and publish ${count} reports`)
      }
      onClose={onClose}
    >
      {run.isIdle && (
        <>
          <p>
            {isReturn
              ? t(
                  '报告将回到填报人手中，须重新走完审核；填报人会收到通知和下面的意见。',
                  'The reports go back to their clerks and through the review again; the clerks get a notice with the comment below.',
                )
              : t(
                  '报告将立即公布，人人可见；此后只能更正或撤回公布，且都留有记录。',
                  'The reports are published at once for everybody to see; afterwards they can only be corrected or withdrawn, and both leave a record.',
                )}
          </p>
          {!isReturn && withWarnings > 0 && (
            <p>
              {t(
                `其中 ${withWarnings} 份有警告（均附说明），将随说明一起公布。`,
                `${withWarnings} of them have warnings, which are published with their explanations.`,
              )}
            </p>
          )}
          <Labelled
            label={
              isReturn ? t('退回意见（必填）', 'Comment (needed)') : t('意见（可不填）', 'Comment (optional)')
            }
          >
            <Input.TextArea
              rows={3}
              maxLength={4000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          </Labelled>
        </>
      )}
      {run.isPending && (
        <p role="status">
          {t(`正在办理：${outcomes.length} / ${count}`, `At work: ${outcomes.length} of ${count}`)}
        </p>
      )}
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} />}
      <p className="filters">
        {run.isIdle && (
          <Button
            type="primary"
            danger={isReturn}
            disabled={isReturn && comment.trim() === ''}
            onClick={() => run.mutate({ rows: chosen, action: step, comment })}
          >
            {isReturn ? t(`退回 ${count} 份`, `Return ${count}`) : t(`公布 ${count} 份`, `Publish ${count}`)}
          </Button>
        )}
        <Button onClick={onClose}>{run.isIdle ? t('取消', 'Cancel') : t('关闭', 'Close')}</Button>
      </p>
    </Dialog>
  );
}
