import { useState } from 'react';
import { WebActMany } from '../../api/generated/documents';
import { request } from '../../api/request';
import { counted, formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Labelled } from '../../look/Labelled';
import { LongText } from '../../look/LongText';
import type { BoardRow } from './boardRows';
import { ManyDialog } from './ManyDialog';
import { useMany } from './useMany';

/** The most steps that the hub takes at once. */
const MOST = 100;

/** The steps that an officer takes on many reports at once. */
export type ManyStep = 'ACCEPT' | 'RETURN';

/** Takes the same step on many reports. */
const useStep = (action: ManyStep, year: number) =>
  useMany(MOST, async (rows, comment: string) => {
    const inputs = rows.map(({ agency, state, latestRevision }) => ({
      agency: agency.code,
      year,
      action,
      state: state ?? 'DRAFT',
      revision: latestRevision ?? 0,
      comment: comment.trim() || null,
    }));
    return (await request(WebActMany, { inputs })).actOnReports ?? [];
  });

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
  const [comment, setComment] = useState('');
  const many = useStep(step, year);
  const count = rows.length;
  const isReturn = step === 'RETURN';
  const withWarnings = rows.filter(({ warningCount }) => warningCount > 0).length;
  return (
    <ManyDialog
      title={
        isReturn
          ? t(`退回 ${formatCount(count)} 份报告`, `Return ${counted(count, 'report')}`)
          : t(`接收并公布 ${formatCount(count)} 份报告`, `Accept and publish ${counted(count, 'report')}`)
      }
      doIt={
        isReturn
          ? t(`退回 ${formatCount(count)} 份`, `Return ${formatCount(count)}`)
          : t(`公布 ${formatCount(count)} 份`, `Publish ${formatCount(count)}`)
      }
      isReady={!isReturn || comment.trim() !== ''}
      isDangerous={isReturn}
      rows={rows}
      many={many}
      onStart={() => many.run.mutate({ rows, input: comment })}
      onClose={onClose}
    >
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
        <LongText
          rows={3}
          longest={4000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </Labelled>
    </ManyDialog>
  );
}
