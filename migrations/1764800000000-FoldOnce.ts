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
 * With a note of figures and one of indicators the fold comes twice in a transaction; the second time there are no figures left, and
 * nothing need be looked for among the sums.
 */
export class FoldOnce1764800000000 implements MigrationInterface {
  name = 'FoldOnce1764800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `${FOLD('if exists (select 1 from sum_change where transaction = pg_current_xact_id()) then perform apply_sum_changes(); end if;')}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`${FOLD('perform apply_sum_changes();')}`);
  }
}
