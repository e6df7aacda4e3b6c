import { WebInbox, type WebInboxQuery } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import type { WorkKey } from '../useWork';

type Item = NonNullable<WebInboxQuery['inbox']>['nodes'][number];

/** Returns what waits next for who is signed in beside a report, and how much waits in all. */
export function useNextInInbox({ agency, year }: WorkKey): {
  next: Item | null;
  count: number;
  /** Whether the inbox was read: before, nothing is known of it. */
  isRead: boolean;
} {
  const inbox = useAnswer(WebInbox, {}).data?.inbox;
  const others = (inbox?.nodes ?? []).filter((item) => item.agency.code !== agency || item.year !== year);
  const isHere = others.length < (inbox?.nodes.length ?? 0);
  return {
    next: others[0] ?? null,
    count: (inbox?.totalCount ?? 0) - (isHere ? 1 : 0),
    isRead: Boolean(inbox),
  };
}
