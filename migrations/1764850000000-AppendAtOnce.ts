import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The JSON array whose text is hashed, made as a value and written out, or written at once: the same text. */
const DIGEST_OF_JSON = `jsonb_build_array(previous_hash, chain, pos, extract(epoch from at)::text, actor,
          actor_name, address, request_id, operation, subject, subject_key, before, after)::text`;
const DIGEST_OF_TEXT = `concat('[', to_json(previous_hash), ', ', chain, ', ', pos, ', "', extract(epoch from at), '", ', to_json(actor), ', ',
          to_json(actor_name), ', ', to_json(address), ', ', to_json(request_id), ', ', to_json(operation), ', ', to_json(subject), ', ',
          to_json(subject_key), ', ', coalesce(before::text, 'null'), ', ', coalesce(after::text, 'null'), ']')`;
const DIGEST = (text: string) => `
  create or replace function audit_digest(previous_hash text, chain integer, pos bigint, at timestamptz, actor text, actor_name text, address text,
      request_id text, operation text, subject text, subject_key text, before jsonb, after jsonb) returns text language sql stable as $$
    select encode(sha256(convert_to(${text}, 'UTF8')), 'hex')
  $$;`;

const APPEND = (settings: string, declarations: string, body: string) => `
  create or replace function append_audit(events audit_event[]) returns void language plpgsql set search_path = public, pg_temp ${settings} as $$
    declare
      chains integer[];
      ranks bigint;
      -- Who changes which agency in this transaction (ogi.authors), or whoever it is of.
      authors jsonb := nullif(current_setting('ogi.authors', true), '')::jsonb;
      ${declarations}
    begin
      select array_agg(distinct e.chain), max(e.position) into chains, ranks from unnest(events) e;
      ${body}
    end
  $$;`;
const AUTHOR = `jsonb_build_object(
        'actor', coalesce(nullif(current_setting('ogi.actor', true), ''), 'database:' || session_user),
        'actor_name', coalesce(nullif(current_setting('ogi.actor_name', true), ''), session_user),
        'address', coalesce(nullif(current_setting('ogi.address', true), ''), coalesce(inet_client_addr()::text, 'local')),
        'request_id', coalesce(current_setting('ogi.request_id', true), ''))`;
const AUTHOR_COLUMNS = ['actor', 'actor_name', 'address', 'request_id'];
const AUTHOR_OF = AUTHOR_COLUMNS.map((name) => `p.who ->> '${name}' as ${name}`).join(', ');

/**
 * The chains are locked in one order as they are read, so that none waits for another in a circle (chains made at that moment by several may still; PostgreSQL
 * then ends one of the transactions); without sequential scans, whatever is thought of how many there are.
 */
const APPEND_AT_ONCE = APPEND(
  'set enable_seqscan = off',
  `author jsonb := case when authors is null then ${AUTHOR} end;
      written integer[];`,
  `for rank in 1 .. ranks loop
        with placed as materialized (
          select e.chain, c.length + 1 as position, clock_timestamp() as at, coalesce(author, authors -> e.chain::text, no_author(e.chain)) as who,
                 e.operation, e.subject, e.subject_key, e.before, e.after, c.hash as previous_hash
            from (select * from unnest(events) where position = rank order by chain) e
            cross join lateral (select c.length, c.hash from audit_chain c where c.chain = e.chain for update) c
        ), attributed as materialized (
          select chain, position, at, ${AUTHOR_OF}, operation, subject, subject_key, before, after, previous_hash from placed p
        ), hashed as materialized (
          select a.*, audit_digest(previous_hash, chain, position, at, actor, actor_name, address, request_id, operation, subject, subject_key,
                   before, after) as hash
            from attributed a
        ), stored as (
          insert into audit_event select * from hashed
        ), moved as (
          update audit_chain c set length = h.position, hash = h.hash from hashed h where c.chain = h.chain returning c.chain
        )
        select coalesce(array_agg(m.chain), '{}') into written from moved m;
        if rank = 1 and cardinality(written) < cardinality(chains) then
          -- The others have no event yet.
          insert into audit_chain select u, 0, '' from unnest(chains) u where u <> all(written) order by 1 on conflict do nothing;
          perform append_audit(array(select e from unnest(events) e where e.chain <> all(written)));
          events := array(select e from unnest(events) e where e.chain = any(written));
        end if;
      end loop;`,
);

/** As it was. */
const APPEND_STEPWISE = APPEND(
  '',
  `known bigint;
      author jsonb := ${AUTHOR};`,
  `perform 1 from audit_chain c where c.chain = any(chains) order by c.chain for update;
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
              as a(${AUTHOR_COLUMNS.map((name) => `${name} text`).join(', ')})
           where e.position = rank
        ), hashed as materialized (
          select p.*, audit_digest(previous_hash, chain, position, at, actor, actor_name, address, request_id, operation, subject, subject_key,
                   before, after) as hash
            from placed p
        ), stored as (
          insert into audit_event select * from hashed
        )
        update audit_chain c set length = h.position, hash = h.hash from hashed h where c.chain = h.chain;
      end loop;`,
);

/** Changes (chain, subject_key, ordinal, before, after) as events: which one of its chain each is, and not yet by whom. */
const EVENTS = (changes: string) => `
  select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event)
    from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank from (${changes}) d) c`;
const CHANGES = (row: string, before: string, after: string, from: string) =>
  EVENTS(
    `select ${row}.agency_id as chain, ${row}.id::text as subject_key, ${row}.id as ordinal, ${before} as before, ${after} as after from ${from}`,
  );
const TRIGGER = (name: string, declarations: string, body: string) => `
  create or replace function ${name}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      events audit_event[];
      ${declarations}
    begin
      if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
      ${body}
      return null;
    end
  $$;`;
const APPENDED = 'if events is not null then perform append_audit(events); end if;';

const AUDIT_REPORTS = (before: string, after: string) =>
  TRIGGER(
    'audit_reports',
    '',
    `if tg_op = 'DELETE' then
        events := (${CHANGES('o', 'to_jsonb(o)', 'null::jsonb', 'old_rows o')});
      elsif tg_op = 'UPDATE' then
        events := (${CHANGES('n', 'to_jsonb(o)', 'to_jsonb(n)', 'new_rows n join old_rows o on o.id = n.id where o is distinct from n')});
      elsif tg_table_name = 'report_revision' then
        events := (${CHANGES('n', before, after, 'new_rows n left join report_revision p on p.report_id = n.report_id and p.number = n.number - 1')});
      else
        events := (${CHANGES('n', 'null::jsonb', 'to_jsonb(n)', 'new_rows n')});
      end if;
      ${APPENDED}`,
  );
const columnsOf = (columns: readonly string[]) => columns.map((column) => `p.${column}`).join(', ');
/** A revision (row), the 224 counts as the text of a JSON array: as numbers in JSON they cost ten times as much to make, hash and store. */
const WITH_TEXT = (row: string, columns: readonly string[]) =>
  `(select to_jsonb(t) from (select ${columns.map((column) => `${row}.${column}`).join(', ')}, array_to_json(${row}.counts)::text as counts) t where ${row}.id is not null)`;
/** As it was: of the counts before, those that are other ones now. */
const DIFFERING = (columns: readonly string[]) => `(
  select to_jsonb(t) from (select ${columnsOf(columns)}, (
    select coalesce(jsonb_object_agg(u.place, u.before), '{}')
      from rows from (unnest(p.counts), unnest(n.counts)) with ordinality as u(before, after, place) where u.before is distinct from u.after) as counts) t
   where p.id is not null)`;

const AUDIT_CONTENT = (order: string) =>
  TRIGGER(
    'audit_content',
    'rows jsonb;',
    `if nullif(current_setting('ogi.authors', true), '') is null and (select count(distinct c.revision_id) > 1 from changed c) then
        select jsonb_build_object('rows', count(*), 'sha256',
                 encode(sha256(convert_to(string_agg(to_jsonb(c)::text, E'\\n' order by to_jsonb(c)::text collate "C"), 'UTF8')), 'hex'))
          into rows from changed c;
        perform write_audit(0, tg_op, tg_table_name::text, '',
          case when tg_op = 'INSERT' then null else rows end, case when tg_op = 'INSERT' then rows end);
      else
        events := (${EVENTS(`
          select v.agency_id as chain, v.id::text as subject_key, v.id as ordinal, case when tg_op <> 'INSERT' then r.rows end as before,
                 case when tg_op = 'INSERT' then r.rows end as after
            from (select c.revision_id, jsonb_agg(to_jsonb(c)${order}) as rows from changed c group by 1) r
            join report_revision v on v.id = r.revision_id`)});
        ${APPENDED}
      end if;`,
  );

/** Triggers by row that move the version of what is published: on, when, and when the row is public. */
const MOVING = [
  ['kept_sum', 'data_version', 'insert or update or delete', ''],
  ['report_revision', 'data_version_insert', 'insert', 'new.published_at is not null'],
  [
    'report_revision',
    'data_version_update',
    'update',
    '(old.published_at is not null or new.published_at is not null)',
  ],
  ['report_revision', 'data_version_delete', 'delete', 'old.published_at is not null'],
] as const;
/** Whether this transaction has not moved the version yet: asked before the function is called, which costs five times as much. */
const NOT_MOVED = "current_setting('ogi.version_moved', true) is distinct from pg_current_xact_id()::text";
const MOVES = (isOnce: boolean) =>
  MOVING.map(([table, name, event, isPublic]) => {
    const condition = [isPublic, isOnce ? NOT_MOVED : ''].filter(Boolean).join(' and ');
    return `create or replace trigger ${name} after ${event} on ${table} for each row ${condition && `when (${condition})`} execute function move_data_version();`;
  }).join('\n');

/**
 * The audit was two fifths of what PostgreSQL does for a publication. Its events are locked, placed, hashed and stored in one statement; what is hashed
 * is the same text as before, written without making a JSON value of it first; the counts of a new revision and of the one before it are text. The
 * columns are those there are now; whoever adds one to report_revision makes audit_reports anew.
 */
export class AppendAtOnce1764850000000 implements MigrationInterface {
  name = 'AppendAtOnce1764850000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const columns = await columnsBesideCounts(queryRunner);
    await queryRunner.query(`
      ${DIGEST(DIGEST_OF_TEXT)}
      ${APPEND_AT_ONCE}
      ${AUDIT_REPORTS(WITH_TEXT('p', columns), WITH_TEXT('n', columns))}
      ${AUDIT_CONTENT('')}
      ${MOVES(true)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${MOVES(false)}
      ${AUDIT_CONTENT(' order by to_jsonb(c)::text')}
      ${AUDIT_REPORTS(DIFFERING(await columnsBesideCounts(queryRunner)), 'to_jsonb(n)')}
      ${APPEND_STEPWISE}
      ${DIGEST(DIGEST_OF_JSON)}`);
  }
}

async function columnsBesideCounts(queryRunner: QueryRunner): Promise<string[]> {
  const columns: { name: string }[] = await queryRunner.query(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = 'report_revision' and column_name <> 'counts' order by ordinal_position`,
  );
  return columns.map(({ name }) => name);
}
