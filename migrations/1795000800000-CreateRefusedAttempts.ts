import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** Counts what was refused for reasons of security, by account or key and hour; the audit has the 1st, the 10th, the 100th and so on. */
export class CreateRefusedAttempts1795000800000 implements MigrationInterface {
  name = 'CreateRefusedAttempts1795000800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'refusedAttempts.sql');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table refused_attempts');
  }
}
