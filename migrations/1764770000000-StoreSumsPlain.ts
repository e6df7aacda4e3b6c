import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Writes every array anew, as its storage says now; the data stay the same, so their version does too. */
const REWRITE = `
  alter table kept_sum disable trigger data_version;
  update kept_sum set counts = counts[:], reported = reported[:];
  alter table kept_sum enable trigger data_version;`;

/**
 * Kept sums stand unpacked in their rows: one of them is picked out of without unpacking all, and a publication packs none.
 * Two arrays of 224 numbers take 3.6 kB; a page holds one row and has place for its next version.
 */
export class StoreSumsPlain1764770000000 implements MigrationInterface {
  name = 'StoreSumsPlain1764770000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table kept_sum alter counts set storage external, alter reported set storage external;
      alter table kept_sum set (toast_tuple_target = 8160, fillfactor = 50);
      ${REWRITE}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table kept_sum alter counts set storage extended, alter reported set storage extended;
      alter table kept_sum reset (toast_tuple_target);
      alter table kept_sum set (fillfactor = 60);
      ${REWRITE}`);
  }
}
