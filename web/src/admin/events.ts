import type { WebDeliveriesQuery } from '../api/generated/documents';

/** A message to a webhook. */
export type Delivery = NonNullable<WebDeliveriesQuery['webhookDeliveries']>['nodes'][number];

/** What webhooks are called for, in words. */
export const EVENTS: Readonly<Record<Delivery['event'], readonly [zh: string, en: string]>> = {
  RETURNED: ['被退回', 'Returned'],
  WAITING: ['待处理', 'Waits for a step'],
  DEADLINE_NEAR: ['临近期限', 'Deadline near'],
  OVERDUE: ['已逾期', 'Overdue'],
  PUBLISHED: ['已公布', 'Published'],
  WITHDRAWN: ['撤回公布', 'Retracted'],
  NEW_FINDINGS: ['公布后出现新问题', 'New findings'],
};

/** Where a message is, in words. */
export const DELIVERY_STATES: Readonly<Record<Delivery['state'], readonly [zh: string, en: string]>> = {
  PENDING: ['待投递', 'To be delivered'],
  DELIVERED: ['已送达', 'Delivered'],
  DEAD: ['未送达，不再尝试', 'Not delivered, tried no more'],
};

/** Returns why the last attempt failed, in words; null where none did. */
export function failureInWords({
  lastError,
  lastStatus,
}: Pick<Delivery, 'lastError' | 'lastStatus'>): readonly [zh: string, en: string] | null {
  if (!lastError) return null;
  if (lastStatus !== null) {
    const answered: readonly [string, string] = [
      `对方答复 HTTP ${lastStatus}`,
      `The other side answered HTTP ${lastStatus}`,
    ];
    if (lastStatus === 401 || lastStatus === 403)
      return [`${answered[0]}：拒收，请检查签名密钥。`, `${answered[1]}: refused. Check the secret.`];
    if (lastStatus === 404 || lastStatus === 410)
      return [`${answered[0]}：地址不存在，请检查。`, `${answered[1]}: there is no such address. Check it.`];
    if (lastStatus >= 300 && lastStatus < 400)
      return [
        `${answered[0]}：转到别处，回调不跟随。`,
        `${answered[1]}: it points elsewhere, which is not followed.`,
      ];
    return lastStatus >= 500
      ? [`${answered[0]}：对方系统出错。`, `${answered[1]}: it failed there.`]
      : [`${answered[0]}。`, `${answered[1]}.`];
  }
  if (lastError === 'the webhook is disabled') return ['回调已停用。', 'The webhook is disabled.'];
  // The hub says it in both languages, Chinese first.
  const [, zh, en] = /^(.*?[。！]) ?(.*)$/s.exec(lastError) ?? [null, lastError, lastError];
  return [zh, en || zh];
}
