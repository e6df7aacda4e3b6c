import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { beijingToday } from '../../../../src/form/beijing';
import { whyNotDue } from '../../../../src/form/dueDays';
import { AGENCY_KINDS, type AgencyKind } from '../../agency/agencyKinds';
import { WebDeadlines, WebSetDeadline } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { useChange } from '../../api/useChange';
import { formatCount } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Dialog } from '../../look/Dialog';
import { Folded } from '../../look/Folded';
import { Labelled } from '../../look/Labelled';
import { Reason } from '../../look/Reason';
import { Answered, Failed, Nothing } from '../../look/states';
import { type BoardRow, MARKS } from './boardRows';
import { DueDay } from './DueDay';
import { whyNotExtend } from './extension';

/** The due days of a year: those of each kind, to be set by who rules the hub, and who has more time. */
export function Deadlines({
  rows,
  year,
  onExtendPlace,
  onClose,
}: {
  readonly rows: readonly BoardRow[];
  readonly year: number;
  readonly onExtendPlace: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebDeadlines, { year });
  const extended = rows.filter(MARKS.extended);
  const whyNot = rows.every(({ managed }) => managed)
    ? whyNotExtend(rows, year, beijingToday())
    : ([
        '不是全部机关都由您管理，请在进度表中选择由您管理的',
        'you do not manage all of the agencies; choose those that you manage on the board',
      ] as const);
  return (
    <Dialog title={t(`${year} 年度的期限`, `Deadlines of ${year}`)} onClose={onClose}>
      <Answered result={result}>
        {({ deadlines, viewer }) => (
          <>
            <DataTable
              label={t('各类机关的期限', 'Due days by kind')}
              rows={deadlines ?? []}
              keyOf={({ kind }) => kind}
              columns={[
                { title: t('类别', 'Kind'), render: ({ kind }) => t(...AGENCY_KINDS[kind]) },
                { title: t('截止', 'Due'), render: ({ dueOn }) => <time>{dueOn}</time> },
                {
                  title: t('过期后', 'Afterwards'),
                  render: ({ locks }) => (locks ? t('锁定', 'locked') : t('仍可报送', 'open')),
                },
                {
                  title: t('依据', 'Why'),
                  render: ({ reason }) => <Folded text={reason ?? t('法定', 'By law')} />,
                },
              ]}
            />
            {viewer?.grants.some(({ role, wholeHub }) => role === 'DISTRICT_OFFICER' && wholeHub) && (
              <SetDeadline year={year} rows={rows} />
            )}
          </>
        )}
      </Answered>
      <p>
        <Button disabled={whyNot !== null} onClick={onExtendPlace}>
          {t('为整个区划延期…', 'Extend the deadline of the whole place …')}
        </Button>{' '}
        {whyNot && t(`不能延期：${whyNot[0]}。`, `It cannot be extended: ${whyNot[1]}.`)}
      </p>
      <h3>
        {t(
          `有延期的 ${formatCount(extended.length)} 个机关`,
          `Agencies with an extension: ${formatCount(extended.length)}`,
        )}
      </h3>
      {extended.length === 0 ? (
        <Nothing
          text={
            whyNot
              ? t('没有。', 'None.')
              : t(
                  '没有。在进度表中选择机关，再点“延期”。',
                  'None. Choose agencies on the board, then “Extend”.',
                )
          }
        />
      ) : (
        <DataTable
          label={t('有延期的机关', 'Agencies with an extension')}
          rows={extended}
          keyOf={({ agency }) => agency.code}
          columns={[
            { title: t('机关', 'Agency'), render: ({ agency }) => nameOf(agency) },
            {
              title: t('延至', 'Until'),
              render: ({ deadline }) =>
                deadline.dueOn > deadline.ruleDueOn ? (
                  <time>{deadline.dueOn}</time>
                ) : (
                  t(`${deadline.openUntil}（只开放填报）`, `${deadline.openUntil} (filing only)`)
                ),
            },
            { title: t('原期限', 'Was'), render: ({ deadline }) => <time>{deadline.ruleDueOn}</time> },
            {
              title: t('理由', 'Reason'),
              render: ({ deadline }) => <Folded text={deadline.extensionReason ?? ''} />,
            },
            {
              title: t('批准', 'Granted'),
              render: ({ deadline }) => `${deadline.extensionGrantedBy} ${deadline.extensionGrantedOn}`,
            },
          ]}
        />
      )}
    </Dialog>
  );
}

/** Sets the due day of a kind of agency in the whole hub. */
function SetDeadline({ year, rows }: { readonly year: number; readonly rows: readonly BoardRow[] }) {
  const { t } = useLanguage();
  const [kind, setKind] = useState<AgencyKind>('DEPARTMENT');
  const [dueOn, setDueOn] = useState('');
  const [locks, setLocks] = useState(false);
  const [reason, setReason] = useState('');
  const set = useChange(WebSetDeadline);
  const concerned = rows.filter(({ agency }) => agency.kind === kind);
  const { findings = [], accepted = false } = set.data?.setDeadline ?? {};
  return (
    <details>
      <summary>{t('另定期限（全平台）', 'Set another day (the whole hub)')}</summary>
      <Labelled label={t('类别', 'Kind')}>
        <select value={kind} onChange={(event) => setKind(event.target.value as AgencyKind)}>
          {Object.entries(AGENCY_KINDS).map(([value, [zh, en]]) => (
            <option key={value} value={value}>
              {t(zh, en)}
            </option>
          ))}
        </select>
      </Labelled>
      <DueDay
        label={t('截止（北京时间当日终了）', 'Due (end of the day in Beijing)')}
        year={year}
        today={null}
        value={dueOn}
        onChange={setDueOn}
      />
      <Checkbox checked={locks} onChange={(event) => setLocks(event.target.checked)}>
        {t('过期锁定首次报送（更正不受影响）', 'First filings lock afterwards (corrections never do)')}
      </Checkbox>
      <Reason value={reason} onChange={setReason} />
      <p>
        {t(
          `适用于全平台该类机关，本表中有 ${formatCount(concerned.length)} 个；延期更晚的按延期。`,
          `It holds for all agencies of the kind in the whole hub, ${formatCount(concerned.length)} on this board; a later extension goes before it.`,
        )}
      </p>
      {set.error && <Failed error={set.error} />}
      {findings.map(({ messageZh, messageEn }) => (
        <Alert
          key={messageEn}
          type={accepted ? 'warning' : 'error'}
          showIcon
          title={t(messageZh, messageEn)}
        />
      ))}
      {accepted && <Alert type="success" showIcon title={t('已设定。', 'Set.')} />}
      <Button
        loading={set.isPending}
        disabled={dueOn === '' || whyNotDue(year, dueOn, null) !== null || reason.trim() === ''}
        onClick={() => set.mutate({ input: { year, kind, dueOn, locks, reason: reason.trim() } })}
      >
        {t('设定', 'Set')}
      </Button>
    </details>
  );
}
