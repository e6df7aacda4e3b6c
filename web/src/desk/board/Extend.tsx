import { useState } from 'react';
import { beijingToday } from '../../../../src/form/beijing';
import { whyNotDue } from '../../../../src/form/dueDays';
import { WebExtend } from '../../api/generated/documents';
import { request } from '../../api/request';
import { counted, formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Reason } from '../../look/Reason';
import type { BoardRow } from './boardRows';
import { DueDay } from './DueDay';
import { effectOfExtension } from './extension';
import { ManyDialog } from './ManyDialog';
import { useMany } from './useMany';

/** Gives agencies more time for their reports of a year, with a reason, and says what that does. */
export function Extend({
  rows,
  year,
  place,
  onClose,
}: {
  readonly rows: readonly BoardRow[];
  readonly year: number;
  /** The place that gets more time as a whole; null for these agencies alone. */
  readonly place: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  const many = useMany(
    place === null ? 1 : rows.length,
    async (some, input: { dueOn: string; reason: string }) => {
      const scope = place === null ? { agency: some[0].agency.code } : { jurisdiction: place };
      const { extendDeadline } = await request(WebExtend, { input: { year, scope, ...input } });
      return some.map(() => extendDeadline);
    },
  );
  const today = beijingToday();
  const isDay = dueOn !== '' && whyNotDue(year, dueOn, today) === null;
  const { gaining, unlocked, unchanged } = effectOfExtension(rows, dueOn);
  return (
    <ManyDialog
      title={
        place === null
          ? t(
              `为 ${formatCount(rows.length)} 个机关延期`,
              `Extend the deadline of ${counted(rows.length, 'agency')}`,
            )
          : t(
              `为整个区划的 ${formatCount(rows.length)} 个机关延期`,
              `Extend the deadline of the whole place (${counted(rows.length, 'agency')})`,
            )
      }
      doIt={t(`延期 ${formatCount(rows.length)} 个`, `Extend ${formatCount(rows.length)}`)}
      isReady={isDay && gaining + unlocked > 0 && reason.trim() !== ''}
      rows={rows}
      many={many}
      onStart={() => many.run.mutate({ rows, input: { dueOn, reason: reason.trim() } })}
      onClose={onClose}
    >
      <DueDay
        label={t('延至（北京时间当日终了）', 'Until (end of the day in Beijing)')}
        year={year}
        today={today}
        value={dueOn}
        onChange={setDueOn}
      />
      <Reason value={reason} onChange={setReason} />
      {isDay && (
        <p aria-live="polite">
          {t(`${gaining} 个机关得到更多时间。`, `More time for ${counted(gaining, 'agency')}.`)}{' '}
          {unlocked > 0 &&
            t(
              `${unlocked} 个的截止日已过：重新开放填报，仍是逾期。`,
              `The deadline of ${unlocked} has passed: filing opens again, and they stay late.`,
            )}{' '}
          {unchanged > 0 &&
            t(
              `${unchanged} 个不变：已公布，或期限不早于该日，或截止日已过而不锁定。`,
              `Nothing changes for ${unchanged}: published, due on that day or later already, or past a deadline that does not lock.`,
            )}
        </p>
      )}
      {place !== null && (
        <p>
          {t(
            '延期适用于该区划及其全部下级，以后新设的机关也在内。',
            'It holds for the place with all below it, agencies that are added later too.',
          )}
        </p>
      )}
      <p>
        {t(
          '延期连同理由和批准人留有记录；延期不能撤销，只能再延。',
          'The extension stays on record with its reason and who granted it. It cannot be taken back, only followed by a later one.',
        )}
      </p>
    </ManyDialog>
  );
}
