import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Answer } from './answers';

/** Collects what a subscription brings, over WebSocket or server-sent events. */
export function listen(transport: 'ws' | 'sse', url: string, query: string, token?: string) {
  const events: Answer[] = [];
  let error: Answer = null;
  const authorization = token ? `Bearer ${token}` : undefined;
  const client =
    transport === 'ws'
      ? createSocketClient({
          url: `${url.replace('http', 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          connectionParams: authorization ? { authorization } : {},
          retryAttempts: 0,
        })
      : createStreamClient({
          url: `${url}/graphql/stream`,
          headers: authorization ? { authorization } : {},
          retryAttempts: 0,
        });
  const stop = client.subscribe(
    { query },
    {
      next: (event: unknown) => events.push(event),
      error: (problem: unknown) => {
        error = problem;
      },
      complete: () => {},
    },
  );
  return {
    events,
    errorOf: () => error,
    stop: () => {
      stop();
      client.dispose();
    },
  };
}

/** The changes of an agency's report for 2025. */
export const reportChanged = (agency: string) =>
  `subscription { reportChanged(place: { agency: "${agency}" }, year: 2025) { action state report { state revision } } }`;
