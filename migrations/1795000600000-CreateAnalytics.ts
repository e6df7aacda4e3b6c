import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** The schema that tools of statistics read with SQL. */
export class CreateAnalytics1795000600000 implements MigrationInterface {
  name = 'CreateAnalytics1795000600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'analytics.sql', 'analyticsCells.sql');
  }

  /** The role stays: it belongs to the server, where other databases may use it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop view analytics.indicator_value, analytics.cell_value, analytics.agency_year, analytics.place;
      drop table analytics.cell;
      drop schema analytics;`);
  }
}
