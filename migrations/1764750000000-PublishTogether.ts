import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of which many rows change in one statement when reports are published: each has an id, an agency and no secret. */
const OF_REPORTS = ['report', 'report_revision', 'report_step'];

/** Changes (chain, subject_key, ordinal, before, after) as events: which one of its chain each is, and not yet by whom. */
const EVENTS = (changes: string) => `
  select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event
                   order by c.chain, c.rank)
    from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank from (${changes}) d) c`;
const CHANGES = (row: string, before: string, after: string, from: string) =>
  EVENTS(
    `select ${row}.agency_id as chain, ${row}.id::text as subject_key, ${row}.id as ordinal, ${before} as before, ${after} as after from ${from}`,
  );
const INSERTED = CHANGES('n', 'null::jsonb', 'to_jsonb(n)', 'new_rows n');
/** A new revision is shown beside the one before it. */
const REVISED = CHANGES(
  'n',
  'to_jsonb(p)',
  'to_jsonb(n)',
  'new_rows n left join report_revision p on p.report_id = n.report_id and p.number = n.number - 1',
);
const UPDATED = CHANGES(
  'n',
  'to_jsonb(o)',
  'to_jsonb(n)',
  'new_rows n join old_rows o on o.id = n.id where o is distinct from n',
);
const DELETED = CHANGES('o', 'to_jsonb(o)', 'null::jsonb', 'old_rows o');
/** The rows of each revision. */
const CONTENT = EVENTS(`
  select v.agency_id as chain, v.id::text as subject_key, v.id as ordinal, case when tg_op <> 'INSERT' then r.rows end as before,
         case when tg_op = 'INSERT' then r.rows end as after
    from (select c.revision_id, jsonb_agg(to_jsonb(c) order by to_jsonb(c)::text) as rows from changed c group by 1) r
    join report_revision v on v.id = r.revision_id`);

/**
 * Reports published together: one transaction may change what several people asked for, each at agencies of their own
 * (ogi.authors), and the audit attributes every event to the author of its agency. What a statement changes of reports
 * comes into the audit as a set. The hashes are made as before.
 */
export class PublishTogether1764750000000 implements MigrationInterface {
  name = 'PublishTogether1764750000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function audit_author(which_chain integer) returns jsonb language plpgsql stable set search_path = public, pg_temp as $$
        declare
          authors jsonb := nullif(current_setting('ogi.authors', true), '')::jsonb;
        begin
          if authors is null then
            return jsonb_build_object(
              'actor', coalesce(nullif(current_setting('ogi.actor', true), ''), 'database:' || session_user),
              'actor_name', coalesce(nullif(current_setting('ogi.actor_name', true), ''), session_user),
              'address', coalesce(nullif(current_setting('ogi.address', true), ''), coalesce(inet_client_addr()::text, 'local')),
              'request_id', coalesce(current_setting('ogi.request_id', true), ''));
          end if;
          if not authors ? which_chain::text then
            raise exception 'nobody is said to change agency %', which_chain;
          end if;
          return authors -> which_chain::text;
        end
      $$;
      comment on function audit_author is 'who changes an agency in this transaction: the author ogi.authors gives for it, or whoever the transaction is of';

      -- Appends events to their chains. The position of each says which it is of those of its chain: all first ones are
      -- written together, then all second ones. Chains are locked in one order, so that none waits for another in a circle.
      create function append_audit(events audit_event[]) returns void language plpgsql set search_path = public, pg_temp as $$
        declare
          chains integer[] := array(select distinct e.chain from unnest(events) e order by 1);
          known bigint;
        begin
          perform 1 from audit_chain c where c.chain = any(chains) order by c.chain for update;
          get diagnostics known = row_count;
          if known < cardinality(chains) then
            insert into audit_chain select u, 0, '' from unnest(chains) u order by 1 on conflict do nothing;
            perform 1 from audit_chain c where c.chain = any(chains) order by c.chain for update;
          end if;
          for rank in 1 .. (select max(e.position) from unnest(events) e) loop
            with placed as materialized (
              select row(e.chain, c.length + 1, clock_timestamp(), a.actor, a.actor_name, a.address, a.request_id, e.operation, e.subject,
                         e.subject_key, e.before, e.after, c.hash, null)::audit_event as event
                from unnest(events) e join audit_chain c on c.chain = e.chain
                cross join jsonb_to_record(audit_author(e.chain)) as a(actor text, actor_name text, address text, request_id text)
               where e.position = rank
            ), hashed as materialized (
              select event, audit_hash(event) as hash from placed
            ), stored as (
              insert into audit_event
              select (event).chain, (event).position, (event).at, (event).actor, (event).actor_name, (event).address, (event).request_id,
                     (event).operation, (event).subject, (event).subject_key, (event).before, (event).after, (event).previous_hash, hash
                from hashed
            )
            update audit_chain c set length = (h.event).position, hash = h.hash from hashed h where c.chain = (h.event).chain;
          end loop;
        end
      $$;
      create or replace function write_audit(which_chain integer, operation text, subject text, subject_key text, before jsonb, after jsonb)
        returns void language sql set search_path = public, pg_temp as $$
          select append_audit(array[row(which_chain, 1, null, null, null, null, null, operation, subject, subject_key, before, after, null, null)::audit_event])
      $$;

      create function audit_reports() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          events audit_event[];
        begin
          if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
          if tg_op = 'DELETE' then
            events := (${DELETED});
          elsif tg_op = 'UPDATE' then
            events := (${UPDATED});
          elsif tg_table_name = 'report_revision' then
            events := (${REVISED});
          else
            events := (${INSERTED});
          end if;
          if events is not null then perform append_audit(events); end if;
          return null;
        end
      $$;
      ${OF_REPORTS.map(
        (table) => `
          drop trigger audit on ${table};
          create trigger audit_insert after insert on ${table} referencing new table as new_rows
            for each statement execute function audit_reports();
          create trigger audit_update after update on ${table} referencing old table as old_rows new table as new_rows
            for each statement execute function audit_reports();
          create trigger audit_delete after delete on ${table} referencing old table as old_rows
            for each statement execute function audit_reports();`,
      ).join('\n')}

      -- One event for each statement: the rows of one revision in its agency's chain; of many, as a load writes them,
      -- their number and a hash over them in chain 0. What several people publish together is on record for each.
      create or replace function audit_content() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          events audit_event[];
          rows jsonb;
        begin
          if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
          if nullif(current_setting('ogi.authors', true), '') is null and (select count(distinct c.revision_id) > 1 from changed c) then
            select jsonb_build_object('rows', count(*), 'sha256',
                     encode(sha256(convert_to(string_agg(to_jsonb(c)::text, E'\\n' order by to_jsonb(c)::text collate "C"), 'UTF8')), 'hex'))
              into rows from changed c;
            perform write_audit(0, tg_op, tg_table_name::text, '',
              case when tg_op = 'INSERT' then null else rows end, case when tg_op = 'INSERT' then rows end);
          else
            events := (${CONTENT});
            if events is not null then perform append_audit(events); end if;
          end if;
          return null;
        end
      $$;
      revoke execute on function audit_author(integer), append_audit(audit_event[]), audit_reports() from public;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${OF_REPORTS.map(
        (table) => `
          ${['insert', 'update', 'delete'].map((name) => `drop trigger audit_${name} on ${table};`).join(' ')}
          create trigger audit after insert or update or delete on ${table} for each row execute function audit();`,
      ).join('\n')}
      drop function audit_reports;
      create or replace function audit_content() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
      create or replace function write_audit(which_chain integer, operation text, subject text, subject_key text, before jsonb, after jsonb)
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
      drop function append_audit;
      drop function audit_author;`);
  }
}
