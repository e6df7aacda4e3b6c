import { Segmented } from 'antd';
import { WebDisableWebhook, WebWebhooks, type WebWebhooksQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useChange } from '../api/useChange';
import { grantsFor, placeOf, type Viewer } from '../api/viewer';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { Confirm } from '../look/Confirm';
import { DataTable } from '../look/DataTable';
import { Answered, Failed, Nothing } from '../look/states';
import type { NodeKind } from '../place/NodeName';
import { NodePicker } from '../place/NodePicker';
import { usePageState } from '../place/usePageState';
import { Deliveries } from './Deliveries';
import { EVENTS } from './events';
import { NewWebhook } from './NewWebhook';

/** The programs that are called when something happens to reports. */
export default function Webhooks() {
  return <Room room={ROOMS.webhooks}>{(viewer) => <WebhooksOf viewer={viewer} />}</Room>;
}

/** Returns what the page is about: what its address says, and otherwise where the first role holds. */
function useSubject(viewer: Viewer): { readonly kind: NodeKind; readonly code: string | null } {
  const { state } = usePageState();
  const [agency, place] = [state.get('agency'), state.get('place')];
  if (agency) return { kind: 'AGENCY', code: agency };
  if (place) return { kind: 'PLACE', code: place };
  if (state.get('about') === 'agency') return { kind: 'AGENCY', code: null };
  if (state.get('about') === 'place') return { kind: 'PLACE', code: null };
  const [grant] = grantsFor(viewer, ROOMS.webhooks);
  return grant?.agencyCode
    ? { kind: 'AGENCY', code: grant.agencyCode }
    : { kind: 'PLACE', code: grant?.jurisdictionCode ?? null };
}

function WebhooksOf({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const { change } = usePageState();
  const { kind, code } = useSubject(viewer);
  const subject = kind === 'AGENCY' ? 'agency' : 'place';
  return (
    <>
      <p>
        {t(
          '报告有变化时，平台以签名的 POST 请求通知您的系统；未送达的会在约一天内多次重试。',
          'When something happens to a report, your program gets a signed POST request; what is not delivered is tried again for about a day.',
        )}
      </p>
      <div className="filters">
        <Segmented<NodeKind>
          aria-label={t('关于', 'About')}
          value={kind}
          options={[
            { value: 'AGENCY', label: t('一个机关', 'An agency') },
            { value: 'PLACE', label: t('一个区划及其下级', 'A place and below') },
          ]}
          onChange={(next) =>
            change({
              agency: null,
              place: null,
              webhook: null,
              about: next === 'AGENCY' ? 'agency' : 'place',
            })
          }
        />
        <NodePicker
          key={kind}
          kind={kind}
          label={kind === 'AGENCY' ? t('机关', 'Agency') : t('区划', 'Place')}
          value={code ? [code] : []}
          within={placeOf(viewer, ROOMS.webhooks)}
          onChange={([next]) => change({ [subject]: next ?? null, about: subject, webhook: null })}
        />
      </div>
      {code ? (
        <WebhooksAbout key={`${kind} ${code}`} kind={kind} code={code} />
      ) : (
        <Nothing text={t('请先选择机关或区划。', 'Choose an agency or a place first.')} />
      )}
    </>
  );
}

function WebhooksAbout({ kind, code }: { readonly kind: NodeKind; readonly code: string }) {
  const { t } = useLanguage();
  const { state } = usePageState();
  const place = kind === 'AGENCY' ? { agency: code } : { jurisdiction: code };
  const result = useAnswer(WebWebhooks, { place });
  const chosen = state.get('webhook');
  return (
    <Answered result={result}>
      {({ webhooks }) => (
        <>
          {(webhooks ?? []).length === 0 ? (
            <Nothing text={t('没有回调。', 'There are no webhooks.')} />
          ) : (
            <WebhookTable webhooks={webhooks ?? []} />
          )}
          {chosen && webhooks?.some(({ id }) => id === chosen) && (
            <Deliveries
              key={chosen}
              webhook={chosen}
              isDisabled={webhooks.some(({ id, disabledAt }) => id === chosen && disabledAt)}
            />
          )}
          <NewWebhook place={place} />
        </>
      )}
    </Answered>
  );
}

function WebhookTable({ webhooks }: { readonly webhooks: NonNullable<WebWebhooksQuery['webhooks']> }) {
  const { t, language } = useLanguage();
  const { state, change } = usePageState();
  const disable = useChange(WebDisableWebhook);
  return (
    <>
      {disable.error && <Failed error={disable.error} />}
      <DataTable
        label={t('回调', 'Webhooks')}
        rows={webhooks}
        keyOf={({ id }) => id}
        isChosen={({ id }) => id === state.get('webhook')}
        columns={[
          {
            title: t('地址', 'Address'),
            render: ({ url }) => <span className="code">{url}</span>,
          },
          {
            title: t('投递', 'Deliveries'),
            render: ({ id }) => (
              <button type="button" className="link" onClick={() => change({ webhook: id })}>
                {t('看投递记录', 'Show what was sent')}
              </button>
            ),
          },
          {
            title: t('事件', 'Events'),
            render: ({ events }) => events.map((event) => t(...EVENTS[event])).join(t('、', ', ')),
          },
          { title: t('建立', 'Made'), render: ({ createdAt }) => formatInstant(createdAt, language) },
          {
            title: t('状态', 'State'),
            render: ({ id, url, disabledAt }) =>
              disabledAt ? (
                t(
                  `${formatInstant(disabledAt, language)}停用`,
                  `Disabled ${formatInstant(disabledAt, language)}`,
                )
              ) : (
                <Confirm
                  label={t('停用', 'Disable')}
                  title={t(`停用到 ${url} 的回调？`, `Disable the webhook to ${url}?`)}
                  isPending={disable.isPending}
                  onConfirm={() => disable.mutate({ id })}
                >
                  <p>
                    {t(
                      '不再发送，尚未送达的也不再尝试。停用不能撤回，只能另建。',
                      'Nothing more is sent, nor what waits. It cannot be enabled again: only another one can be made.',
                    )}
                  </p>
                </Confirm>
              ),
          },
        ]}
      />
    </>
  );
}
