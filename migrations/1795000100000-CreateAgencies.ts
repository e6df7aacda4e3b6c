import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runSql } from './runSql';

/** Jurisdictions, agencies with their versions, and successions, with what the hub had before of each, and the changes of all these. */
export class CreateAgencies1795000100000 implements MigrationInterface {
  name = 'CreateAgencies1795000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await runSql(queryRunner, 'agencies.sql', 'agencySuccessions.sql', 'treeChanges.sql');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function undo_tree_rows;
      drop view jurisdiction_name_home;
      drop table tree_change, jurisdiction_succession, jurisdiction_former_name;
      drop view agency_succession_ever;
      drop table agency_succession, agency_succession_past;
      drop function archive_agency_succession;
      drop function agency_at, agency_now, agency_in_year;
      drop view agency_version_ever;
      drop table agency_version, agency_version_past;
      drop function settle_home_years, archive_agency_version, refuse_history_change, set_recorded_at, tree_time;
      drop table agency, jurisdiction;
      drop function refuse_jurisdiction_move;`);
  }
}
