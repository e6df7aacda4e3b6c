import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type Queryable, queryRows } from '../shared/database';

/** What the data of a database is: the complete demonstration, or somebody's own. */
export type Origin = 'DEMONSTRATION' | 'OWN';

/** What the database records of its data. */
@Entity('database_origin', {
  comment:
    "The one row says what the database is for. DEMONSTRATION: the demonstration was loaded, completely. OWN: the data is somebody's own and nothing is loaded into it. Without a row nothing was loaded and nobody decided.",
})
@Check('database_origin_only_row_check', 'only_row')
@Check('database_origin_origin_check', "origin in ('DEMONSTRATION', 'OWN')")
export class DatabaseOrigin {
  @PrimaryColumn('boolean', { default: true })
  onlyRow: boolean;
  @Column('text')
  origin: Origin;
  @Column('timestamptz', { default: () => 'now()' })
  recordedAt: Date;
}

/** Reads what the database records of its data; null when nothing was loaded and nobody decided. */
export async function readOrigin(database: Queryable): Promise<Origin | null> {
  const [row] = await queryRows<{ origin: Origin }>(database, 'select origin from database_origin');
  return row?.origin ?? null;
}

/** Records what the data is, in the transaction of the caller. */
export async function recordOrigin(database: Queryable, origin: Origin): Promise<void> {
  await database.query(
    `insert into database_origin (origin) values ($1)
       on conflict (only_row) do update set origin = excluded.origin, recorded_at = now()`,
    [origin],
  );
}

/** Whether anything was written into a database of which nothing is recorded, by a command before the first start. */
export async function holdsData(database: Queryable): Promise<boolean> {
  const [{ holds }] = await queryRows<{ holds: boolean }>(
    database,
    'select exists (select 1 from jurisdiction) or exists (select 1 from account) as holds',
  );
  return holds;
}
