import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of the tree go alone: the lock of the sums. */
const TREE = 1_764_600_000;
const PLACES = 224;
const NONE = `'{${Array.from({ length: PLACES }, () => '0').join(', ')}}'`;
const VECTORS = ['counts', 'reported'];

const LIVE = (row: string) =>
  `(${row}.scope = 'OWN' and ${row}.published_at is not null and ${row}.superseded_at is null)`;
const CONTENT = (row: string) =>
  `${row}.counts, ${row}.fees_amount, ${row}.error_count, ${row}.blank_cells, ${row}.not_applicable_cells, ${row}.proactive_edition, ${row}.requests_edition`;
const INDICATOR = 'i.indicator_id, i.value, i.qualifier';
const STATED = 'join report_indicator i on i.revision_id =';

const IN_FORCE = (version: string, row: string) =>
  `${version}.first_year <= ${row}.year and ${row}.year < ${version}.end_year`;

/** In which version a report stands, and what the sums say of reports that nobody expected. */
interface Rule {
  /** SQL: whether a version holds the report of a row. */
  readonly holds: (version: string, row: string) => string;
  /** SQL: what is noted beside the content of a report in a version. */
  readonly noted: (version: string, row: string) => string;
  /** The column of the sums, and what of a note (n) adds to it. */
  readonly column: string;
  readonly counts: string;
}

/** Reports stand where the agency stood in their year, whether or not they were expected. */
const BY_HOME: Rule = {
  holds: (version, row) => `${version}.home_from <= ${row}.year and ${row}.year < ${version}.home_to`,
  noted: (version, row) => `, (${version}.kind = 'GOVERNMENT' or not (${IN_FORCE(version, row)}))`,
  column: 'unexpected',
  counts: 'n.is_unexpected',
};
/** As it was: only those of agencies in force at the end of the year. */
const BY_FORCE: Rule = {
  holds: IN_FORCE,
  noted: () => '',
  column: 'governments',
  counts: `n.kind = 'GOVERNMENT'`,
};

/** Notes changes for the end of the transaction; the first of a transaction stands for them all. */
const NOTE = (notes: string, changes: string) => `
  insert into ${notes}
  select pg_current_xact_id(), row_number() over () = 1 and not exists (select 1 from ${notes} k where k.transaction = pg_current_xact_id()), c.*
    from (${changes}) c`;

const IS_CHANGED = `and (${LIVE('n')} is distinct from ${LIVE('o')} or n.counts is distinct from o.counts
  or n.fees_amount is distinct from o.fees_amount or n.error_count <> o.error_count)`;

/** The functions that note what changes of the sums, and the one that folds the notes of figures. */
function functions(rule: Rule): string {
  const member = (row: string) =>
    `join agency_version m on m.agency_id = ${row}.agency_id and ${rule.holds('m', row)}`;
  const published = (row: string, sign: 1 | -1, from: string, where = '') =>
    `select ${sign} as sign, m.jurisdiction_id, m.kind, ${row}.year, ${CONTENT(row)}${rule.noted('m', row)} from ${from} ${member(row)} where ${LIVE(row)} ${where}`;
  const stated = (row: string, sign: 1 | -1, from: string) =>
    `select ${sign} as sign, m.jurisdiction_id, m.kind, ${row}.year, ${INDICATOR} from ${from} ${member(row)} ${STATED} ${row}.id
      where ${LIVE(row)} and ${LIVE('n')} is distinct from ${LIVE('o')}`;
  const statements = (sign: 1 | -1, table: string) =>
    `select ${sign} as sign, m.jurisdiction_id, m.kind, v.year, ${INDICATOR} from ${table} i join report_revision v on v.id = i.revision_id ${member('v')}
      where ${LIVE('v')}`;
  const moved = (row: string, sign: 1 | -1, table: string, columns: string, more = '') =>
    `select ${sign} as sign, ${row}.jurisdiction_id, ${row}.kind, r.year, ${columns} from ${table} ${row} join report_revision r
       on r.agency_id = ${row}.agency_id and ${rule.holds(row, 'r')} ${more} where ${LIVE('r')}`;
  const movedFigures = (row: string, sign: 1 | -1, table: string) =>
    moved(row, sign, table, `${CONTENT('r')}${rule.noted(row, 'r')}`);
  const movedIndicators = (row: string, sign: 1 | -1, table: string) =>
    moved(row, sign, table, INDICATOR, `${STATED} r.id`);
  const both = 'new_rows n join old_rows o on o.id = n.id';
  const summed = [
    rule.column,
    'included',
    'with_errors',
    'blank_cells',
    'not_applicable_cells',
    'edition_2019',
    'fees',
    'fees_reported',
  ];
  const lock = (rows: string) => `
      perform 1 from agency where id in (select agency_id from ${rows}) order by id for share;
      perform pg_advisory_xact_lock_shared(${TREE});`;
  return `
  create or replace function keep_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      -- An agency moves and publishes one after the other: whoever comes second sees what the first did.
      if tg_op = 'INSERT' then ${lock(`new_rows n where ${LIVE('n')}`)}
        ${NOTE('sum_change', published('n', 1, 'new_rows n'))};
      elsif tg_op = 'DELETE' then ${lock(`old_rows o where ${LIVE('o')}`)}
        ${NOTE('sum_change', published('o', -1, 'old_rows o'))};
      else ${lock('new_rows')}
        ${NOTE('sum_change', `${published('n', 1, both, IS_CHANGED)} union all ${published('o', -1, both, IS_CHANGED)}`)};
      end if;
      return null;
    end
  $$;
  create or replace function keep_indicators() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      ${NOTE('indicator_change', `${stated('n', 1, both)} union all ${stated('o', -1, both)}`)};
      return null;
    end
  $$;
  create or replace function keep_stated() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
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
      if tg_op <> 'DELETE' then ${NOTE('indicator_change', statements(1, 'new_rows'))}; end if;
      if tg_op <> 'INSERT' then ${NOTE('indicator_change', statements(-1, 'old_rows'))}; end if;
      return null;
    end
  $$;
  create or replace function move_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      if tg_op <> 'DELETE' then
        perform 1 from agency where id in (select agency_id from new_rows) order by id for no key update;
        perform pg_advisory_xact_lock(${TREE});
        ${TENURE(CAME_AND_WENT('new_rows', 1))};
        ${NOTE('sum_change', movedFigures('n', 1, 'new_rows'))};
      end if;
      if tg_op <> 'INSERT' then
        perform 1 from agency where id in (select agency_id from old_rows) order by id for no key update;
        perform pg_advisory_xact_lock(${TREE});
        ${TENURE(CAME_AND_WENT('old_rows', -1))};
        ${NOTE('sum_change', movedFigures('o', -1, 'old_rows'))};
      end if;
      return null;
    end
  $$;
  create or replace function move_indicators() returns trigger language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      if tg_op <> 'DELETE' then ${NOTE('indicator_change', movedIndicators('n', 1, 'new_rows'))}; end if;
      if tg_op <> 'INSERT' then ${NOTE('indicator_change', movedIndicators('o', -1, 'old_rows'))}; end if;
      return null;
    end
  $$;
  create or replace function apply_sum_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
    declare c record;
    begin
      if exists (select 1 from ${NOTED} group by n.jurisdiction_id, n.year, n.kind having sum(n.sign) <> 0) then ${foldWhole(rule, summed)}
      else ${foldCells(rule, summed)}
      end if;
      delete from sum_change where transaction = pg_current_xact_id();
    end
  $$;`;
}

/** Agencies that came into force in a year and went out of it (t): expected reports are the sum of these up to a year. */
const TENURE = (rows: string) => `
  insert into kept_tenure as k (jurisdiction_id, kind, year, change)
  select p.id, w.kind, t.year, sum(t.change) from (${rows}) t cross join lateral (values (t.kind), ('ALL')) w(kind)
    join jurisdiction j on j.id = t.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
   group by p.id, p.path, w.kind, t.year having sum(t.change) <> 0 order by length(p.path) desc, p.id, w.kind, t.year
  on conflict (jurisdiction_id, kind, year) do update set change = k.change + excluded.change`;
const CAME_AND_WENT = (table: string, sign: 1 | -1) => `
  select jurisdiction_id, kind, first_year as year, ${sign} as change from ${table} where first_year < end_year and kind <> 'GOVERNMENT'
  union all select jurisdiction_id, kind, end_year, ${-sign} from ${table} where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT'`;

/** A change (o) counts for its own kind of agency and for all of them. */
const KINDS = `cross join lateral (values (o.kind), ('ALL')) w(kind)`;
/** The places (p) at and above a change (o), each looked up by its key or code. */
const ABOVE = `cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
     cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
     cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p`;

/** The notes (n) of this transaction, and what they change beside the arrays. */
const NOTED = 'sum_change n where n.transaction = pg_current_xact_id()';
const figuresOf = ({ column, counts }: Rule) =>
  `n.jurisdiction_id, n.year, n.kind, sum(n.sign)::int as included, sum(n.sign * (${counts})::int)::int as ${column},
           sum(n.sign * (n.error_count > 0)::int)::int as with_errors, sum(n.sign * n.blank_cells)::int as blank_cells,
           sum(n.sign * n.not_applicable_cells)::int as not_applicable_cells,
           sum(n.sign * (n.proactive_edition = 2019 or n.requests_edition = 2019)::int)::int as edition_2019,
           sum(n.sign * coalesce(n.fees_amount, 0)) as fees, sum(n.sign * (n.fees_amount is not null)::int)::int as fees_reported`;

/** Of reports that come or go: whole arrays are added up and carried upwards. */
const foldWhole = (rule: Rule, summed: readonly string[]) => `
  with o as materialized (
    select ${figuresOf(rule)}, sum_signed(n.counts, n.sign) as counts, sum_presence(n.counts, n.sign) as reported
      from ${NOTED} group by 1, 2, 3)
  insert into kept_sum as k (jurisdiction_id, year, kind, ${[...summed, ...VECTORS].join(', ')})
  select p.id, o.year, w.kind, ${summed.map((name) => `sum(o.${name})`).join(', ')}, ${VECTORS.map((name) => `sum_vectors(o.${name})`).join(', ')}
    from o ${KINDS} ${ABOVE}
   where ${summed.map((name) => `o.${name} <> 0`).join(' or ')} or ${VECTORS.map((name) => `o.${name} <> ${NONE}`).join(' or ')}
   group by p.id, p.path, o.year, w.kind order by length(p.path) desc, p.id, o.year, w.kind
  on conflict (jurisdiction_id, year, kind) do update set ${summed.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')},
    ${VECTORS.map((name) => `${name} = add_vectors(k.${name}, excluded.${name})`).join(', ')};`;

/** Of corrections: numbers, and of the two arrays the cells that change, for each sum from the leaf to the root. */
const foldCells = (rule: Rule, summed: readonly string[]) => `
  for c in
  with noted as materialized (
    select n.* from ${NOTED}
  ), above as materialized (
    select o.jurisdiction_id, p.id, length(p.path) as depth from (select distinct jurisdiction_id from noted) o ${ABOVE}
  ), figures as (
    select ${figuresOf(rule)} from noted n group by 1, 2, 3
  ), cells as (
    select n.jurisdiction_id, n.year, n.kind, u.place, coalesce(sum(n.sign * u.count), 0) as change,
           coalesce(sum(n.sign) filter (where u.count is null), 0) as blank
      from noted n cross join lateral unnest(n.counts) with ordinality as u(count, place)
     where u.count is distinct from 0
     group by 1, 2, 3, 4
    having coalesce(sum(n.sign * u.count), 0) <> 0 or coalesce(sum(n.sign) filter (where u.count is null), 0) <> 0
  ), vectors as (
    select s.id, s.year, s.kind, array_agg(s.place::int) filter (where s.change <> 0) as places, array_agg(s.change) filter (where s.change <> 0) as changes,
           array_agg(s.place::int) filter (where s.blank <> 0) as blank_places, array_agg(-s.blank) filter (where s.blank <> 0) as blanks
      from (select a.id, o.year, w.kind, o.place, sum(o.change)::bigint as change, sum(o.blank)::bigint as blank
              from cells o ${KINDS} join above a on a.jurisdiction_id = o.jurisdiction_id
             group by 1, 2, 3, 4) s
     group by 1, 2, 3
  ), sums as (
    select a.id, a.depth, o.year, w.kind, ${summed.map((name) => `sum(o.${name}) as ${name}`).join(', ')}
      from figures o ${KINDS} join above a on a.jurisdiction_id = o.jurisdiction_id
     group by 1, 2, 3, 4
  )
  select s.*, v.places, v.changes, v.blank_places, v.blanks
    from sums s left join vectors v on v.id = s.id and v.year = s.year and v.kind = s.kind
   where ${summed.map((name) => `s.${name} <> 0`).join(' or ')} or v.places is not null or v.blank_places is not null
   order by s.depth desc, s.id, s.year, s.kind
  loop
    update kept_sum k set ${summed.map((name) => `${name} = k.${name} + c.${name}`).join(', ')},
      counts = add_at(k.counts, c.places, c.changes), reported = add_at(k.reported, c.blank_places, c.blanks)
     where k.jurisdiction_id = c.id and k.year = c.year and k.kind = c.kind;
    if not found then raise exception 'place % has no sum of % in %, though a report of it is corrected: rollup:rebuild makes the sums anew', c.id, c.kind, c.year; end if;
  end loop;`;

/** Who publishes or moves has finished, or waits until the functions are other ones. */
const NOBODY_CHANGES =
  'lock table agency_version, report_revision, report_indicator in share row exclusive mode';

/**
 * A published report is in the sums of its year, whatever became of its agency: it stands where the agency stood in that year, or nearest
 * to it. Who is expected to report is another question: who was in force on 31 December. So of what is included some is not expected, and is
 * counted as such; together with governments, which are expected only when they have a report.
 */
export class SumOfYear1764901000000 implements MigrationInterface {
  name = 'SumOfYear1764901000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NOBODY_CHANGES};
      alter table kept_sum rename column governments to unexpected;
      comment on column kept_sum.unexpected is 'how many of the included reports nobody expected: those of governments, and of agencies not in force at the end of the year';
      alter table sum_change add is_unexpected boolean not null;
      ${functions(BY_HOME)}
      -- Reports that no version in force holds come into the sums.
      ${NOTE('sum_change', ORPHANS(`${CONTENT('r')}, true`, ''))};
      ${NOTE('indicator_change', ORPHANS(INDICATOR, `${STATED} r.id`))};
      set constraints all immediate;
      set constraints all deferred;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NOBODY_CHANGES};
      insert into sum_change select transaction, is_first, -sign, jurisdiction_id, kind, year, counts, fees_amount, error_count, blank_cells,
             not_applicable_cells, proactive_edition, requests_edition, is_unexpected
        from (select pg_current_xact_id() as transaction, row_number() over () = 1 as is_first, c.* from (${ORPHANS(`${CONTENT('r')}, true as is_unexpected`, '')}) c) d;
      insert into indicator_change select transaction, is_first, -sign, jurisdiction_id, kind, year, indicator_id, value, qualifier
        from (select pg_current_xact_id() as transaction, row_number() over () = 1 as is_first, c.* from (${ORPHANS(INDICATOR, `${STATED} r.id`)}) c) d;
      set constraints all immediate;
      set constraints all deferred;
      alter table sum_change drop column is_unexpected;
      alter table kept_sum rename column unexpected to governments;
      comment on column kept_sum.governments is 'how many of the included reports are of governments';
      ${functions(BY_FORCE)}`);
  }
}

/** Published own reports (r) of years in which their agency was in force in no version, in these columns. */
const ORPHANS = (columns: string, more: string) =>
  `select 1 as sign, m.jurisdiction_id, m.kind, r.year, ${columns} from report_revision r
     join agency_version m on m.agency_id = r.agency_id and ${BY_HOME.holds('m', 'r')} ${more}
    where ${LIVE('r')} and not exists (select 1 from agency_version f where f.agency_id = r.agency_id and ${IN_FORCE('f', 'r')})`;
