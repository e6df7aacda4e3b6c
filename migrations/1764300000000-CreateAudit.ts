import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDITED = [
  'account',
  'role_grant',
  'session',
  'api_key',
  'jurisdiction',
  'agency',
  'agency_version',
  'agency_succession',
  'indicator',
  'report',
  'report_revision',
  'report_step',
  'finding_review',
  'review_setting',
  'withdrawal',
  'deadline_rule',
  'deadline_extension',
];

/**
 * The audit: every change of these tables becomes an event, written by a trigger so that no path goes around it.
 * Events of an agency form a chain, all others the chain 0; each holds the hash of the one before. The role
 * ogi_server, under which the running server works, may read events and write none.
 */
export class CreateAudit1764300000000 implements MigrationInterface {
  name = 'CreateAudit1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table audit_chain (
        chain integer primary key,
        length bigint not null,
        hash text not null
      );
      create table audit_event (
        chain integer not null,
        position bigint not null,
        at timestamptz not null,
        actor text not null,
        actor_name text not null,
        address text not null,
        request_id text not null,
        operation text not null,
        subject text not null,
        subject_key text not null,
        before jsonb,
        after jsonb,
        previous_hash text not null,
        hash text not null,
        primary key (chain, position)
      );
      create index audit_event_at on audit_event (at, chain, position);
      create function audit_hash(e audit_event) returns text language sql immutable as $$
        select encode(sha256(convert_to(jsonb_build_array(e.previous_hash, e.chain, e.position, extract(epoch from e.at)::text, e.actor,
          e.actor_name, e.address, e.request_id, e.operation, e.subject, e.subject_key, e.before, e.after)::text, 'UTF8')), 'hex')
      $$;
      create function audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
          new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
          any_row jsonb := coalesce(new_row, old_row);
          secrets text[] := array['password_hash', 'token_hash', 'key_hash', 'secret'];
          event audit_event;
          name text;
        begin
          if tg_op = 'UPDATE' and old_row - 'last_used_at' = new_row - 'last_used_at' then return null; end if;
          -- A new revision is shown beside the one before it; a change of a secret is told without the secret.
          if tg_table_name = 'report_revision' and tg_op = 'INSERT' and (new_row ->> 'number')::int > 1 then
            select to_jsonb(r) into old_row from report_revision r
             where r.report_id = (new_row ->> 'report_id')::int and r.number = (new_row ->> 'number')::int - 1;
          end if;
          foreach name in array secrets loop
            if new_row ? name and old_row ? name and new_row -> name is distinct from old_row -> name then
              new_row := new_row || jsonb_build_object(name || '_changed', true);
            end if;
          end loop;
          event.chain := coalesce(any_row ->> 'agency_id', case when tg_table_name = 'agency' then any_row ->> 'id' else '0' end)::int;
          insert into audit_chain values (event.chain, 1, '')
            on conflict (chain) do update set length = audit_chain.length + 1
            returning length, hash into event.position, event.previous_hash;
          event.at := clock_timestamp();
          event.actor := coalesce(nullif(current_setting('ogi.actor', true), ''), 'database:' || session_user);
          event.actor_name := coalesce(nullif(current_setting('ogi.actor_name', true), ''), session_user);
          event.address := coalesce(nullif(current_setting('ogi.address', true), ''), coalesce(inet_client_addr()::text, 'local'));
          event.request_id := coalesce(current_setting('ogi.request_id', true), '');
          event.operation := tg_op;
          event.subject := tg_table_name;
          event.subject_key := coalesce(any_row ->> 'id', any_row ->> 'agency_id', '');
          event.before := old_row - secrets;
          event.after := new_row - secrets;
          event.hash := audit_hash(event);
          insert into audit_event select event.*;
          update audit_chain set hash = event.hash where chain = event.chain;
          return null;
        end
      $$;
      create function audit_is_append_only() returns trigger language plpgsql as $$
        begin raise exception 'the audit is append-only'; end
      $$;
      create trigger append_only before update or delete or truncate on audit_event
        for each statement execute function audit_is_append_only();
      ${AUDITED.map((table) => `create trigger audit after insert or update or delete on ${table} for each row execute function audit();`).join('\n')}

      do $$ begin
        if not exists (select 1 from pg_roles where rolname = 'ogi_server') then create role ogi_server nologin; end if;
      exception when duplicate_object or unique_violation then null;
      end $$;
      do $$ begin execute format('grant ogi_server to %I', current_user); exception when others then null; end $$;
      grant usage on schema public to ogi_server;
      grant select, insert, update, delete on all tables in schema public to ogi_server;
      alter default privileges in schema public grant select, insert, update, delete on tables to ogi_server;
      revoke all on audit_chain from ogi_server;
      revoke insert, update, delete on audit_event from ogi_server;
      revoke update, delete on report_step, withdrawal, revision_finding, report_indicator, report_revision from ogi_server;
      revoke delete on report, agency, agency_version, jurisdiction, account, api_key, deadline_extension from ogi_server;
      grant update (published_at, superseded_at) on report_revision to ogi_server;
      revoke insert, update, delete on migrations from ogi_server;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${AUDITED.map((table) => `drop trigger audit on ${table};`).join('\n')}
      drop function audit;
      drop function audit_hash;
      drop table audit_event, audit_chain;
      drop function audit_is_append_only;
      alter default privileges in schema public revoke select, insert, update, delete on tables from ogi_server;
      revoke all on all tables in schema public from ogi_server;
      revoke usage on schema public from ogi_server;`);
  }
}
