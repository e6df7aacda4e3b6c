import { Button, Input, Select } from 'antd';
import { useDeferredValue } from 'react';
import { beijingToday } from '../../../src/form/beijing';
import { download } from '../api/download';
import { WebAudit, type WebAuditQuery } from '../api/generated/documents';
import { type ListPage, useList } from '../api/useList';
import { useSingle } from '../api/useSingle';
import { grantsFor, placeOf, type Viewer } from '../api/viewer';
import { useLanguage } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { DayField } from '../look/DayField';
import { isDayOf } from '../look/days';
import { Labelled } from '../look/Labelled';
import { Listed } from '../look/Listed';
import { Failed, Nothing, Part } from '../look/states';
import { FIRST_DAY } from '../place/day';
import { NodePicker } from '../place/NodePicker';
import { usePageState } from '../place/usePageState';
import { AuditTable } from './AuditTable';
import { SUBJECTS } from './auditChanges';
import { VerifyAudit } from './VerifyAudit';

/** An event of the audit. */
export type AuditEvent = NonNullable<WebAuditQuery['auditEvents']>['nodes'][number];

/** What was changed, by whom, newest first. */
export default function Audit() {
  return <Room room={ROOMS.audit}>{(viewer) => <AuditOf viewer={viewer} />}</Room>;
}

const PAGE = 50;

/** Returns a page of the audit, which is read from its end. */
const pageOf = ({ auditEvents }: WebAuditQuery): ListPage<AuditEvent> | null =>
  auditEvents && {
    rows: auditEvents.nodes.toReversed(),
    total: auditEvents.totalCount,
    next: auditEvents.pageInfo.hasPreviousPage ? auditEvents.pageInfo.startCursor : null,
  };

/** The days of which there may be events. */
const eventDays = () => ({ first: FIRST_DAY, last: beijingToday() });

/** Returns the instant at which a day begins in Beijing; null without one, and where it is none of those. */
const beginningOf = (day: string | null, days = 0): string | null => {
  const instant = day && isDayOf(eventDays(), day) ? Date.parse(`${day}T00:00:00+08:00`) : Number.NaN;
  return Number.isNaN(instant) ? null : new Date(instant + days * 86_400_000).toISOString();
};

/** The filter that the address says; the agency of the first role where a role over the whole hub is missing. */
function useFilter(viewer: Viewer, isHub: boolean) {
  const { state } = usePageState();
  const own = grantsFor(viewer, ROOMS.audit).find(({ agencyCode }) => agencyCode)?.agencyCode;
  return {
    agency: state.get('agency') || (isHub ? null : (own ?? null)),
    subject: state.get('subject') || null,
    actor: useDeferredValue(state.get('actor'))?.trim() || null,
    since: beginningOf(state.get('since')),
    until: beginningOf(state.get('until'), 1),
  };
}

function AuditOf({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const isHub = grantsFor(viewer, { ...ROOMS.audit, isHub: true }).length > 0;
  const filter = useFilter(viewer, isHub);
  const canAsk = isHub || filter.agency !== null;
  const list = useList(
    WebAudit,
    canAsk ? filter : null,
    (before) => ({ filter, last: PAGE, before }),
    pageOf,
  );
  return (
    <>
      {isHub && <VerifyAudit />}
      <Part title={t('记录', 'Events')}>
        <AuditFilters agency={filter.agency} within={placeOf(viewer, ROOMS.audit)} />
        {canAsk ? (
          <>
            <Export filter={filter} />
            <Listed list={list} empty={t('没有符合条件的记录。', 'No event meets these conditions.')}>
              {(rows) => <AuditTable rows={rows} />}
            </Listed>
          </>
        ) : (
          <Nothing text={t('请先选择机关。', 'Choose an agency first.')} />
        )}
      </Part>
    </>
  );
}

function AuditFilters({
  agency,
  within,
}: {
  readonly agency: string | null;
  readonly within: string | null;
}) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const { first, last } = eventDays();
  const [since, until] = ['since', 'until'].map((name) => state.get(name) || null);
  const dayField = (name: 'since' | 'until') => ({
    // The first day is none after the last, which the hub would refuse.
    days: name === 'since' ? { first, last: until ?? last } : { first: since ?? first, last },
    value: state.get(name) ?? '',
    onChange: (day: string) => change({ [name]: day }),
  });
  return (
    <div className="fields">
      <Labelled label={t('机关', 'Agency')}>
        <NodePicker
          kind="AGENCY"
          label={t('机关', 'Agency')}
          value={agency ? [agency] : []}
          within={within}
          onChange={([code]) => change({ agency: code ?? null })}
        />
      </Labelled>
      <Labelled label={t('对象', 'What was changed')}>
        <Select<string>
          value={state.get('subject') ?? ''}
          options={[
            { value: '', label: t('全部', 'All') },
            ...Object.entries(SUBJECTS).map(([value, [zh, en]]) => ({ value, label: t(zh, en) })),
          ]}
          onChange={(next) => change({ subject: next })}
        />
      </Labelled>
      <Labelled label={t('操作者（名称或标识，须完整）', 'Who, by the full name or identifier')}>
        <Input
          allowClear
          defaultValue={state.get('actor') ?? ''}
          onChange={(event) => change({ actor: event.target.value.trim() }, false)}
        />
      </Labelled>
      <DayField label={t('自（北京时间，含）', 'From this day in Beijing')} {...dayField('since')} />
      <DayField label={t('至（含）', 'Up to this day')} {...dayField('until')} />
    </div>
  );
}

function Export({ filter }: { readonly filter: Readonly<Record<string, string | null>> }) {
  const { t } = useLanguage();
  const save = useSingle({
    mutationFn: (wanted: typeof filter) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
      return download(`/audit.ndjson?${query}`, 'audit.ndjson');
    },
  });
  return (
    <>
      <p className="filters">
        <Button loading={save.isPending} onClick={() => save.mutate(filter)}>
          {t('导出全部符合的记录（NDJSON）', 'Export all of these (NDJSON)')}
        </Button>
      </p>
      {save.error && <Failed error={save.error} />}
    </>
  );
}
