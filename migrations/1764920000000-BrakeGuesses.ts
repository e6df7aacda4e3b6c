import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of guesses with waits that grow, and the account they are of, so that they can be lifted with it. */
export class BrakeGuesses1764920000000 implements MigrationInterface {
  name = 'BrakeGuesses1764920000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table sign_in_limit;
      create table sign_in_limit (
        key text primary key,
        username text,
        attempts integer not null,
        blocked_until timestamptz,
        forgotten_at timestamptz not null
      );
      create index sign_in_limit_username on sign_in_limit (username);
      create index sign_in_limit_forgotten on sign_in_limit (forgotten_at);
      comment on table sign_in_limit is 'attempts with a password, counted for an address, a device, a session or an account; past a number of them each one makes the next wait longer';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table sign_in_limit;
      create table sign_in_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );`);
  }
}
