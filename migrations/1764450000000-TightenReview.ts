import type { MigrationInterface, QueryRunner } from 'typeorm';

const CONTENT = ['report_indicator', 'revision_finding'];
const OWN = ['audit()', 'audit_hash(audit_event)', 'audit_is_append_only()', 'tell_step()'];
const OWN_NEW = [
  'write_audit(integer, text, text, text, jsonb, jsonb)',
  'audit_content()',
  'content_is_frozen()',
  'signal_report(integer, text, text)',
];

/**
 * Verdicts belong to revisions; a recorded publication is a step like any other; the figures and findings of a revision
 * are frozen with it and audited; devices from which people signed in. Functions that write with the owner's rights
 * can be called by nobody else.
 */
export class TightenReview1764450000000 implements MigrationInterface {
  name = 'TightenReview1764450000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table finding_review rename to verdict_by_report;
      alter table verdict_by_report rename constraint finding_review_pkey to verdict_by_report_pkey;
      create table finding_review (
        revision_id integer not null references report_revision,
        report_id integer not null references report,
        agency_id integer not null references agency,
        fingerprint text not null,
        explanation text not null,
        verdict text not null check (verdict in ('CONFIRMED', 'REJECTED')),
        comment text,
        reviewer_name text not null,
        reviewed_at timestamptz not null default now(),
        primary key (revision_id, fingerprint, explanation)
      );
      comment on table finding_review is 'verdicts on the explanations of one revision; the next one takes them over where finding and explanation are the same';
      -- A verdict was given on the revision that was the latest then, and held for those that followed.
      insert into finding_review
        select distinct on (v.id, q.fingerprint, q.explanation) v.id, q.report_id, q.agency_id, q.fingerprint, q.explanation,
               q.verdict, q.comment, q.reviewer_name, q.reviewed_at
          from verdict_by_report q join report_revision v on v.report_id = q.report_id
          join revision_finding f on f.revision_id = v.id and f.fingerprint = q.fingerprint and f.explanation = q.explanation
         where v.number >= (select max(w.number) from report_revision w where w.report_id = q.report_id and w.created_at <= q.reviewed_at);
      drop table verdict_by_report;
      create trigger audit after insert or update or delete on finding_review for each row execute function audit();

      create table device (
        id integer generated always as identity primary key,
        account_id integer not null references account on delete cascade,
        token_hash text not null unique,
        created_at timestamptz not null default now(),
        last_used_at timestamptz not null default now()
      );
      create index withdrawal_report on withdrawal (report_id, revision);
      create index device_account on device (account_id, last_used_at);
      comment on table device is 'browsers and programs from which an account signed in; each has its own count of failures and no other right';

      create or replace function signal_report(which_report integer, action text, state text) returns void language sql as $$
        select pg_notify('ogi_report', json_build_object('reportKey', r.id, 'agencyKey', r.agency_id, 'year', r.year, 'path', j.path,
                 'action', action, 'state', state, 'isPublic', action in ('ACCEPT', 'RECORD', 'RETRACT'))::text)
          from report r join agency_version v on v.agency_id = r.agency_id
          join jurisdiction j on j.id = v.jurisdiction_id
         where r.id = which_report order by v.valid_from desc limit 1
      $$;
      -- Loading ten years of what was published must not send ten thousand letters.
      create or replace function tell_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform signal_report(new.report_id, new.action, new.to_state);
          if new.action <> 'RECORD' then
            perform graphile_worker.add_job('tell', json_build_object('step', new.id));
          end if;
          return null;
        end
      $$;
      drop trigger tell on report_revision;
      drop function tell_recorded;

      create function write_audit(which_chain integer, operation text, subject text, subject_key text, before jsonb, after jsonb)
        returns void language plpgsql set search_path = public, pg_temp as $$
        declare
          event audit_event;
        begin
          event.chain := which_chain;
          insert into audit_chain values (event.chain, 1, '')
            on conflict (chain) do update set length = audit_chain.length + 1
            returning length, hash into event.position, event.previous_hash;
          event.at := clock_timestamp();
          event.actor := coalesce(nullif(current_setting('ogi.actor', true), ''), 'database:' || session_user);
          event.actor_name := coalesce(nullif(current_setting('ogi.actor_name', true), ''), session_user);
          event.address := coalesce(nullif(current_setting('ogi.address', true), ''), coalesce(inet_client_addr()::text, 'local'));
          event.request_id := coalesce(current_setting('ogi.request_id', true), '');
          event.operation := operation;
          event.subject := subject;
          event.subject_key := subject_key;
          event.before := before;
          event.after := after;
          event.hash := audit_hash(event);
          insert into audit_event select event.*;
          update audit_chain set hash = event.hash where chain = event.chain;
        end
      $$;
      create or replace function audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
          new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
          any_row jsonb := coalesce(new_row, old_row);
          secrets text[] := array['password_hash', 'token_hash', 'key_hash', 'secret'];
          name text;
        begin
          if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
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
          perform write_audit(coalesce(any_row ->> 'agency_id', case when tg_table_name = 'agency' then any_row ->> 'id' else '0' end)::int,
            tg_op, tg_table_name::text, coalesce(any_row ->> 'id', any_row ->> 'revision_id', any_row ->> 'agency_id', ''),
            old_row - secrets, new_row - secrets);
          return null;
        end
      $$;

      -- One event for each statement: the rows of one revision in its agency's chain; of many, as a load writes them,
      -- their number and a hash over them in chain 0.
      create function audit_content() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          revisions integer;
          revision integer;
          rows jsonb;
          which_chain integer := 0;
        begin
          if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
          select count(distinct c.revision_id), min(c.revision_id) into revisions, revision from changed c;
          if revisions = 0 then return null; end if;
          if revisions = 1 then
            select jsonb_agg(to_jsonb(c) order by to_jsonb(c)::text) into rows from changed c;
            select v.agency_id into which_chain from report_revision v where v.id = revision;
          else
            select jsonb_build_object('rows', count(*), 'sha256',
                     encode(sha256(convert_to(string_agg(to_jsonb(c)::text, E'\\n' order by to_jsonb(c)::text collate "C"), 'UTF8')), 'hex'))
              into rows from changed c;
          end if;
          perform write_audit(which_chain, tg_op, tg_table_name::text, case when revisions = 1 then revision::text else '' end,
            case when tg_op = 'INSERT' then null else rows end, case when tg_op = 'INSERT' then rows end);
          return null;
        end
      $$;
      -- What a revision holds is complete when the transaction that made it ends, or at the latest when a newer one comes.
      create function content_is_frozen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if exists (select 1 from changed c join report_revision v on v.id = c.revision_id join report r on r.id = v.report_id
                      where (v.published_at is not null or v.number <> r.latest_revision)
                        and v.xmin <> pg_current_xact_id()::xid) then
            raise exception 'the revision is frozen';
          end if;
          return null;
        end
      $$;
      ${CONTENT.map(
        (table) => `
          create trigger frozen after insert on ${table} referencing new table as changed
            for each statement execute function content_is_frozen();
          create trigger audit_insert after insert on ${table} referencing new table as changed
            for each statement execute function audit_content();
          create trigger audit_update after update on ${table} referencing old table as changed
            for each statement execute function audit_content();
          create trigger audit_delete after delete on ${table} referencing old table as changed
            for each statement execute function audit_content();`,
      ).join('\n')}
      ${[...OWN, ...OWN_NEW].map((name) => `revoke execute on function ${name} from public;`).join('\n')}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${CONTENT.map(
        (table) =>
          `drop trigger frozen on ${table}; ${['insert', 'update', 'delete'].map((name) => `drop trigger audit_${name} on ${table};`).join(' ')}`,
      ).join('\n')}
      drop function content_is_frozen;
      drop function audit_content;
      create or replace function audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
          new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
          any_row jsonb := coalesce(new_row, old_row);
          secrets text[] := array['password_hash', 'token_hash', 'key_hash', 'secret'];
          event audit_event;
          name text;
        begin
          if tg_op = 'UPDATE' and old_row - 'last_used_at' = new_row - 'last_used_at' then return null; end if;
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
      drop function write_audit;
      create or replace function tell_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform signal_report(new.report_id, new.action, new.to_state);
          perform graphile_worker.add_job('tell', json_build_object('step', new.id));
          return null;
        end
      $$;
      create or replace function signal_report(which_report integer, action text, state text) returns void language sql as $$
        select pg_notify('ogi_report', json_build_object('reportKey', r.id, 'agencyKey', r.agency_id, 'year', r.year, 'path', j.path,
                 'action', action, 'state', state, 'isPublic', state in ('PUBLISHED', 'WITHDRAWN'))::text)
          from report r join agency_version v on v.agency_id = r.agency_id
          join jurisdiction j on j.id = v.jurisdiction_id
         where r.id = which_report order by v.valid_from desc limit 1
      $$;
      create function tell_recorded() returns trigger language plpgsql as $$
        begin
          perform signal_report(new.report_id, 'RECORD', 'PUBLISHED');
          return null;
        end
      $$;
      create trigger tell after update on report_revision for each row
        when (new.origin = 'RECORDED' and old.published_at is null and new.published_at is not null) execute function tell_recorded();
      ${[...OWN, 'signal_report(integer, text, text)'].map((name) => `grant execute on function ${name} to public;`).join('\n')}
      drop index withdrawal_report;
      drop table device;
      alter table finding_review rename to verdict_by_revision;
      alter table verdict_by_revision rename constraint finding_review_pkey to verdict_by_revision_pkey;
      create table finding_review (
        report_id integer not null references report,
        agency_id integer not null references agency,
        fingerprint text not null,
        explanation text not null,
        verdict text not null check (verdict in ('CONFIRMED', 'REJECTED')),
        comment text,
        reviewer_name text not null,
        reviewed_at timestamptz not null default now(),
        primary key (report_id, fingerprint, explanation)
      );
      insert into finding_review
        select distinct on (report_id, fingerprint, explanation) report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name, reviewed_at
          from verdict_by_revision order by report_id, fingerprint, explanation, reviewed_at desc;
      drop table verdict_by_revision;
      create trigger audit after insert or update or delete on finding_review for each row execute function audit();`);
  }
}
