import { Client, type ClientConfig } from 'pg';

interface Internals {
  /** Whether statements are sent without waiting for the outcome of those before. */
  pipeline: boolean;
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

/**
 * A connection to which statements are sent as they are asked for, in their order, without waiting for the outcome of those
 * before: who asks several at once waits once. Each has its own outcome; in a transaction, those after one that failed fail as well. What is
 * asked in one turn of the event loop goes out together. Statements only: cursors and COPY are refused.
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
    this.#gather();
    return (super.query as (...args: unknown[]) => never).apply(this, asked);
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
