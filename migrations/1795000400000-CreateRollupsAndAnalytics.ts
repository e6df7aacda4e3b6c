import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** The sums of published reports by jurisdiction, year and kind of agency, and the triggers that keep them right; the schema that tools of statistics read with SQL. */
export class CreateRollupsAndAnalytics1795000400000 implements MigrationInterface {
  name = 'CreateRollupsAndAnalytics1795000400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(
      queryRunner,
      'rollupTables.sql',
      'rollupVectors.sql',
      'rollupFold.sql',
      'rollupOfRevisions.sql',
      'rollupOfAgencies.sql',
      'analytics.sql',
      'analyticsCells.sql',
    );
  }

  /** The triggers on tables of reports and agencies go with their functions. The role of analysts stays: other databases of the server may use it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop view analytics.indicator_value, analytics.cell_value, analytics.agency_year, analytics.place;
      drop table analytics.cell;
      drop schema analytics;
      drop function note_agency_indicator_deltas, note_agency_sum_deltas, note_value_indicator_deltas,
        note_revision_indicator_deltas, note_revision_sum_deltas cascade;
      drop function quotient_exactness, product_exactness, opposite_exactness;
      drop table rollup_indicator_delta, rollup_sum_delta;
      drop function fold_deltas, apply_indicator_deltas, apply_sum_deltas, is_rolled_up;
      drop function add_at_positions;
      drop aggregate sum_signed_presence(integer[], integer), sum_signed_counts(integer[], integer), sum_vectors(bigint[]);
      drop function add_signed_presence, add_signed_counts, add_vectors, zero_vector;
      drop table rollup_expected, rollup_indicator, rollup_sum;`);
  }
}
