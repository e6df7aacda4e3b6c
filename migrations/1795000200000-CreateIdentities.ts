import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** Accounts with their roles, sessions and devices, API keys, what slows down guessing, and how often something was refused. */
export class CreateIdentities1795000200000 implements MigrationInterface {
  name = 'CreateIdentities1795000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'identities.sql', 'refusedAttempts.sql');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table refused_attempts, used_sign_in, sign_in_limit, api_key, device, session, role_grant, account',
    );
  }
}
