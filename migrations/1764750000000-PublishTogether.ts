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
const HELD = EVENTS(`
  select v.agency_id as chain, v.id::text as subject_key, v.id as ordinal, case when tg_op <> 'INSERT' then r.rows end as before,
         case when tg_op = 'INSERT' then r.rows end as after
    from (select c.revision_id, jsonb_agg(to_jsonb(c) order by to_jsonb(c)::text) as rows from changed c group by 1) r
    join report_revision v on v.id = r.revision_id`);

/** Places in the stored array of counts. */
const PLACES = 224;
const NONE = `'{${Array.from({ length: PLACES }, () => '0').join(',')}}'`;

const LIVE = (row: string) =>
  `(${row}.scope = 'OWN' and ${row}.published_at is not null and ${row}.superseded_at is null)`;
const CONTENT = (row: string) =>
  `${row}.counts, ${row}.fees_amount, ${row}.error_count, ${row}.blank_cells, ${row}.not_applicable_cells, ${row}.proactive_edition, ${row}.requests_edition`;

/**
 * Adds changes (sign, jurisdiction_id, kind, year and the content of a revision) to the sums of their places and every
 * place above, from the leaf up to the root, always in this order, so that two never wait on each other in a circle.
 * Changes that come to nothing are left out with `where`.
 */
const FOLD = (changes: string, where = '') => `
  with o as materialized (select c.jurisdiction_id, c.year, c.kind, sum(c.sign)::int as included,
                 sum(c.sign * (c.error_count > 0)::int)::int as with_errors, sum(c.sign * c.blank_cells)::int as blank_cells,
                 sum(c.sign * c.not_applicable_cells)::int as not_applicable_cells,
                 sum(c.sign * (c.proactive_edition = 2019 or c.requests_edition = 2019)::int)::int as edition_2019,
                 sum(c.sign * coalesce(c.fees_amount, 0)) as fees, sum(c.sign * (c.fees_amount is not null)::int)::int as fees_reported,
                 sum_vectors(signed_counts(c.counts, c.sign)) as counts, sum_vectors(signed_presence(c.counts, c.sign)) as reported
            from (${changes}) c group by 1, 2, 3)
  insert into kept_sum as k (jurisdiction_id, year, kind, included, with_errors, blank_cells, not_applicable_cells, edition_2019,
                             fees, fees_reported, counts, reported)
  select p.id, o.year, o.kind, sum(o.included), sum(o.with_errors), sum(o.blank_cells), sum(o.not_applicable_cells), sum(o.edition_2019),
         sum(o.fees), sum(o.fees_reported), sum_vectors(o.counts), sum_vectors(o.reported)
    from o
    join jurisdiction j on j.id = o.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
   ${where} group by p.id, o.year, o.kind order by length(p.path) desc, p.id, o.year, o.kind
  on conflict (jurisdiction_id, year, kind) do update set
    included = k.included + excluded.included, with_errors = k.with_errors + excluded.with_errors,
    blank_cells = k.blank_cells + excluded.blank_cells, not_applicable_cells = k.not_applicable_cells + excluded.not_applicable_cells,
    edition_2019 = k.edition_2019 + excluded.edition_2019, fees = k.fees + excluded.fees, fees_reported = k.fees_reported + excluded.fees_reported,
    counts = add_vectors(k.counts, excluded.counts), reported = add_vectors(k.reported, excluded.reported)`;

const IS_SOMETHING = `where o.included <> 0 or o.with_errors <> 0 or o.blank_cells <> 0 or o.not_applicable_cells <> 0 or o.edition_2019 <> 0
  or o.fees <> 0 or o.fees_reported <> 0 or o.counts <> ${NONE} or o.reported <> ${NONE}`;

/** Whoever changes the tree goes alone: the lock of KeepSums. */
const TREE = 1_764_600_000;
const MEMBER = (row: string) =>
  `join agency_version m on m.agency_id = ${row}.agency_id and m.first_year <= ${row}.year and ${row}.year < m.end_year`;

/** What published reports that came or went change. */
const PUBLISHED = (row: string, sign: 1 | -1, table: string, where: string) =>
  `select ${sign} as sign, m.jurisdiction_id, m.kind, ${row}.year, ${CONTENT(row)} from ${table} ${MEMBER(row)} where ${LIVE(row)} ${where}`;

const IS_CHANGED = `and (${LIVE('n')} is distinct from ${LIVE('o')} or n.counts is distinct from o.counts
  or n.fees_amount is distinct from o.fees_amount or n.error_count <> o.error_count)`;

/** Notes changes for the end of the transaction; the first of a transaction stands for them all. */
const NOTE = (changes: string) => `
  insert into sum_change
  select pg_current_xact_id(), row_number() over () = 1 and not exists (select 1 from sum_change k where k.transaction = pg_current_xact_id()), c.*
    from (${changes}) c`;
const UPDATES = `${PUBLISHED('n', 1, 'new_rows n join old_rows o on o.id = n.id', IS_CHANGED)}
  union all ${PUBLISHED('o', -1, 'old_rows o join new_rows n on n.id = o.id', IS_CHANGED)}`;

/**
 * Reports published together: one transaction may change what several people asked for, each at agencies of their own
 * (ogi.authors), and the audit attributes every event to the author of its agency. What a statement changes of reports
 * comes into the audit as a set. The hashes are made as before. The sums of the places above are changed once, when the
 * transaction ends, by what it changed on the whole: nobody waits for them while others are still writing.
 */
export class PublishTogether1764750000000 implements MigrationInterface {
  name = 'PublishTogether1764750000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function no_author(which_chain integer) returns jsonb language plpgsql as $$
        begin raise exception 'nobody is said to change agency %', which_chain; end
      $$;
      -- The one place that says what is hashed. Stable, so that it is written out where it is called.
      create function audit_digest(previous_hash text, chain integer, pos bigint, at timestamptz, actor text, actor_name text, address text,
          request_id text, operation text, subject text, subject_key text, before jsonb, after jsonb) returns text language sql stable as $$
        select encode(sha256(convert_to(jsonb_build_array(previous_hash, chain, pos, extract(epoch from at)::text, actor,
          actor_name, address, request_id, operation, subject, subject_key, before, after)::text, 'UTF8')), 'hex')
      $$;
      create or replace function audit_hash(e audit_event) returns text language sql immutable as $$
        select audit_digest(e.previous_hash, e.chain, e.position, e.at, e.actor, e.actor_name, e.address, e.request_id, e.operation, e.subject,
          e.subject_key, e.before, e.after)
      $$;

      -- Appends events to their chains. The position of each says which it is of those of its chain: all first ones are
      -- written together, then all second ones. Chains are locked in one order, so that none waits for another in a circle.
      create function append_audit(events audit_event[]) returns void language plpgsql set search_path = public, pg_temp as $$
        declare
          chains integer[];
          ranks bigint;
          known bigint;
          -- Who changes which agency in this transaction (ogi.authors), or whoever it is of.
          authors jsonb := nullif(current_setting('ogi.authors', true), '')::jsonb;
          author jsonb := jsonb_build_object(
            'actor', coalesce(nullif(current_setting('ogi.actor', true), ''), 'database:' || session_user),
            'actor_name', coalesce(nullif(current_setting('ogi.actor_name', true), ''), session_user),
            'address', coalesce(nullif(current_setting('ogi.address', true), ''), coalesce(inet_client_addr()::text, 'local')),
            'request_id', coalesce(current_setting('ogi.request_id', true), ''));
        begin
          select array_agg(distinct e.chain), max(e.position) into chains, ranks from unnest(events) e;
          perform 1 from audit_chain c where c.chain = any(chains) order by c.chain for update;
          get diagnostics known = row_count;
          if known < cardinality(chains) then
            insert into audit_chain select u, 0, '' from unnest(chains) u order by 1 on conflict do nothing;
            perform 1 from audit_chain c where c.chain = any(chains) order by c.chain for update;
          end if;
          for rank in 1 .. ranks loop
            with placed as materialized (
              select e.chain, c.length + 1 as position, clock_timestamp() as at, a.actor, a.actor_name, a.address, a.request_id, e.operation,
                     e.subject, e.subject_key, e.before, e.after, c.hash as previous_hash
                from unnest(events) e join audit_chain c on c.chain = e.chain
                cross join jsonb_to_record(case when authors is null then author else coalesce(authors -> e.chain::text, no_author(e.chain)) end)
                  as a(actor text, actor_name text, address text, request_id text)
               where e.position = rank
            ), hashed as materialized (
              select p.*, audit_digest(previous_hash, chain, position, at, actor, actor_name, address, request_id, operation, subject, subject_key,
                       before, after) as hash
                from placed p
            ), stored as (
              insert into audit_event select * from hashed
            )
            update audit_chain c set length = h.position, hash = h.hash from hashed h where c.chain = h.chain;
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
            events := (${HELD});
            if events is not null then perform append_audit(events); end if;
          end if;
          return null;
        end
      $$;

      create unlogged table sum_change (
        transaction xid8 not null,
        is_first boolean not null,
        sign integer not null,
        jurisdiction_id integer not null,
        kind text not null,
        year smallint not null,
        counts integer[] not null,
        fees_amount numeric,
        error_count integer not null,
        blank_cells integer not null,
        not_applicable_cells integer not null,
        proactive_edition integer not null,
        requests_edition integer not null
      );
      comment on table sum_change is 'what transactions under way change of the sums; empty between them';
      create index sum_change_transaction on sum_change (transaction);
      revoke all on sum_change from ogi_server;

      create or replace function keep_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          -- An agency moves and publishes one after the other: whoever comes second sees what the first did.
          if tg_op = 'INSERT' then
            perform 1 from agency where id in (select agency_id from new_rows n where ${LIVE('n')}) order by id for share;
            perform pg_advisory_xact_lock_shared(${TREE});
            ${NOTE(PUBLISHED('n', 1, 'new_rows n', ''))};
          elsif tg_op = 'DELETE' then
            perform 1 from agency where id in (select agency_id from old_rows o where ${LIVE('o')}) order by id for share;
            perform pg_advisory_xact_lock_shared(${TREE});
            ${NOTE(PUBLISHED('o', -1, 'old_rows o', ''))};
          else
            perform 1 from agency where id in (select agency_id from new_rows) order by id for share;
            perform pg_advisory_xact_lock_shared(${TREE});
            ${NOTE(UPDATES)};
          end if;
          return null;
        end
      $$;
      -- Without sequential scans: plans are made while the table is all but empty, and stay when it has grown.
      create function apply_sum_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
        begin
          ${FOLD('select * from sum_change where transaction = pg_current_xact_id()', IS_SOMETHING)};
          delete from sum_change where transaction = pg_current_xact_id();
        end
      $$;
      create function fold_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform apply_sum_changes();
          return null;
        end
      $$;
      create constraint trigger fold after insert on sum_change deferrable initially deferred
        for each row when (new.is_first) execute function fold_sums();
      revoke execute on function no_author(integer), audit_digest(text, integer, bigint, timestamptz, text, text, text, text, text, text, text, jsonb, jsonb), append_audit(audit_event[]), audit_reports(), apply_sum_changes(), fold_sums() from public;`);
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
      create or replace function audit_hash(e audit_event) returns text language sql immutable as $$
        select encode(sha256(convert_to(jsonb_build_array(e.previous_hash, e.chain, e.position, extract(epoch from e.at)::text, e.actor,
          e.actor_name, e.address, e.request_id, e.operation, e.subject, e.subject_key, e.before, e.after)::text, 'UTF8')), 'hex')
      $$;
      drop function audit_digest;
      drop function no_author;
      create or replace function keep_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          -- An agency moves and publishes one after the other: whoever comes second sees what the first did.
          if tg_op = 'INSERT' then
            perform 1 from agency where id in (select agency_id from new_rows n where ${LIVE('n')}) order by id for share;
            perform pg_advisory_xact_lock_shared(${TREE});
            ${FOLD(PUBLISHED('n', 1, 'new_rows n', ''))};
          elsif tg_op = 'DELETE' then
            perform 1 from agency where id in (select agency_id from old_rows o where ${LIVE('o')}) order by id for share;
            perform pg_advisory_xact_lock_shared(${TREE});
            ${FOLD(PUBLISHED('o', -1, 'old_rows o', ''))};
          else
            perform 1 from agency where id in (select agency_id from new_rows) order by id for share;
            perform pg_advisory_xact_lock_shared(${TREE});
            ${FOLD(`${PUBLISHED('n', 1, 'new_rows n join old_rows o using (id)', IS_CHANGED).replace('join old_rows o using (id)', 'join old_rows o on o.id = n.id')}
              union all ${PUBLISHED('o', -1, 'old_rows o join new_rows n on n.id = o.id', IS_CHANGED)}`)};
          end if;
          return null;
        end
      $$;
      drop table sum_change;
      drop function fold_sums;
      drop function apply_sum_changes;`);
  }
}
