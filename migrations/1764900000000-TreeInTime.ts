import type { MigrationInterface, QueryRunner } from 'typeorm';

const VERSION =
  'id, agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from, valid_to, first_year, end_year, home_from, home_to, recorded_at';
const SUCCESSION = 'predecessor_id, successor_id, kind, effective_on, recorded_at';

/** The years of which the reports stand in each version: each year in one, the first has all before it, the last all after. */
const HOMES = (where: string) => `
  update agency_version v set home_from = h.home_from, home_to = h.home_to
    from (select id, case when row_number() over w = 1 then 0 else first_year end as home_from, coalesce(lead(first_year) over w, 9999) as home_to
            from agency_version where ${where} window w as (partition by agency_id order by valid_from)) h
   where h.id = v.id and (v.home_from, v.home_to) is distinct from (h.home_from, h.home_to)`;

/** The tables of the tree that have transaction time, with their columns. */
const TABLES = { agency_version: VERSION, agency_succession: SUCCESSION } as const;

const listOf = (row: string, columns: string) =>
  columns
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ');

/** SQL: the version (l) that is in force on a day: the last that began by then; before the first day the first. */
const ORDER = (day: string) =>
  `order by l.valid_from <= ${day} desc, case when l.valid_from <= ${day} then l.valid_from end desc, l.valid_from limit 1`;

/** The deadline of an agency in a year, by its kind and place in a version (v). */
const DEADLINE = (version: string) => `
  create or replace function deadline_of(which_agency integer, which_year integer)
    returns table (due_on date, rule_due_on date, is_late boolean, is_locked boolean, extension_reason text, extension_granted_by text)
    language sql stable as $$
      select coalesce(e.due_on, d.due_on), d.due_on, d.today > coalesce(e.due_on, d.due_on),
             d.locks and d.today > coalesce(e.due_on, d.due_on), e.reason, e.granted_by
        from (select coalesce(rule.due_on, make_date(which_year + 1, case v.kind when 'GOVERNMENT' then 3 else 1 end, 31)) as due_on,
                     coalesce(rule.locks, false) as locks, j.path, (now() at time zone 'Asia/Shanghai')::date as today
                from ${version} v
                join jurisdiction j on j.id = v.jurisdiction_id
                left join deadline_rule rule on rule.year = which_year and rule.kind = v.kind) d
        left join lateral (select x.due_on, x.reason, x.granted_by from deadline_extension x
            left join jurisdiction p on p.id = x.jurisdiction_id
           where x.year = which_year and x.due_on > d.due_on
             and (x.agency_id = which_agency or d.path ^@ p.path or num_nonnulls(x.agency_id, x.jurisdiction_id) = 0)
           order by x.due_on desc, x.id desc limit 1) e on true
    $$;`;

const SIGNAL = (from: string, one: string) => `
  create or replace function signal_report(which_report integer, action text, state text) returns void language sql as $$
    select pg_notify('ogi_report', json_build_object('reportKey', r.id, 'agencyKey', r.agency_id, 'year', r.year, 'path', j.path,
             'action', action, 'state', state, 'isPublic', action in ('ACCEPT', 'RECORD', 'RETRACT'))::text)
      from report r ${from}
      join jurisdiction j on j.id = v.jurisdiction_id
     where r.id = which_report ${one}
  $$;`;

/**
 * The tree has two times. Since when a version of an agency or a succession is true is its own business (valid_from, effective_on);
 * since when the hub has it so is recorded_at. What is changed or taken away stays in agency_version_past and agency_succession_past,
 * with the instant until which it was so, so that the tree can be read as it was known at any instant. Triggers see to it, so that no path
 * goes around it.
 *
 * A report stands where its agency stood in its year. In which version that is, is stored with the version (home_from, home_to) and settled by a
 * trigger, since nearly every statement about reports asks for it.
 *
 * A change may lie ahead: what an agency is today is the version in force on this day in Beijing, not its last.
 */
export class TreeInTime1764900000000 implements MigrationInterface {
  name = 'TreeInTime1764900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function beijing_today() returns date language sql stable as $$ select (now() at time zone 'Asia/Shanghai')::date $$;
      create function tree_time() returns timestamptz language plpgsql as $$
        declare
          at text := current_setting('ogi.tree_time', true);
        begin
          if coalesce(at, '') = '' then
            at := clock_timestamp()::text;
            perform set_config('ogi.tree_time', at, true);
          end if;
          return at::timestamptz;
        end
      $$;
      comment on function tree_time is 'the instant at which this transaction changes the tree: one for all of its changes, taken when it has its first lock';

      create function note_tree_change() returns trigger language plpgsql as $$
        begin
          new.recorded_at := greatest(tree_time(), old.recorded_at);
          return new;
        end
      $$;
      create function past_stays() returns trigger language plpgsql as $$
        begin raise exception 'what the tree was stays as it was'; end
      $$;
      alter table agency_version add home_from smallint not null default 0, add home_to smallint not null default 9999;
      comment on column agency_version.home_from is 'reports of the years home_from <= y < home_to stand in this version: the last that began by the end of the year; before the first one there';
      alter table agency_version disable trigger user;
      ${HOMES('true')};
      alter table agency_version enable trigger user;
      create function settle_homes() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
        declare
          touched integer[];
        begin
          if tg_op = 'INSERT' then touched := array(select distinct agency_id from new_rows);
          elsif tg_op = 'DELETE' then touched := array(select distinct agency_id from old_rows);
          else touched := array(select agency_id from new_rows union select agency_id from old_rows);
          end if;
          -- It comes here again for what it changes itself, and then finds it settled.
          if touched <> '{}' then ${HOMES('agency_id = any(touched)')}; end if;
          return null;
        end
      $$;
      create trigger settle_homes_insert after insert on agency_version referencing new table as new_rows
        for each statement execute function settle_homes();
      create trigger settle_homes_update after update on agency_version referencing old table as old_rows new table as new_rows
        for each statement execute function settle_homes();
      create trigger settle_homes_delete after delete on agency_version referencing old table as old_rows
        for each statement execute function settle_homes();
      revoke execute on function settle_homes() from public;

      ${Object.entries(TABLES)
        .map(
          ([table, columns]) => `
      alter table ${table} add recorded_at timestamptz not null default '-infinity';
      alter table ${table} alter recorded_at set default tree_time();
      comment on column ${table}.recorded_at is 'since when the hub has it so';
      create table ${table}_past as select ${columns}, 'infinity'::timestamptz as superseded_at from ${table} limit 0;
      alter table ${table}_past alter recorded_at set not null, alter superseded_at set not null;
      comment on table ${table}_past is 'rows of ${table} as they were until they were changed or taken away; rows are only added';
      create view ${table}_ever as
        select ${columns}, 'infinity'::timestamptz as superseded_at from ${table}
        union all select ${columns}, superseded_at from ${table}_past;
      revoke insert, update, delete on ${table}_past, ${table}_ever from ogi_server;
      create function store_${table}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          until timestamptz := case when tg_op = 'DELETE' then greatest(tree_time(), old.recorded_at) else new.recorded_at end;
        begin
          -- What was recorded and changed in one transaction nobody has seen.
          if old.recorded_at < until then
            insert into ${table}_past (${columns}, superseded_at)
            select ${listOf('old', columns)}, until;
          end if;
          return null;
        end
      $$;
      create trigger note_change before update on ${table} for each row execute function note_tree_change();
      create trigger store_past after update or delete on ${table} for each row execute function store_${table}();
      create trigger stays before update or delete on ${table}_past for each row execute function past_stays();
      revoke execute on function store_${table}() from public;`,
        )
        .join('\n')}
      alter table agency_version_past add foreign key (agency_id) references agency;
      create index agency_version_past_agency on agency_version_past (agency_id);
      create index agency_version_past_place on agency_version_past (jurisdiction_id);
      alter table agency_succession_past add foreign key (predecessor_id) references agency;
      create index agency_succession_past_predecessor on agency_succession_past (predecessor_id);
      create index agency_succession_past_successor on agency_succession_past (successor_id);

      create function version_today(which_agency integer) returns setof agency_version language sql stable as $$
        select * from agency_version l where l.agency_id = which_agency ${ORDER('beijing_today()')}
      $$;
      comment on function version_today is 'what an agency is today in Beijing; what it was last, or will be first';
      create function version_at(which_agency integer, at timestamptz) returns setof agency_version_ever language sql stable as $$
        select * from agency_version_ever l where l.agency_id = which_agency and l.recorded_at <= at and l.superseded_at > at
         ${ORDER(`(at at time zone 'Asia/Shanghai')::date`)}
      $$;
      comment on function version_at is 'what an agency was on the day of an instant, as it was known then';
      ${SIGNAL('cross join lateral version_today(r.agency_id) v', '')}
      ${DEADLINE('version_today(which_agency)')}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${SIGNAL('join agency_version v on v.agency_id = r.agency_id', 'order by v.valid_from desc limit 1')}
      ${DEADLINE('(select * from agency_version l where l.agency_id = which_agency order by l.valid_from desc limit 1)')}
      drop function version_at;
      drop function version_today;
      ${Object.keys(TABLES)
        .map(
          (table) => `
      drop trigger note_change on ${table};
      drop trigger store_past on ${table};
      drop view ${table}_ever;
      drop table ${table}_past;
      drop function store_${table};
      alter table ${table} drop column recorded_at;`,
        )
        .join('\n')}
      ${['insert', 'update', 'delete'].map((name) => `drop trigger settle_homes_${name} on agency_version;`).join('\n')}
      drop function settle_homes;
      alter table agency_version drop column home_from, drop column home_to;
      drop function past_stays;
      drop function note_tree_change;
      drop function tree_time;
      drop function beijing_today;`);
  }
}
