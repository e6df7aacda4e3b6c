import { Client, type ClientConfig } from 'pg';

interface Internals {
  /** Whether statements are sent without waiting for the outcome of those before; pg reads it with each. */
  pipeline: boolean;
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

/**
 * A connection to which statements are sent as they are asked for, in their order, without waiting for the outcome of those
 * before: who asks several at once waits once. Each has its own outcome; in a transaction, those after one that failed fail as well. What is
 * asked in one turn of the event loop goes out together.
 */
export class PipelinedClient extends Client {
  #isGathering = false;

  constructor(config?: string | ClientConfig) {
    super(config);
    this.#internals.pipeline = true;
  }

  get #internals(): Internals {
    return this as unknown as Internals;
  }

  override query(...asked: unknown[]): never {
    const query = super.query as (...args: unknown[]) => never;
    if (isExchange(asked[0])) {
      this.#internals.pipeline = false;
      try {
        return query.apply(this, asked);
      } finally {
        this.#internals.pipeline = true;
      }
    }
    this.#gather();
    return query.apply(this, asked);
  }

  #gather(): void {
    if (this.#isGathering) return;
    const { stream } = this.#internals.connection;
    this.#isGathering = true;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }
}

/** Whether something is no statement but an exchange, such as COPY: nothing may be under way beside it, before or behind. */
const isExchange = (asked: unknown) => typeof (asked as { submit?: unknown } | null)?.submit === 'function';
