import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** Documents and what was read from them; webhooks, reminders and the triggers that tell of steps and of changes of the tree. */
export class CreateDocumentsAndNotifications1795000500000 implements MigrationInterface {
  name = 'CreateDocumentsAndNotifications1795000500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'documents.sql', 'notifications.sql');
  }

  /** The triggers go with their functions. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function notify_step cascade;
      drop function notify_agency_change cascade;
      drop function notify_place_change cascade;
      drop function notify_rule_change cascade;
      drop function notify_extension_change cascade;
      drop function queue_findings cascade;
      drop function queue_new_findings cascade;
      drop function notify_batch_change cascade;
      drop function notify_import cascade;
      drop function notify_batch;
      drop function notify_report_change;
      drop function queue_notice_of_findings;
      drop table refused_address, reminder, deadline_notice, webhook_delivery, webhook;
      drop table report_import, import_batch, document_upload, document;`);
  }
}
