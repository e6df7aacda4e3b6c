import { Fragment } from 'react';
import { STEP_NAMES } from '../desk/actions';
import { counted, formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Moment } from '../look/Moment';
import type { AuditEvent } from './Audit';
import { changedFields, deedInWords, fieldInWords, valueInWords } from './auditChanges';

/** Events of the audit: when, who, from where, what, and what differs. */
export function AuditTable({ rows }: { readonly rows: readonly AuditEvent[] }) {
  const { t } = useLanguage();
  return (
    <DataTable
      label={t('审计记录', 'Audit')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { title: t('时间（北京）', 'When (Beijing)'), render: ({ at }) => <Moment at={at} /> },
        {
          title: t('操作者', 'Who'),
          render: ({ actorName, actor }) =>
            actor === 'anonymous' ? t('未登录的人', 'Not signed in') : actorName || actor,
        },
        { title: t('来源', 'From'), render: ({ address }) => address },
        {
          title: t('做了什么', 'What'),
          render: (event) => t(...deedInWords(event, STEP_NAMES)),
        },
        {
          title: t('机关', 'Agency'),
          render: ({ agencyCode }) => agencyCode ?? t('平台', 'the hub'),
        },
        { title: t('改动', 'Difference'), render: (event) => <Difference event={event} /> },
      ]}
    />
  );
}

function Difference({ event }: { readonly event: AuditEvent }) {
  const { t, language } = useLanguage();
  const inWords = (field: string, value: string | null) =>
    valueInWords({ field, value }, event, (instant) => formatInstant(instant, language));
  if (event.withheld)
    return (
      <small>
        {t('内容属机关办理中的工作，您的角色不可见', 'Work of the agency, which your roles do not show')}
      </small>
    );
  const changes = changedFields(event.before, event.after);
  return (
    <details>
      <summary>{t(`${changes.length} 项`, counted(changes.length, 'field'))}</summary>
      <dl className="facts code">
        {changes.map(({ field, before, after }) => (
          <Fragment key={field}>
            <dt title={field}>{t(...fieldInWords(field))}</dt>
            <dd>
              {inWords(field, before)} → {inWords(field, after)}
            </dd>
          </Fragment>
        ))}

        <dt>{t('链内序号', 'Place in the chain')}</dt>
        <dd>{event.position}</dd>

        <dt>{t('哈希', 'Hash')}</dt>
        <dd>{event.hash}</dd>
      </dl>
    </details>
  );
}
