import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestEvent } from './observation';

/** The name under which operations are counted that are not registered: clients choose those names, and there is no end of them. */
const OTHER = 'other';
const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/** Numbers that hold at one moment, by the labels they have. */
export type Reading = () => Promise<readonly (readonly [labels: Record<string, string>, value: number])[]>;

/** What is counted for Prometheus. */
export interface Metrics {
  observe(event: RequestEvent): void;
  /** Adds numbers that are read whenever Prometheus comes. Those that cannot be read are left out. */
  addGauge(name: string, help: string, labelNames: readonly string[], read: Reading): void;
  /** Returns everything in the text form of Prometheus, and the type of that text. */
  print(): Promise<{ readonly text: string; readonly type: string }>;
}

/** Returns metrics of requests, operations and the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'ogi_http_requests_total',
    help: 'Requests by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const operations = new Counter({
    name: 'ogi_graphql_operations_total',
    help: 'Operations by registered document (others together), type, outcome, and whether the answer came from the cache.',
    labelNames: ['operation', 'type', 'outcome', 'cache'],
    registers,
  });
  const seconds = new Histogram({
    name: 'ogi_graphql_operation_seconds',
    help: 'Time of requests by registered document, others together.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  });
  return {
    observe({ route, method, status, milliseconds, operations: observed }) {
      requests.inc({ route: route ?? 'none', method, status });
      for (const { name, type, isCached, hasErrors } of observed) {
        const operation = name ?? OTHER;
        const outcome = hasErrors ? 'error' : 'ok';
        operations.inc({ operation, type: type ?? 'none', outcome, cache: isCached ? 'hit' : 'miss' });
        seconds.observe({ operation }, milliseconds / 1000);
      }
    },
    addGauge(name, help, labelNames, read) {
      new Gauge({
        name,
        help,
        labelNames,
        registers,
        async collect() {
          this.reset();
          const readings = await read().catch(() => []);
          for (const [labels, value] of readings) this.set(labels, value);
        },
      });
    },
    print: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  };
}

/** Serves metrics at /metrics on a port of their own, so that no proxy in front of the hub shows them to the world. */
export async function serveMetrics(
  metrics: Pick<Metrics, 'print'>,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.print().then(
      ({ text, type }) => response.writeHead(200, { 'content-type': type }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
