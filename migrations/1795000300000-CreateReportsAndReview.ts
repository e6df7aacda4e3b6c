import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** Indicators, measures, reports and their revisions, with steps, verdicts, withdrawals and deadlines. */
export class CreateReportsAndReview1795000300000 implements MigrationInterface {
  name = 'CreateReportsAndReview1795000300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'reports.sql', 'review.sql');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function agency_deadline_at, agency_deadline, deadline_at, agency_when_due_at, agency_when_due, statutory_due;
      drop aggregate extended_due (date, date, date);
      drop function extend_due;
      drop table deadline_extension, deadline_rule, withdrawal, review_setting, finding_review, report_step;
      drop view published_revision;
      drop table idempotency_key, revision_finding, report_indicator, report_revision, report, indicator, measure;
      drop function refuse_frozen_content, is_published;`);
  }
}
