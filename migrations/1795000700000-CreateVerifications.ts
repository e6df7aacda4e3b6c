import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes when the audit and the sums were last verified, and lets the running server verify the audit. */
export class CreateVerifications1795000700000 implements MigrationInterface {
  name = 'CreateVerifications1795000700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table verification (
        subject text primary key constraint verification_subject_check check (subject in ('AUDIT', 'SUMS')),
        verified_at timestamptz not null default now(),
        fault_count integer not null,
        head text
      );
      comment on table verification is
        'The last verification of the audit and that of the materialized sums: when, how many faults it found, and for the audit the hash over the heads of its chains.';
      grant select on audit_chain to ogi_server;
      grant execute on function audit_hash(audit_event), audit_digest to ogi_server;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke execute on function audit_hash(audit_event), audit_digest from ogi_server;
      revoke select on audit_chain from ogi_server;
      drop table verification;`);
  }
}
