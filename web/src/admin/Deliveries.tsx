import { Button, Select } from 'antd';
import { useState } from 'react';
import { WebDeliveries, WebRedeliver } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { forwards, useList } from '../api/useList';
import { useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Listed } from '../look/Listed';
import { Moment } from '../look/Moment';
import { Failed, Part } from '../look/states';
import { DELIVERY_STATES, type Delivery, EVENTS, failureInWords } from './events';

/** What was sent to a webhook, newest first, and what became of it. */
export function Deliveries({
  webhook,
  isDisabled,
}: {
  readonly webhook: string;
  readonly isDisabled: boolean;
}) {
  const { t } = useLanguage();
  const [state, setState] = useState<Delivery['state'] | null>(null);
  const list = useList(
    WebDeliveries,
    [webhook, state],
    (after) => ({ webhook, filter: { state }, first: 50, after }),
    ({ webhookDeliveries }) => forwards(webhookDeliveries),
  );
  return (
    <Part
      title={t('投递记录', 'What was sent')}
      extra={
        <span className="filters">
          <Select<Delivery['state'] | ''>
            aria-label={t('投递状态', 'State of delivery')}
            value={state ?? ''}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('全部', 'All') },
              ...(Object.keys(DELIVERY_STATES) as Delivery['state'][]).map((value) => ({
                value,
                label: t(...DELIVERY_STATES[value]),
              })),
            ]}
            onChange={(next) => setState(next || null)}
          />
          <Button loading={list.isReading} onClick={list.again}>
            {t('刷新', 'Read again')}
          </Button>
        </span>
      }
    >
      <Listed
        list={list}
        empty={t(
          '还没有发送过。报告有变化时会出现在这里。',
          'Nothing was sent yet. It appears when something happens.',
        )}
      >
        {(rows) => <DeliveryTable rows={rows} isDisabled={isDisabled} />}
      </Listed>
    </Part>
  );
}

function DeliveryTable({
  rows,
  isDisabled,
}: {
  readonly rows: readonly Delivery[];
  readonly isDisabled: boolean;
}) {
  const { t } = useLanguage();
  const again = useChange(WebRedeliver);
  return (
    <>
      {again.error && <Failed error={again.error} />}
      <DataTable
        label={t('投递记录', 'What was sent')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: t('事件', 'Event'), render: ({ event }) => t(...EVENTS[event]) },
          {
            title: t('时间（北京）', 'When (Beijing)'),
            render: ({ createdAt }) => <Moment at={createdAt} />,
          },
          {
            title: t('状态', 'State'),
            render: ({ state, deliveredAt }) => (
              <>
                {t(...DELIVERY_STATES[state])} <Moment at={deliveredAt} />
              </>
            ),
          },
          { title: t('尝试', 'Attempts'), isNumber: true, render: ({ attempts }) => attempts },
          {
            title: t('下次尝试', 'Next attempt'),
            render: ({ nextAttemptAt }) => <Moment at={nextAttemptAt} />,
          },
          {
            title: t('原因', 'Why'),
            render: (delivery) => {
              const words = failureInWords(delivery);
              return words && t(...words);
            },
          },
          {
            title: t('内容', 'Content'),
            render: ({ messageId, payload }) => (
              <details>
                <summary>{t('看', 'Show')}</summary>
                <pre className="code">{JSON.stringify({ messageId, payload }, null, 1)}</pre>
              </details>
            ),
          },
          {
            title: t('操作', 'Actions'),
            render: ({ id, state }) =>
              state === 'DEAD' &&
              !isDisabled && (
                <Button loading={again.isPending} onClick={() => again.mutate({ delivery: id })}>
                  {t('重新投递', 'Send again')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
