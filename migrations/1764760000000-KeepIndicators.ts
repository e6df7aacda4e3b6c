import type { MigrationInterface, QueryRunner } from 'typeorm';

const LIVE = (row: string) =>
  `(${row}.scope = 'OWN' and ${row}.published_at is not null and ${row}.superseded_at is null)`;
const MEMBER = (row: string) =>
  `join agency_version m on m.agency_id = ${row}.agency_id and m.first_year <= ${row}.year and ${row}.year < m.end_year`;
const ABOVE = (place: string) => `join jurisdiction j on j.id = ${place}
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6`;
/** Changes of the tree go alone: the lock of the sums. */
const TREE = 1_764_600_000;

const QUALIFIERS = ['EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE'];
const columnOf = (qualifier: string) => qualifier.toLowerCase();
const COLUMNS = ['reports', 'value', ...QUALIFIERS.map(columnOf)];
const counted = (sign: string, qualifier: string) =>
  `sum(${sign} * (c.qualifier = '${qualifier}')::int)::int`;

/**
 * Adds changes (sign, jurisdiction_id, kind, year, indicator_id, value, qualifier) to the sums of their places and every place
 * above, from the leaf to the root.
 */
const FOLD = (changes: string) => `
  insert into kept_indicator as k (jurisdiction_id, year, kind, indicator_id, ${COLUMNS.join(', ')})
  select p.id, c.year, c.kind, c.indicator_id, sum(c.sign)::int, sum(c.sign * c.value), ${QUALIFIERS.map((qualifier) => counted('c.sign', qualifier)).join(', ')}
    from (${changes}) c ${ABOVE('c.jurisdiction_id')}
   group by p.id, c.year, c.kind, c.indicator_id
  having sum(c.sign) <> 0 or sum(c.sign * c.value) <> 0 or ${QUALIFIERS.map((qualifier) => `${counted('c.sign', qualifier)} <> 0`).join(' or ')}
   order by length(p.path) desc, p.id, c.year, c.kind, c.indicator_id
  on conflict (jurisdiction_id, year, kind, indicator_id) do update set ${COLUMNS.map((column) => `${column} = k.${column} + excluded.${column}`).join(', ')}`;

const STATED = 'join report_indicator i on i.revision_id =';
const INDICATOR = 'i.indicator_id, i.value, i.qualifier';

/** What revisions that came to be published, or ceased to, change. */
const PUBLISHED = (row: string, sign: 1 | -1, from: string) =>
  `select ${sign} as sign, m.jurisdiction_id, m.kind, ${row}.year, ${INDICATOR} from ${from} ${MEMBER(row)} ${STATED} ${row}.id
    where ${LIVE(row)} and ${LIVE('n')} is distinct from ${LIVE('o')}`;
/** What values of published revisions that came or went change. */
const STATEMENTS = (sign: 1 | -1, table: string) =>
  `select ${sign} as sign, m.jurisdiction_id, m.kind, v.year, ${INDICATOR} from ${table} i join report_revision v on v.id = i.revision_id ${MEMBER('v')}
    where ${LIVE('v')}`;
/** What a version of an agency that came or went changes. */
const MOVED = (row: string, sign: 1 | -1, table: string) =>
  `select ${sign} as sign, ${row}.jurisdiction_id, ${row}.kind, r.year, ${INDICATOR} from ${table} join report_revision r
     on r.agency_id = ${row}.agency_id and ${row}.first_year <= r.year and r.year < ${row}.end_year ${STATED} r.id where ${LIVE('r')}`;

/** Notes changes for the end of the transaction; the first of a transaction stands for them all. */
const NOTE = (changes: string) => `
  insert into indicator_change
  select pg_current_xact_id(), row_number() over () = 1 and not exists (select 1 from indicator_change k where k.transaction = pg_current_xact_id()), c.*
    from (${changes}) c`;

/**
 * The sums of the indicators, kept like those of the figures: what a transaction changes of them is noted, and folded when it ends,
 * after the sums of figures and in the same order of places, so that no two transactions wait for each other in a circle.
 */
export class KeepIndicators1764760000000 implements MigrationInterface {
  name = 'KeepIndicators1764760000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table kept_indicator (
        jurisdiction_id integer not null references jurisdiction,
        year smallint not null,
        kind text not null,
        indicator_id integer not null references indicator,
        reports integer not null,
        value numeric not null,
        ${QUALIFIERS.map((qualifier) => `${columnOf(qualifier)} integer not null`).join(', ')},
        primary key (jurisdiction_id, year, kind, indicator_id)
      ) with (fillfactor = 70);
      comment on table kept_indicator is 'sums of the indicators in published own reports of the subtree of a place, and how many state them with which qualifier';
      create unlogged table indicator_change (
        transaction xid8 not null,
        is_first boolean not null,
        sign integer not null,
        jurisdiction_id integer not null,
        kind text not null,
        year smallint not null,
        indicator_id integer not null,
        value numeric not null,
        qualifier text not null
      );
      comment on table indicator_change is 'what transactions under way change of the sums of the indicators; empty between them';
      create index indicator_change_transaction on indicator_change (transaction);
      revoke all on indicator_change from ogi_server;

      create function keep_indicators() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          ${NOTE(`${PUBLISHED('n', 1, 'new_rows n join old_rows o on o.id = n.id')} union all ${PUBLISHED('o', -1, 'old_rows o join new_rows n on n.id = o.id')}`)};
          return null;
        end
      $$;
      -- After keep_sums, which takes the locks that keep moves of the agency apart.
      create trigger kept_indicators_update after update on report_revision referencing old table as old_rows new table as new_rows
        for each statement execute function keep_indicators();

      create function keep_stated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          touched integer[];
        begin
          if tg_op = 'INSERT' then
            touched := array(select distinct v.agency_id from new_rows i join report_revision v on v.id = i.revision_id where ${LIVE('v')});
          elsif tg_op = 'DELETE' then
            touched := array(select distinct v.agency_id from old_rows i join report_revision v on v.id = i.revision_id where ${LIVE('v')});
          else
            touched := array(select distinct v.agency_id from (table new_rows union all table old_rows) i join report_revision v on v.id = i.revision_id where ${LIVE('v')});
          end if;
          if touched = '{}' then return null; end if;
          perform 1 from agency where id = any(touched) order by id for share;
          perform pg_advisory_xact_lock_shared(${TREE});
          if tg_op <> 'DELETE' then ${NOTE(STATEMENTS(1, 'new_rows'))}; end if;
          if tg_op <> 'INSERT' then ${NOTE(STATEMENTS(-1, 'old_rows'))}; end if;
          return null;
        end
      $$;
      create trigger kept_indicators_insert after insert on report_indicator referencing new table as new_rows
        for each statement execute function keep_stated();
      create trigger kept_indicators_update after update on report_indicator referencing old table as old_rows new table as new_rows
        for each statement execute function keep_stated();
      create trigger kept_indicators_delete after delete on report_indicator referencing old table as old_rows
        for each statement execute function keep_stated();

      create function apply_indicator_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
        begin
          ${FOLD('select sign, jurisdiction_id, kind, year, indicator_id, value, qualifier from indicator_change where transaction = pg_current_xact_id()')};
          delete from indicator_change where transaction = pg_current_xact_id();
        end
      $$;
      -- Whichever note comes first: figures, then indicators.
      create or replace function fold_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform apply_sum_changes();
          if exists (select 1 from indicator_change where transaction = pg_current_xact_id()) then perform apply_indicator_changes(); end if;
          return null;
        end
      $$;
      create constraint trigger fold after insert on indicator_change deferrable initially deferred
        for each row when (new.is_first) execute function fold_sums();

      -- A change of the tree goes alone and folds at once, after the sums of figures.
      create function move_indicators() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if tg_op <> 'DELETE' then ${FOLD(MOVED('n', 1, 'new_rows n'))}; end if;
          if tg_op <> 'INSERT' then ${FOLD(MOVED('o', -1, 'old_rows o'))}; end if;
          return null;
        end
      $$;
      create trigger moved_indicators_insert after insert on agency_version referencing new table as new_rows
        for each statement execute function move_indicators();
      create trigger moved_indicators_update after update on agency_version referencing old table as old_rows new table as new_rows
        for each statement execute function move_indicators();
      create trigger moved_indicators_delete after delete on agency_version referencing old table as old_rows
        for each statement execute function move_indicators();

      create trigger data_version after insert or update or delete on kept_indicator
        for each row execute function move_data_version();

      ${FOLD(`select 1 as sign, m.jurisdiction_id, m.kind, r.year, ${INDICATOR} from report_revision r ${MEMBER('r')} ${STATED} r.id where ${LIVE('r')}`)};

      revoke execute on function keep_indicators(), keep_stated(), apply_indicator_changes(), move_indicators() from public;
      revoke insert, update, delete on kept_indicator from ogi_server;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${['insert', 'update', 'delete'].map((name) => `drop trigger moved_indicators_${name} on agency_version; drop trigger kept_indicators_${name} on report_indicator;`).join('\n')}
      drop trigger kept_indicators_update on report_revision;
      drop table indicator_change;
      create or replace function fold_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform apply_sum_changes();
          return null;
        end
      $$;
      drop function move_indicators;
      drop function keep_stated;
      drop function keep_indicators;
      drop function apply_indicator_changes;
      drop table kept_indicator;`);
  }
}
