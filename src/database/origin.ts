import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Database } from '../shared/database';

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
export async function readOrigin(database: Database): Promise<Origin | null> {
  const [row] = await database.getRepository(DatabaseOrigin).find();
  return row?.origin ?? null;
}

/** Records what the data is, in the transaction of the caller. */
export async function recordOrigin(database: Database, origin: Origin): Promise<void> {
  await database
    .getRepository(DatabaseOrigin)
    .upsert({ onlyRow: true, origin, recordedAt: () => 'now()' }, ['onlyRow']);
}

/** Whether anything was written into a database of which nothing is recorded, by a command before the first start. */
export async function holdsData(database: Database): Promise<boolean> {
  for (const table of ['jurisdiction', 'account'])
    if (await database.getRepository(table).exists()) return true;
  return false;
}
