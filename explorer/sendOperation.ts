import { createClient } from 'graphql-sse';

/** What is sent to /graphql. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
}

/** An answer as text, with what came beside it. */
export interface OperationAnswer {
  readonly text: string;
  /** Status, time and size in one line. */
  readonly summary: string;
}

const headersFor = (token: string | null): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {};

/** Returns JSON with line breaks, and other text as it is. */
function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Sends a query or a mutation. */
export async function sendOperation(
  request: OperationRequest,
  token: string | null,
  signal: AbortSignal,
): Promise<OperationAnswer> {
  const began = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...headersFor(token),
    },
    body: JSON.stringify(request),
    signal,
  });
  const text = await response.text();
  const milliseconds = Math.round(performance.now() - began);
  const kilobytes = (new TextEncoder().encode(text).length / 1000).toFixed(1);
  return { text: layOut(text), summary: `${response.status} · ${milliseconds} ms · ${kilobytes} kB` };
}

/** Follows a subscription by server-sent events until the signal ends it or it ends by itself. */
export async function followSubscription(
  request: OperationRequest,
  token: string | null,
  signal: AbortSignal,
  onEvent: (text: string) => void,
): Promise<void> {
  const client = createClient({ url: '/graphql/stream', headers: headersFor(token), retryAttempts: 0 });
  const events = client.iterate({ ...request, operationName: request.operationName ?? undefined });
  signal.addEventListener('abort', () => client.dispose());
  for await (const event of events) onEvent(JSON.stringify(event, null, 2));
}
