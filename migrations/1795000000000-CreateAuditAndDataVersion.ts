import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** The role of the server, what the database is for, the version of what is published, the audit that the tables after it use, and its verifications. */
export class CreateAuditAndDataVersion1795000000000 implements MigrationInterface {
  name = 'CreateAuditAndDataVersion1795000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'database.sql', 'audit.sql', 'auditTriggers.sql');
  }

  /** The role stays: it belongs to the server, where other databases may use it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table verification;
      drop function audit_revision_content, audit_publication, audit_report_rows, audit_row;
      drop function append_audit_event, append_audit_events, refuse_unattributed_change, audit_hash, audit_digest;
      drop table audit_event, audit_chain;
      drop function refuse_audit_change;
      drop function bump_data_version;
      drop table data_version, database_origin;
      drop function beijing_today;
      revoke select on migrations from ogi_server;
      alter default privileges in schema public revoke select, insert, update, delete on tables from ogi_server;
      revoke usage on schema public from ogi_server;`);
  }
}
