import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, their roles and sessions, API keys, and the counters that slow down guessing. */
export class CreateIdentities1764100000000 implements MigrationInterface {
  name = 'CreateIdentities1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table account (
        id integer generated always as identity primary key,
        username text not null unique check (username ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
        name text not null,
        password_hash text,
        disabled_at timestamptz,
        demonstration boolean not null default false,
        created_at timestamptz not null default now()
      );
      create table role_grant (
        id integer generated always as identity primary key,
        account_id integer not null references account,
        role text not null,
        agency_id integer references agency,
        jurisdiction_id integer references jurisdiction,
        whole_hub boolean not null default false,
        view_jurisdiction_id integer references jurisdiction,
        created_at timestamptz not null default now(),
        check (num_nonnulls(agency_id, jurisdiction_id) + whole_hub::int = 1),
        unique nulls not distinct (account_id, role, agency_id, jurisdiction_id, whole_hub)
      );
      create table session (
        token_hash text primary key,
        id integer generated always as identity unique,
        account_id integer not null references account,
        address text not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz
      );
      create index session_account on session (account_id, address);
      create table api_key (
        id integer generated always as identity primary key,
        key_hash text not null unique,
        prefix text not null,
        agency_id integer not null references agency,
        purpose text not null,
        role text not null check (role = 'CLERK'),
        created_by integer not null references account,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      create index api_key_agency on api_key (agency_id);
      create table sign_in_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table sign_in_limit, api_key, session, role_grant, account');
  }
}
