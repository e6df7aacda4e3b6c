import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places in the stored array of counts. A migration that appends places must replace the two functions made from it. */
const PLACES = 224;
const each = (element: (place: number) => string) =>
  Array.from({ length: PLACES }, (_, at) => element(at + 1)).join(', ');

const LIVE = (row: string) =>
  `(${row}.scope = 'OWN' and ${row}.published_at is not null and ${row}.superseded_at is null)`;
const CONTENT = (row: string) =>
  `${row}.counts, ${row}.fees_amount, ${row}.error_count, ${row}.blank_cells, ${row}.not_applicable_cells, ${row}.proactive_edition, ${row}.requests_edition`;

/**
 * Adds changes (sign, jurisdiction_id, kind, year and the content of a revision) to the sums of their places and every
 * place above. Sums are locked from the leaf up to the root, always in this order, so that two never wait on each other
 * in a circle and the root, which all wait for, is held shortest.
 */
const FOLD = (changes: string) => `
  insert into kept_sum as k (jurisdiction_id, year, kind, included, with_errors, blank_cells, not_applicable_cells, edition_2019,
                             fees, fees_reported, counts, reported)
  select p.id, o.year, o.kind, sum(o.included), sum(o.with_errors), sum(o.blank_cells), sum(o.not_applicable_cells), sum(o.edition_2019),
         sum(o.fees), sum(o.fees_reported), sum_vectors(o.counts), sum_vectors(o.reported)
    from (select c.jurisdiction_id, c.year, c.kind, sum(c.sign)::int as included,
                 sum(c.sign * (c.error_count > 0)::int)::int as with_errors, sum(c.sign * c.blank_cells)::int as blank_cells,
                 sum(c.sign * c.not_applicable_cells)::int as not_applicable_cells,
                 sum(c.sign * (c.proactive_edition = 2019 or c.requests_edition = 2019)::int)::int as edition_2019,
                 sum(c.sign * coalesce(c.fees_amount, 0)) as fees, sum(c.sign * (c.fees_amount is not null)::int)::int as fees_reported,
                 sum_vectors(signed_counts(c.counts, c.sign)) as counts, sum_vectors(signed_presence(c.counts, c.sign)) as reported
            from (${changes}) c group by 1, 2, 3) o
    join jurisdiction j on j.id = o.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
   group by p.id, o.year, o.kind order by length(p.path) desc, p.id, o.year, o.kind
  on conflict (jurisdiction_id, year, kind) do update set
    included = k.included + excluded.included, with_errors = k.with_errors + excluded.with_errors,
    blank_cells = k.blank_cells + excluded.blank_cells, not_applicable_cells = k.not_applicable_cells + excluded.not_applicable_cells,
    edition_2019 = k.edition_2019 + excluded.edition_2019, fees = k.fees + excluded.fees, fees_reported = k.fees_reported + excluded.fees_reported,
    counts = add_vectors(k.counts, excluded.counts), reported = add_vectors(k.reported, excluded.reported)`;

/**
 * Changes of the tree touch sums of two places and publications those of one: a change of the tree goes alone, so that
 * none waits for another in a circle. Always after the rows of the agencies.
 */
const TREE = 1_764_600_000;

const MEMBER = (row: string) =>
  `join agency_version m on m.agency_id = ${row}.agency_id and m.first_year <= ${row}.year and ${row}.year < m.end_year`;

/** What published reports that came or went change. */
const PUBLISHED = (row: string, sign: 1 | -1, table: string, where: string) =>
  `select ${sign} as sign, m.jurisdiction_id, m.kind, ${row}.year, ${CONTENT(row)} from ${table} ${MEMBER(row)} where ${LIVE(row)} ${where}`;

/** What a version of an agency that came or went changes: the published reports of the years in which it is in force. */
const MOVED = (row: string, sign: 1 | -1, table: string) =>
  `select ${sign} as sign, ${row}.jurisdiction_id, ${row}.kind, r.year, ${CONTENT('r')} from ${table} join report_revision r
     on r.agency_id = ${row}.agency_id and ${row}.first_year <= r.year and r.year < ${row}.end_year where ${LIVE('r')}`;

const IS_CHANGED = `and (${LIVE('n')} is distinct from ${LIVE('o')} or n.counts is distinct from o.counts
  or n.fees_amount is distinct from o.fees_amount or n.error_count <> o.error_count)`;

/** Agencies that came into force in a year and went out of it: expected reports are the sum of these up to a year. */
const TENURE = (rows: string) => `
  insert into kept_tenure as k (jurisdiction_id, kind, year, change)
  select p.id, t.kind, t.year, sum(t.change) from (${rows}) t
    join jurisdiction j on j.id = t.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
   group by p.id, p.path, t.kind, t.year having sum(t.change) <> 0 order by length(p.path) desc, p.id, t.kind, t.year
  on conflict (jurisdiction_id, kind, year) do update set change = k.change + excluded.change`;
const IN_FORCE = (table: string, sign: 1 | -1) => `
  select jurisdiction_id, kind, first_year as year, ${sign} as change from ${table} where first_year < end_year and kind <> 'GOVERNMENT'
  union all select jurisdiction_id, kind, end_year, ${-sign} from ${table} where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT'`;

/**
 * The report-shaped sum of every place with a code of six digits (all above the townships), by year and kind of agency, kept in the transaction that
 * publishes, corrects or withdraws a report or changes an agency. Triggers keep it, so that no path goes around it; they
 * work on whole statements, so that ten thousand reports cost one fold.
 */
export class KeepSums1764600000000 implements MigrationInterface {
  name = 'KeepSums1764600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table kept_sum (
        jurisdiction_id integer not null references jurisdiction,
        year smallint not null,
        kind text not null,
        included integer not null,
        with_errors integer not null,
        blank_cells integer not null,
        not_applicable_cells integer not null,
        edition_2019 integer not null,
        fees numeric not null,
        fees_reported integer not null,
        counts bigint[] not null,
        reported bigint[] not null,
        primary key (jurisdiction_id, year, kind)
      ) with (fillfactor = 60);
      comment on table kept_sum is 'sums of published own reports of the subtree of a place; counts in their stored places, reported says in how many reports each is';
      create table kept_tenure (
        jurisdiction_id integer not null references jurisdiction,
        kind text not null,
        year smallint not null,
        change integer not null,
        primary key (jurisdiction_id, kind, year)
      );
      comment on table kept_tenure is 'agencies coming into force (+) and going out of it (-) in a subtree; the sum up to a year is how many reports are expected of it';

      create function add_vectors(a bigint[], b bigint[]) returns bigint[] language plpgsql immutable parallel safe as $$
        begin return array[${each((place) => `a[${place}] + b[${place}]`)}]; end
      $$;
      create aggregate sum_vectors(bigint[]) (sfunc = add_vectors, stype = bigint[], initcond = '{${each(() => '0')}}', combinefunc = add_vectors, parallel = safe);
      create function signed_counts(counts integer[], sign integer) returns bigint[] language sql immutable parallel safe as $$
        select array(select sign * coalesce(v, 0)::bigint from unnest(counts) with ordinality as u(v, at) order by at)
      $$;
      create function signed_presence(counts integer[], sign integer) returns bigint[] language sql immutable parallel safe as $$
        select array(select sign * (v is not null)::int::bigint from unnest(counts) with ordinality as u(v, at) order by at)
      $$;

      create function keep_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
      create trigger keep_sums_insert after insert on report_revision referencing new table as new_rows
        for each statement execute function keep_sums();
      create trigger keep_sums_update after update on report_revision referencing old table as old_rows new table as new_rows
        for each statement execute function keep_sums();
      create trigger keep_sums_delete after delete on report_revision referencing old table as old_rows
        for each statement execute function keep_sums();

      create function move_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if tg_op <> 'DELETE' then
            perform 1 from agency where id in (select agency_id from new_rows) order by id for no key update;
            perform pg_advisory_xact_lock(${TREE});
            ${TENURE(IN_FORCE('new_rows', 1))};
            ${FOLD(MOVED('n', 1, 'new_rows n'))};
          end if;
          if tg_op <> 'INSERT' then
            perform 1 from agency where id in (select agency_id from old_rows) order by id for no key update;
            perform pg_advisory_xact_lock(${TREE});
            ${TENURE(IN_FORCE('old_rows', -1))};
            ${FOLD(MOVED('o', -1, 'old_rows o'))};
          end if;
          return null;
        end
      $$;
      create trigger move_sums_insert after insert on agency_version referencing new table as new_rows
        for each statement execute function move_sums();
      create trigger move_sums_update after update on agency_version referencing old table as old_rows new table as new_rows
        for each statement execute function move_sums();
      create trigger move_sums_delete after delete on agency_version referencing old table as old_rows
        for each statement execute function move_sums();

      create function places_stay() returns trigger language plpgsql as $$
        begin raise exception 'a place does not move: add a new one, and move its agencies there'; end
      $$;
      create trigger places_stay before update of path, parent_id, level, code on jurisdiction
        for each row when (old is distinct from new) execute function places_stay();

      ${TENURE(IN_FORCE('agency_version', 1))};
      ${FOLD(PUBLISHED('r', 1, 'report_revision r', ''))};

      revoke execute on function keep_sums(), move_sums(), places_stay() from public;
      revoke insert, update, delete on kept_sum, kept_tenure from ogi_server;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger places_stay on jurisdiction;
      ${['insert', 'update', 'delete'].map((name) => `drop trigger move_sums_${name} on agency_version; drop trigger keep_sums_${name} on report_revision;`).join('\n')}
      drop function places_stay;
      drop function move_sums;
      drop function keep_sums;
      drop aggregate sum_vectors(bigint[]);
      drop function signed_presence;
      drop function signed_counts;
      drop function add_vectors;
      drop table kept_tenure, kept_sum;`);
  }
}
