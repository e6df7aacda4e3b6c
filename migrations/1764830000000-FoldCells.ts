import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUMMED = [
  'governments',
  'included',
  'with_errors',
  'blank_cells',
  'not_applicable_cells',
  'edition_2019',
  'fees',
  'fees_reported',
];
const VECTORS = ['counts', 'reported'];
const PLACES = 224;
const NONE = `'{${Array.from({ length: PLACES }, () => '0').join(', ')}}'`;

/** A change (o) counts for its own kind of agency and for all of them. */
const KINDS = `cross join lateral (values (o.kind), ('ALL')) w(kind)`;
/** The places (p) at and above a change (o), each looked up by its key or code. */
const ABOVE = `cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
     cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
     cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p`;

/** The notes (n) of this transaction, and what they change beside the arrays. */
const NOTED = 'sum_change n where n.transaction = pg_current_xact_id()';
const FIGURES = `n.jurisdiction_id, n.year, n.kind, sum(n.sign)::int as included, sum(n.sign * (n.kind = 'GOVERNMENT')::int)::int as governments,
           sum(n.sign * (n.error_count > 0)::int)::int as with_errors, sum(n.sign * n.blank_cells)::int as blank_cells,
           sum(n.sign * n.not_applicable_cells)::int as not_applicable_cells,
           sum(n.sign * (n.proactive_edition = 2019 or n.requests_edition = 2019)::int)::int as edition_2019,
           sum(n.sign * coalesce(n.fees_amount, 0)) as fees, sum(n.sign * (n.fees_amount is not null)::int)::int as fees_reported`;

/** Of reports that come or go: whole arrays are added up and carried upwards. */
const FOLD_WHOLE = `
  with o as materialized (
    select ${FIGURES}, sum_signed(n.counts, n.sign) as counts, sum_presence(n.counts, n.sign) as reported
      from ${NOTED} group by 1, 2, 3)
  insert into kept_sum as k (jurisdiction_id, year, kind, ${[...SUMMED, ...VECTORS].join(', ')})
  select p.id, o.year, w.kind, ${SUMMED.map((name) => `sum(o.${name})`).join(', ')}, ${VECTORS.map((name) => `sum_vectors(o.${name})`).join(', ')}
    from o ${KINDS} ${ABOVE}
   where ${SUMMED.map((name) => `o.${name} <> 0`).join(' or ')} or ${VECTORS.map((name) => `o.${name} <> ${NONE}`).join(' or ')}
   group by p.id, p.path, o.year, w.kind order by length(p.path) desc, p.id, o.year, w.kind
  on conflict (jurisdiction_id, year, kind) do update set ${SUMMED.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')},
    ${VECTORS.map((name) => `${name} = add_vectors(k.${name}, excluded.${name})`).join(', ')};`;

/** Of corrections: numbers, and of the two arrays the cells that change, for each sum from the leaf to the root. */
const CHANGES = `
  with noted as materialized (
    select n.* from ${NOTED}
  ), above as materialized (
    select o.jurisdiction_id, p.id, length(p.path) as depth from (select distinct jurisdiction_id from noted) o ${ABOVE}
  ), figures as (
    select ${FIGURES} from noted n group by 1, 2, 3
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
    select a.id, a.depth, o.year, w.kind, ${SUMMED.map((name) => `sum(o.${name}) as ${name}`).join(', ')}
      from figures o ${KINDS} join above a on a.jurisdiction_id = o.jurisdiction_id
     group by 1, 2, 3, 4
  )
  select s.*, v.places, v.changes, v.blank_places, v.blanks
    from sums s left join vectors v on v.id = s.id and v.year = s.year and v.kind = s.kind
   where ${SUMMED.map((name) => `s.${name} <> 0`).join(' or ')} or v.places is not null or v.blank_places is not null
   order by s.depth desc, s.id, s.year, s.kind`;
const FOLD_CELLS = `
  for c in ${CHANGES}
  loop
    update kept_sum k set ${SUMMED.map((name) => `${name} = k.${name} + c.${name}`).join(', ')},
      counts = add_at(k.counts, c.places, c.changes), reported = add_at(k.reported, c.blank_places, c.blanks)
     where k.jurisdiction_id = c.id and k.year = c.year and k.kind = c.kind;
    if not found then raise exception 'place % has no sum of % in %, though a report of it is corrected: rollup:rebuild makes the sums anew', c.id, c.kind, c.year; end if;
  end loop;`;

const APPLY = (declarations: string, fold: string) => `
  create or replace function apply_sum_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
    ${declarations}
    begin
      ${fold}
      delete from sum_change where transaction = pg_current_xact_id();
    end
  $$;`;

/** Who publishes or moves has finished, or waits until the functions are other ones. */
const NOBODY_CHANGES =
  'lock table agency_version, report_revision, report_indicator in share row exclusive mode';

/**
 * A correction changes a few of the 224 cells: where a transaction leaves every place as many reports as before, only the cells that change are looked
 * for, carried upwards and added. Arrays are added up whole in one expression of 224 elements for each function, which takes 21 µs, but PostgreSQL
 * prepares such an expression anew in every transaction: half a millisecond each, two for a correction. A report that comes or goes changes all it
 * reports, and is added whole as before: by cells that would take twice as long.
 */
export class FoldCells1764830000000 implements MigrationInterface {
  name = 'FoldCells1764830000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NOBODY_CHANGES};
      create function add_at(sum bigint[], places integer[], changes bigint[]) returns bigint[] language plpgsql immutable parallel safe as $$
        begin
          if places is null then return sum; end if;
          for at in 1 .. cardinality(places) loop
            sum[places[at]] := sum[places[at]] + changes[at];
          end loop;
          return sum;
        end
      $$;
      ${APPLY(
        'declare c record;',
        `if exists (select 1 from ${NOTED} group by n.jurisdiction_id, n.year, n.kind having sum(n.sign) <> 0) then ${FOLD_WHOLE}
         else ${FOLD_CELLS}
         end if;`,
      )}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${NOBODY_CHANGES};
      ${APPLY('', FOLD_WHOLE)}
      drop function add_at;`);
  }
}
