import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a database is for is recorded, in the transaction that fills it: without a row nothing was loaded and nobody decided.
 * Sign-ins through a provider leave a mark, so that none is used twice.
 */
export class RecordOrigin1764930000000 implements MigrationInterface {
  name = 'RecordOrigin1764930000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table database_origin (
        only_row boolean primary key default true check (only_row),
        origin text not null check (origin in ('DEMONSTRATION', 'OWN')),
        recorded_at timestamptz not null default now()
      );
      comment on table database_origin is 'DEMONSTRATION: the demonstration was loaded, completely; OWN: the data is somebody''s own and nothing is loaded into it';
      revoke insert, update, delete on database_origin from ogi_server;

      create table used_sign_in (
        state_hash text primary key,
        used_at timestamptz not null default now()
      );
      comment on table used_sign_in is 'sign-ins through a provider that were used, by the hash of their state; kept while they could be used again';
      create index used_sign_in_used_at on used_sign_in (used_at);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table used_sign_in;
      drop table database_origin`);
  }
}
