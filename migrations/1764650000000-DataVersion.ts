import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of which every change is public. */
const PUBLIC = ['jurisdiction', 'agency', 'agency_version', 'agency_succession', 'indicator', 'withdrawal'];
/** Sums move with the reports, and by themselves only when they are made anew. */
const SUMS = ['kept_sum', 'kept_tenure'];
/** What revisions hold: it comes before they are published, so that only later changes of it count. */
const CONTENT = ['report_indicator', 'revision_finding'];

/**
 * The version of all published data: the sum of `data_version.moves`. Every transaction that changes what the public
 * sees adds one to some row, so of two sums read one after the other the later is larger exactly when such a
 * transaction was committed in between; it becomes visible with the data, neither sooner nor later, which no sequence
 * does. Each takes a row that no other holds, and makes one when there is none: publishers never wait here.
 */
export class DataVersion1764650000000 implements MigrationInterface {
  name = 'DataVersion1764650000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table data_version (
        slot integer generated always as identity primary key,
        moves bigint not null
      ) with (fillfactor = 10);
      comment on table data_version is 'the sum of moves is the version of what is published; the slots keep publishers from waiting on each other';
      insert into data_version (moves) select 0 from generate_series(1, 8);
      revoke insert, update, delete on data_version from ogi_server;

      create function move_data_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          moved integer;
        begin
          -- Once in a transaction; the note is undone with a savepoint, as the move is.
          if current_setting('ogi.version_moved', true) = pg_current_xact_id()::text then return null; end if;
          update data_version set moves = moves + 1
           where slot = (select d.slot from data_version d for update skip locked limit 1) returning slot into moved;
          if moved is null then insert into data_version (moves) values (1); end if;
          perform set_config('ogi.version_moved', pg_current_xact_id()::text, true);
          return null;
        end
      $$;
      revoke execute on function move_data_version() from public;
      create function is_published(revision integer) returns boolean language sql stable as $$
        select exists (select 1 from report_revision v where v.id = revision and v.published_at is not null)
      $$;
      ${PUBLIC.map(
        (table) => `create trigger data_version after insert or update or delete or truncate on ${table}
          for each statement execute function move_data_version();`,
      ).join('\n')}
      ${SUMS.map(
        (table) => `create trigger data_version after insert or update or delete on ${table}
          for each row execute function move_data_version();`,
      ).join('\n')}
      ${CONTENT.map(
        (table) => `create trigger data_version after update or delete on ${table}
          for each row when (is_published(old.revision_id)) execute function move_data_version();`,
      ).join('\n')}
      create trigger data_version_insert after insert on report_revision for each row
        when (new.published_at is not null) execute function move_data_version();
      create trigger data_version_update after update on report_revision for each row
        when (old.published_at is not null or new.published_at is not null) execute function move_data_version();
      create trigger data_version_delete after delete on report_revision for each row
        when (old.published_at is not null) execute function move_data_version();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${[...PUBLIC, ...SUMS, ...CONTENT].map((table) => `drop trigger data_version on ${table};`).join('\n')}
      drop trigger data_version_insert on report_revision;
      drop trigger data_version_update on report_revision;
      drop trigger data_version_delete on report_revision;
      drop function move_data_version;
      drop function is_published;
      drop table data_version`);
  }
}
