import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells the measures of the demonstration from those that a district formed: they are offered where demonstration data is shown. */
export class AddMeasureDemonstration1795000900000 implements MigrationInterface {
  name = 'AddMeasureDemonstration1795000900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table measure add demonstration boolean not null default false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table measure drop column demonstration');
  }
}
