import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOLD = (figures: string) => `
  create or replace function fold_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      ${figures}
      if exists (select 1 from indicator_change where transaction = pg_current_xact_id()) then perform apply_indicator_changes(); end if;
      return null;
    end
  $$;`;

/**
 * What a transaction notes for its sums is gone when it ends, well or badly: it need not survive a crash, and standbys never read
 * it. Without it a publication writes a fifth less. With a note of figures and one of indicators the fold comes
 * twice; the second time there are no figures left.
 */
export class NotesUnlogged1764800000000 implements MigrationInterface {
  name = 'NotesUnlogged1764800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table sum_change set unlogged;
      alter table indicator_change set unlogged;
      ${FOLD('if exists (select 1 from sum_change where transaction = pg_current_xact_id()) then perform apply_sum_changes(); end if;')}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table sum_change set logged;
      alter table indicator_change set logged;
      ${FOLD('perform apply_sum_changes();')}`);
  }
}
