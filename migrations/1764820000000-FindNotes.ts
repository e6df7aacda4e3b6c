import type { MigrationInterface, QueryRunner } from 'typeorm';

const PLACES = 224;
const each = (element: (place: number) => string) =>
  Array.from({ length: PLACES }, (_, at) => element(at + 1)).join(', ');
const NONE = `'{${each(() => '0')}}'::bigint[]`;

const ADD = (first: string) => `
  create or replace function add_vectors(a bigint[], b bigint[]) returns bigint[] language plpgsql immutable parallel safe as $$
    begin
      ${first}
      return array[${each((place) => `a[${place}] + b[${place}]`)}];
    end
  $$;`;

/** What looks for the notes of its transaction. */
const LOOKING = ['keep_sums', 'keep_indicators', 'keep_stated', 'fold_sums', 'move_sums', 'move_indicators'];

/**
 * Notes come and go with every publication, and what is gone stands in the way until it is swept: read from end to end, looking for
 * one's own took a sixth of what PostgreSQL does for a publication. Their plans are made while the tables are all but empty, so they are told to go
 * by the index. To add nothing costs next to nothing: a correction mostly leaves blank what was blank, and every sum begins with nothing.
 */
export class FindNotes1764820000000 implements MigrationInterface {
  name = 'FindNotes1764820000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${LOOKING.map((name) => `alter function ${name}() set enable_seqscan = off;`).join('\n')}
      ${ADD(`if b = ${NONE} then return a; end if; if a = ${NONE} then return b; end if;`)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${LOOKING.map((name) => `alter function ${name}() reset enable_seqscan;`).join('\n')}
      ${ADD('')}`);
  }
}
