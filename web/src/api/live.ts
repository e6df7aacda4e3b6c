import { useEffect, useEffectEvent, useState } from 'react';
import type { HubSubscription } from './request';
import { currentToken } from './session';

/** Whether changes arrive as they happen. */
export type Liveness = 'CONNECTING' | 'LIVE' | 'OFFLINE';

/** The address of the socket of the hub that the page came from. */
const socketUrl = () => `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/graphql`;

/** The longest wait between two attempts to connect, in milliseconds. */
const LONGEST_WAIT = 30_000;

/** Opens a registered subscription, and returns what ends it. It connects again by itself after the connection was lost. */
function openSubscription<Answer, Variables extends object>(
  { text }: HubSubscription<Answer, Variables>,
  variables: Variables,
  onEvent: (answer: Answer) => void,
  onLiveness: (liveness: Liveness) => void,
): () => void {
  let isOver = false;
  let close = () => {};
  // What was ended says nothing of what was opened in its place.
  const report = (liveness: Liveness) => {
    if (!isOver) onLiveness(liveness);
  };
  import('graphql-ws/client').then(
    ({ createClient }) => {
      if (isOver) return;
      const client = createClient({
        url: socketUrl(),
        connectionParams: () => {
          const token = currentToken();
          return token ? { authorization: `Bearer ${token}` } : {};
        },
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: () => true,
        retryWait: (attempts) =>
          new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** attempts, LONGEST_WAIT))),
        keepAlive: 20_000,
        on: {
          connected: () => report('LIVE'),
          closed: () => report('OFFLINE'),
        },
      });
      const end = client.subscribe<Answer>(
        { query: text, variables: Object.fromEntries(Object.entries(variables)) },
        {
          next: ({ data, errors }) => {
            if (errors || !data) return report('OFFLINE');
            report('LIVE');
            onEvent(data);
          },
          error: () => report('OFFLINE'),
          complete: () => report('OFFLINE'),
        },
      );
      // The end is said before the socket is closed: nothing is sent through one that is closing.
      close = () => {
        end();
        void client.dispose();
      };
    },
    () => report('OFFLINE'),
  );
  return () => {
    isOver = true;
    close();
  };
}

/** Whether the page is looked at. */
function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const onChange = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return isVisible;
}

/** Whether the device has a network: a browser notices much later that a socket is lost. */
function useIsOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const onChange = () => setOnline(navigator.onLine);
    addEventListener('online', onChange);
    addEventListener('offline', onChange);
    return () => {
      removeEventListener('online', onChange);
      removeEventListener('offline', onChange);
    };
  }, []);
  return isOnline;
}

/** Follows a registered subscription while the page is looked at, and returns whether changes arrive. */
export function useLive<Answer, Variables extends object>(
  subscription: HubSubscription<Answer, Variables>,
  variables: Variables,
  onEvent: (answer: Answer) => void,
): Liveness {
  const [liveness, setLiveness] = useState<Liveness>('CONNECTING');
  const isVisible = useIsVisible();
  const isOnline = useIsOnline();
  const handle = useEffectEvent(onEvent);
  const key = JSON.stringify(variables);
  useEffect(() => {
    if (!isVisible) return;
    if (!isOnline) return setLiveness('OFFLINE');
    setLiveness('CONNECTING');
    return openSubscription(
      subscription,
      JSON.parse(key) as Variables,
      (answer) => handle(answer),
      setLiveness,
    );
  }, [subscription, key, isVisible, isOnline]);
  return liveness;
}
