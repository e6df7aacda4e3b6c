import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The kind of the rows that hold all kinds of agency together; no agency is of it. */
const ALL = 'ALL';

/** Changes of the tree go alone: the lock of KeepSums. */
const TREE = 1_764_600_000;

const PLACES = 224;
const NONE = `'{${Array.from({ length: PLACES }, () => '0').join(', ')}}'`;

const QUALIFIERS = ['exact', 'at_least', 'at_most', 'approximate'];
const STATED = ['reports', 'value', ...QUALIFIERS];
const SUMMED = [
  'included',
  'with_errors',
  'blank_cells',
  'not_applicable_cells',
  'edition_2019',
  'fees',
  'fees_reported',
];
const VECTORS = ['counts', 'reported'];

/** A row under these kinds: its own, and that of all of them. */
const UNDER = (kinds: string) => `cross join lateral (values ${kinds}) w(kind)`;
const OWN_AND_ALL = (row: string) => UNDER(`(${row}.kind), ('${ALL}')`);
const OWN = (row: string) => UNDER(`(${row}.kind)`);

/** The place (p) of each change (o) and those above, each looked up by its key or code. */
const ABOVE = `cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
    cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
    cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p`;

const NOTED = (notes: string) => `${notes} c where c.transaction = pg_current_xact_id()`;

/** Adds changes of the indicators (c) to the sums of their places and every place above, from the leaf to the root. */
const FOLD_INDICATORS = (changes: string, under: string) => `
  with o as materialized (
    select c.jurisdiction_id, c.year, c.kind, c.indicator_id, sum(c.sign)::int as reports, sum(c.sign * c.value) as value,
           ${QUALIFIERS.map((name) => `sum(c.sign * (c.qualifier = '${name.toUpperCase()}')::int)::int as ${name}`).join(', ')}
      from ${changes} group by 1, 2, 3, 4
    having sum(c.sign) <> 0 or sum(c.sign * c.value) <> 0
           or ${QUALIFIERS.map((name) => `sum(c.sign * (c.qualifier = '${name.toUpperCase()}')::int) <> 0`).join(' or ')})
  insert into kept_indicator as k (jurisdiction_id, year, kind, indicator_id, ${STATED.join(', ')})
  select p.id, o.year, w.kind, o.indicator_id, ${STATED.map((name) => `sum(o.${name})`).join(', ')} from o ${under} ${ABOVE}
   group by p.id, p.path, o.year, w.kind, o.indicator_id order by length(p.path) desc, p.id, o.year, w.kind, o.indicator_id
  on conflict (jurisdiction_id, year, kind, indicator_id) do update set ${STATED.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')}`;

const SIGNED = { counts: 'sum_signed(c.counts, c.sign)', reported: 'sum_presence(c.counts, c.sign)' };
/** The same in the functions there were when moves were folded at once. */
const SIGNED_FIRST = {
  counts: 'sum_vectors(signed_counts(c.counts, c.sign))',
  reported: 'sum_vectors(signed_presence(c.counts, c.sign))',
};
/** Adds changes of the figures (c), with these columns beside the vectors, which are added up in these ways. */
const FOLD_SUMS = (changes: string, under: string, summed: readonly string[], vectors = SIGNED) => `
  with o as materialized (
    select c.jurisdiction_id, c.year, c.kind, sum(c.sign)::int as included, sum(c.sign * (c.kind = 'GOVERNMENT')::int)::int as governments,
           sum(c.sign * (c.error_count > 0)::int)::int as with_errors, sum(c.sign * c.blank_cells)::int as blank_cells,
           sum(c.sign * c.not_applicable_cells)::int as not_applicable_cells,
           sum(c.sign * (c.proactive_edition = 2019 or c.requests_edition = 2019)::int)::int as edition_2019,
           sum(c.sign * coalesce(c.fees_amount, 0)) as fees, sum(c.sign * (c.fees_amount is not null)::int)::int as fees_reported,
           ${vectors.counts} as counts, ${vectors.reported} as reported
      from ${changes} group by 1, 2, 3)
  insert into kept_sum as k (jurisdiction_id, year, kind, ${[...summed, ...VECTORS].join(', ')})
  select p.id, o.year, w.kind, ${summed.map((name) => `sum(o.${name})`).join(', ')}, ${VECTORS.map((name) => `sum_vectors(o.${name})`).join(', ')}
    from o ${under} ${ABOVE}
   where ${summed.map((name) => `o.${name} <> 0`).join(' or ')} or ${VECTORS.map((name) => `o.${name} <> ${NONE}`).join(' or ')}
   group by p.id, p.path, o.year, w.kind order by length(p.path) desc, p.id, o.year, w.kind
  on conflict (jurisdiction_id, year, kind) do update set ${summed.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')},
    ${VECTORS.map((name) => `${name} = add_vectors(k.${name}, excluded.${name})`).join(', ')}`;

/** Adds agencies that came into force in a year and went out of it (t) to the expected reports of their places and every place above. */
const TENURE = (rows: string, under: string) => `
  insert into kept_tenure as k (jurisdiction_id, kind, year, change)
  select p.id, w.kind, t.year, sum(t.change) from (${rows}) t ${under}
    join jurisdiction j on j.id = t.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
   group by p.id, p.path, w.kind, t.year having sum(t.change) <> 0 order by length(p.path) desc, p.id, w.kind, t.year
  on conflict (jurisdiction_id, kind, year) do update set change = k.change + excluded.change`;
const IN_FORCE = (table: string, sign: 1 | -1) => `
  select jurisdiction_id, kind, first_year as year, ${sign} as change from ${table} where first_year < end_year and kind <> 'GOVERNMENT'
  union all select jurisdiction_id, kind, end_year, ${-sign} from ${table} where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT'`;

/** What a version of an agency that came or went changes, in these columns: the published reports of the years in which it is in force. */
const MOVED = (columns: string, row: string, sign: 1 | -1, table: string, stated = '') =>
  `select ${sign} as sign, ${row}.jurisdiction_id, ${row}.kind, r.year, ${columns} from ${table} ${row} join report_revision r
     on r.agency_id = ${row}.agency_id and ${row}.first_year <= r.year and r.year < ${row}.end_year ${stated}
    where r.scope = 'OWN' and r.published_at is not null and r.superseded_at is null`;
const MOVED_FIGURES = (row: string, sign: 1 | -1, table: string) =>
  MOVED(
    'r.counts, r.fees_amount, r.error_count, r.blank_cells, r.not_applicable_cells, r.proactive_edition, r.requests_edition',
    row,
    sign,
    table,
  );
const MOVED_INDICATORS = (row: string, sign: 1 | -1, table: string) =>
  MOVED(
    'i.indicator_id, i.value, i.qualifier',
    row,
    sign,
    table,
    'join report_indicator i on i.revision_id = r.id',
  );

/** Notes changes for the end of the transaction; the first of a transaction stands for them all. */
const NOTE = (notes: string, changes: string) => `
  insert into ${notes}
  select pg_current_xact_id(), row_number() over () = 1 and not exists (select 1 from ${notes} k where k.transaction = pg_current_xact_id()), c.*
    from (${changes}) c`;

/** The functions that keep the sums: what is done with the changes of a move, and under which kinds changes are folded. */
const FUNCTIONS = (
  moveFigures: (changes: string) => string,
  moveIndicators: (changes: string) => string,
  under: (row: string) => string,
  summed: readonly string[],
) => `
  create or replace function apply_sum_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      ${FOLD_SUMS(NOTED('sum_change'), under('o'), summed)};
      delete from sum_change where transaction = pg_current_xact_id();
    end
  $$;
  create or replace function apply_indicator_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      ${FOLD_INDICATORS(NOTED('indicator_change'), under('o'))};
      delete from indicator_change where transaction = pg_current_xact_id();
    end
  $$;
  create or replace function move_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if tg_op <> 'DELETE' then
        perform 1 from agency where id in (select agency_id from new_rows) order by id for no key update;
        perform pg_advisory_xact_lock(${TREE});
        ${TENURE(IN_FORCE('new_rows', 1), under('t'))};
        ${moveFigures(MOVED_FIGURES('n', 1, 'new_rows'))};
      end if;
      if tg_op <> 'INSERT' then
        perform 1 from agency where id in (select agency_id from old_rows) order by id for no key update;
        perform pg_advisory_xact_lock(${TREE});
        ${TENURE(IN_FORCE('old_rows', -1), under('t'))};
        ${moveFigures(MOVED_FIGURES('o', -1, 'old_rows'))};
      end if;
      return null;
    end
  $$;
  create or replace function move_indicators() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if tg_op <> 'DELETE' then ${moveIndicators(MOVED_INDICATORS('n', 1, 'new_rows'))}; end if;
      if tg_op <> 'INSERT' then ${moveIndicators(MOVED_INDICATORS('o', -1, 'old_rows'))}; end if;
      return null;
    end
  $$;`;

/** Who publishes or moves has finished, or waits until the functions are other ones. */
const NOBODY_CHANGES =
  'lock table agency_version, report_revision, report_indicator in share row exclusive mode';

/**
 * Beside the sums by kind of agency stands that of all kinds: it is what nearly every question asks for, and is then one row
 * for a place and year. With it stands how many of the reports are of governments, which are expected only when they have one. What a
 * move changes is noted as what a publication changes is, so that all of it is folded in one place.
 */
export class KeepAllKinds1764810000000 implements MigrationInterface {
  name = 'KeepAllKinds1764810000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NOBODY_CHANGES};
      alter table kept_sum add governments integer not null default 0;
      update kept_sum set governments = included where kind = 'GOVERNMENT';
      alter table kept_sum alter governments drop default;
      ${FUNCTIONS(
        (changes) => NOTE('sum_change', changes),
        (changes) => NOTE('indicator_change', changes),
        OWN_AND_ALL,
        ['governments', ...SUMMED],
      )}
      insert into kept_sum (jurisdiction_id, year, kind, governments, ${[...SUMMED, ...VECTORS].join(', ')})
      select jurisdiction_id, year, '${ALL}', sum(governments), ${SUMMED.map((name) => `sum(${name})`).join(', ')}, ${VECTORS.map((name) => `sum_vectors(${name})`).join(', ')}
        from kept_sum group by 1, 2;
      insert into kept_tenure (jurisdiction_id, kind, year, change)
      select jurisdiction_id, '${ALL}', year, sum(change) from kept_tenure group by 1, 3;
      insert into kept_indicator (jurisdiction_id, year, kind, indicator_id, ${STATED.join(', ')})
      select jurisdiction_id, year, '${ALL}', indicator_id, ${STATED.map((name) => `sum(${name})`).join(', ')} from kept_indicator group by 1, 2, 4;
      comment on column kept_sum.kind is 'kind of agency, or ${ALL} for all of them together';
      comment on column kept_sum.governments is 'how many of the included reports are of governments';
      comment on column kept_tenure.kind is 'kind of agency, or ${ALL} for all of them together';
      comment on column kept_indicator.kind is 'kind of agency, or ${ALL} for all of them together';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NOBODY_CHANGES};
      delete from kept_sum where kind = '${ALL}';
      delete from kept_tenure where kind = '${ALL}';
      delete from kept_indicator where kind = '${ALL}';
      ${FUNCTIONS(
        (changes) => FOLD_SUMS(`(${changes}) c`, OWN('o'), SUMMED, SIGNED_FIRST),
        (changes) => FOLD_INDICATORS(`(${changes}) c`, OWN('o')),
        OWN,
        SUMMED,
      )}
      comment on column kept_sum.kind is null;
      comment on column kept_tenure.kind is null;
      comment on column kept_indicator.kind is null;
      alter table kept_sum drop column governments;`);
  }
}
