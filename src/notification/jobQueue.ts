import { Not } from 'typeorm';
import { type Database, type Queryable, queryRows } from '../shared/database';
import { DeliveryState, WebhookDelivery } from './notificationTypes';

/** The jobs of one task in the queue. */
export interface TaskJobs {
  readonly task: string;
  /** Not done yet, among them the late ones, for which it was time more than a minute ago. */
  readonly waiting: number;
  readonly late: number;
  /** Tried for the last time. */
  readonly failed: number;
}

/** How many jobs of each task there are in the queue. */
const JOBS = `
  select task_identifier as task, count(*) filter (where attempts < max_attempts)::int as waiting,
         count(*) filter (where attempts < max_attempts and run_at < now() - interval '1 minute')::int as late,
         count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker.jobs group by task_identifier order by 1`;

/** Returns how many jobs of each task wait, and how many have failed for good. */
export const countJobs = (database: Queryable): Promise<TaskJobs[]> => queryRows(database, JOBS);

/** Messages to webhooks that were not delivered yet although tried, and those that are tried no more. */
export interface UndeliveredMessages {
  readonly retrying: number;
  readonly dead: number;
}

/** Counts the messages that webhooks in use have not received, by what becomes of them. */
export async function countUndelivered(database: Database): Promise<UndeliveredMessages> {
  const counts = await database
    .getRepository(WebhookDelivery)
    .createQueryBuilder('d')
    .innerJoin('d.webhook', 'w')
    .select("count(*) filter (where d.state = 'PENDING' and d.attempts > 0)::int", 'retrying')
    .addSelect("count(*) filter (where d.state = 'DEAD')::int", 'dead')
    .where({ state: Not(DeliveryState.DELIVERED) })
    .andWhere('w.disabledAt is null')
    .getRawOne<UndeliveredMessages>();
  return counts ?? { retrying: 0, dead: 0 };
}
