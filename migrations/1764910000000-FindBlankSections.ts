import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coverage counts the reports with a table in which nothing is reported; they are few, and found by their finding. */
export class FindBlankSections1764910000000 implements MigrationInterface {
  name = 'FindBlankSections1764910000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `create index revision_finding_all_blank on revision_finding (revision_id) where code = 'form.allBlank'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index revision_finding_all_blank');
  }
}
