import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { counted, formatCount } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Dialog } from '../../look/Dialog';
import { Labelled } from '../../look/Labelled';
import { LongText } from '../../look/LongText';
import { Failed } from '../../look/states';
import type { BoardRow } from './boardRows';
import { type Outcome, Outcomes } from './Outcomes';
import { type Reminded, type ReminderKind, type ReminderOutcome, useReminders } from './useReminders';

const KINDS = ['NOT_BEGUN', 'LATE', 'RETURNED'] as const satisfies readonly ReminderKind[];

/** Reminds agencies by mail: first shows every letter as it would be sent, then sends them and shows what became of each. */
export function Remind({
  rows,
  year,
  onClose,
}: {
  readonly rows: readonly BoardRow[];
  readonly year: number;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const [kinds, setKinds] = useState<readonly ReminderKind[]>(KINDS);
  const [note, setNote] = useState('');
  const preview = useReminders(year, true);
  const send = useReminders(year, false);
  const labels: Readonly<Record<ReminderKind, string>> = {
    NOT_BEGUN: t('尚未开始', 'Not begun'),
    LATE: t('逾期未报送', 'Late and not filed'),
    RETURNED: t('被退回', 'Returned'),
  };
  const edit = (change: () => void) => {
    preview.reset();
    change();
  };
  const asOutcome = ({ agency, result, messageZh, messageEn }: ReminderOutcome): Outcome => ({
    code: agency.code,
    name: nameOf(agency),
    isDone: result === 'SENT',
    text: t(messageZh, messageEn),
  });
  const sent = send.data;
  return (
    <Dialog
      title={t(`催报：所选 ${formatCount(rows.length)} 个机关`, `Remind ${counted(rows.length, 'agency')}`)}
      onClose={onClose}
    >
      {send.isIdle && (
        <>
          <fieldset className="filters">
            <legend>{t('给哪些机关写', 'Whom to write to')}</legend>
            {KINDS.map((kind) => (
              <Checkbox
                key={kind}
                checked={kinds.includes(kind)}
                onChange={({ target }) =>
                  edit(() =>
                    setKinds(target.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind)),
                  )
                }
              >
                {labels[kind]}
              </Checkbox>
            ))}
          </fieldset>
          <Labelled label={t('附言（写在每封信中，可不填）', 'Note (in every letter, optional)')}>
            <LongText
              rows={2}
              longest={1000}
              value={note}
              onChange={(event) => edit(() => setNote(event.target.value))}
            />
          </Labelled>
        </>
      )}
      <div aria-live="polite">
        {preview.data && send.isIdle && <Preview {...preview.data} />}
        {send.isPending && <p>{t('正在排队发出…', 'Queuing the letters …')}</p>}
        {sent && (
          <>
            <Problems {...sent} />
            <Outcomes outcomes={sent.outcomes.map(asOutcome)} />
          </>
        )}
      </div>
      <p className="filters">
        {send.isIdle && (
          <ReminderButtons
            count={preview.data ? countLetters(preview.data) : null}
            isRefused={(preview.data?.findings.length ?? 0) > 0}
            isPending={preview.isPending}
            isReady={kinds.length > 0}
            onPreview={() => preview.mutate({ rows, kinds, note })}
            onSend={() => send.mutate({ rows, kinds, note })}
          />
        )}
        <Button onClick={onClose}>{send.isIdle ? t('取消', 'Cancel') : t('关闭', 'Close')}</Button>
      </p>
    </Dialog>
  );
}

const countLetters = ({ outcomes }: Reminded) =>
  outcomes.reduce((count, { letters }) => count + letters.length, 0);

/** What stands against reminding at all. */
function Problems({ findings, error }: Reminded & { readonly error: Error | null }) {
  const { t } = useLanguage();
  return (
    <>
      {error && <Failed error={error} />}
      {findings.map(({ messageZh, messageEn }) => (
        <Alert key={messageEn} type="error" showIcon title={t(messageZh, messageEn)} />
      ))}
    </>
  );
}

function ReminderButtons({
  count,
  isRefused,
  isPending,
  isReady,
  onPreview,
  onSend,
}: {
  /** How many letters the preview has; null while nothing was previewed. */
  readonly count: number | null;
  readonly isRefused: boolean;
  readonly isPending: boolean;
  readonly isReady: boolean;
  readonly onPreview: () => void;
  readonly onSend: () => void;
}) {
  const { t } = useLanguage();
  if (count === null)
    return (
      <Button type="primary" loading={isPending} disabled={!isReady} onClick={onPreview}>
        {t('预览', 'Preview')}
      </Button>
    );
  if (count === 0) return null;
  return (
    <Button type="primary" disabled={isRefused} onClick={onSend}>
      {t(`发出 ${formatCount(count)} 封信`, `Send (letters: ${formatCount(count)})`)}
    </Button>
  );
}

/** What would be sent to whom, letter by letter, and to whom nothing and why. */
function Preview(reminded: Reminded & { readonly error: Error | null }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { outcomes } = reminded;
  const written = outcomes.filter(({ letters }) => letters.length > 0);
  const others = outcomes.filter(({ letters }) => letters.length === 0);
  return (
    <>
      <Problems {...reminded} />
      <p>
        {written.length === 0
          ? t('没有信可发，原因如下。', 'There is no letter to send; why is said below.')
          : t(
              `将给 ${formatCount(written.length)} 个机关发 ${countLetters(reminded)} 封信；${formatCount(others.length)} 个不发。发出后不能收回。`,
              `Letters to be sent: ${countLetters(reminded)}, to agencies: ${formatCount(written.length)}; nothing goes to: ${formatCount(others.length)}. What is sent cannot be taken back.`,
            )}
      </p>
      {written.map(({ agency, letters }) => (
        <details key={agency.code} open={written.length === 1}>
          <summary>
            {nameOf(agency)} <small>{letters.map(({ to }) => to).join('、')}</small>
          </summary>
          <p>
            <b>{letters[0].subject}</b>
          </p>
          <p className="narrative">{letters[0].text}</p>
        </details>
      ))}
      {others.length > 0 && (
        <DataTable
          label={t('不发的机关', 'Agencies to which nothing is sent')}
          rows={others}
          keyOf={({ agency }) => agency.code}
          columns={[
            { title: t('不发', 'Nothing to'), render: ({ agency }) => nameOf(agency) },
            {
              title: t('原因', 'Why'),
              render: ({ messageZh, messageEn }) => t(messageZh, messageEn),
            },
          ]}
        />
      )}
    </>
  );
}
