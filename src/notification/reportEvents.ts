import { GraphQLError } from 'graphql';
import type { BatchChangeSignal, ChangeSignal, Context, ReportChangeSignal } from '../shared/request/context';
import { type Actor, forbidden } from '../shared/request/permissions';

/** Whether a change of a report concerns a subscription of the actor. */
export type Concern = (signal: ReportChangeSignal, actor: Actor) => boolean;

/** Whether a change of the tree or of a deadline at a path concerns a subscription of the actor; "" is anywhere. */
export type TreeConcern = (treePath: string, actor: Actor) => boolean;

/** Whether a change of a batch of imports concerns a subscription of the actor. */
export type BatchConcern = (signal: BatchChangeSignal, actor: Actor) => boolean;

/** Which changes concern a subscription; none of the kinds that are not there. */
interface Concerns {
  readonly report?: Concern;
  readonly tree?: TreeConcern;
  readonly batch?: BatchConcern;
}

const isOfReport = (signal: ChangeSignal): signal is ReportChangeSignal => 'reportKey' in signal;

const concernsAny =
  ({ report, tree, batch }: Concerns) =>
  (signal: ChangeSignal, actor: Actor): boolean => {
    if (isOfReport(signal)) return report?.(signal, actor) ?? false;
    return ('treePath' in signal ? tree?.(signal.treePath, actor) : batch?.(signal, actor)) ?? false;
  };

/**
 * Iterators by hand. Of an async generator `return()` waits until the `next()` before it has answered, so that one
 * closed while nothing happens would listen for ever; and one that has not started never reaches its `finally`.
 */
function iteratorOf<T>(next: () => Promise<IteratorResult<T>>, end: () => unknown): AsyncGenerator<T> {
  const close = async (): Promise<IteratorResult<T>> => {
    await end();
    return { value: undefined, done: true };
  };
  const iterator: Pick<AsyncGenerator<T>, 'next' | 'return' | 'throw'> & AsyncIterable<T> = {
    next: () =>
      next().catch(async (error) => {
        await end();
        throw error;
      }),
    return: close,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this as AsyncGenerator<T>;
    },
  };
  return iterator as AsyncGenerator<T>;
}

/** Reads the caller again, for the next event: the database as it is then. Throws when the credential has ended. */
async function reauthenticate(context: Context): Promise<void> {
  const actor = await context.reauthenticate();
  if (!actor) throw forbidden(context.actor);
  context.actor = actor;
  context.memo.clear();
}

/**
 * The changes of one subscription that concern it, in batches; an empty batch tells that changes may have been missed.
 * Before each, the caller's credential is read again, so that a revoked one ends the subscription, and loaders are
 * emptied, so that every event is answered from the database as it is then. Listening starts at once, before the
 * first batch is requested.
 */
function follow(
  context: Context,
  concerns: (signal: ChangeSignal, actor: Actor) => boolean,
): AsyncGenerator<ChangeSignal[]> {
  const changes = context.reportEvents();
  const next = async (): Promise<IteratorResult<ChangeSignal[]>> => {
    for (;;) {
      const batch = await changes.next();
      if (batch.done) return { value: undefined, done: true };
      const signals = batch.value;
      const isGap = signals.length === 0;
      if (!isGap && !signals.some((signal) => concerns(signal, context.actor))) continue;
      await reauthenticate(context);
      const relevant = signals.filter((signal) => concerns(signal, context.actor));
      if (isGap || relevant.length > 0) return { value: relevant, done: false };
    }
  };
  return iteratorOf(next, () => changes.return?.());
}

/**
 * An event at once, and one after every batch of changes that concerns the caller, or when some may have been missed: of reports, of the tree and
 * its deadlines, from which follows what is expected, and of batches of imports.
 */
export function currentAndChanges(context: Context, concerns: Concerns): AsyncGenerator<object> {
  const changes = follow(context, concernsAny(concerns));
  let isFirst = true;
  const next = async (): Promise<IteratorResult<object>> => {
    if (!isFirst) return changes.next();
    isFirst = false;
    return { value: {}, done: false };
  };
  return iteratorOf(next, () => changes.return(undefined));
}

/** An event for every change of a report that concerns the caller. Ends with an error when some may have been missed. */
export function eachChange(context: Context, concerns: Concern): AsyncGenerator<ReportChangeSignal> {
  const changes = follow(context, (signal, actor) => isOfReport(signal) && concerns(signal, actor));
  let pending: ReportChangeSignal[] = [];
  const next = async (): Promise<IteratorResult<ReportChangeSignal>> => {
    for (;;) {
      const signal = pending.shift();
      if (signal) {
        // Whoever reads slowly may have lost the right since the batch came.
        await reauthenticate(context);
        if (concerns(signal, context.actor)) return { value: signal, done: false };
        continue;
      }
      const batch = await changes.next();
      if (batch.done) return { value: undefined, done: true };
      if (batch.value.length === 0)
        throw new GraphQLError(
          '与数据库的连接曾中断，可能遗漏变化，请重新订阅并读取现状。 The connection to the database was broken and changes may have been missed: subscribe again, and read the report.',
          { extensions: { code: 'RESUBSCRIBE' } },
        );
      pending = batch.value.filter(isOfReport);
    }
  };
  return iteratorOf(next, () => changes.return(undefined));
}
