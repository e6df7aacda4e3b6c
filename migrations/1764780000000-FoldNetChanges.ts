import type { MigrationInterface, QueryRunner } from 'typeorm';

const PLACES = 224;
const each = (element: (place: number) => string) =>
  Array.from({ length: PLACES }, (_, at) => element(at + 1)).join(', ');
const NONE = `'{${each(() => '0')}}'`;

const QUALIFIERS = ['exact', 'at_least', 'at_most', 'approximate'];
const STATED = ['reports', 'value', ...QUALIFIERS];
/**
 * The place (p) of each change (o) and those above, each looked up by its key or code, whatever the planner thinks of the number
 * of notes. Paths are compared by their bytes, which the index of codes is not.
 */
const ABOVE = `cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
    cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
    cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p`;
const ABOVE_BEFORE = `join jurisdiction j on j.id = o.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6`;

/** Adds the changes of this transaction to the sums of the indicators, once they are added up where they are. */
const FOLD_INDICATORS = `
  with o as materialized (
    select c.jurisdiction_id, c.year, c.kind, c.indicator_id, sum(c.sign)::int as reports, sum(c.sign * c.value) as value,
           ${QUALIFIERS.map((name) => `sum(c.sign * (c.qualifier = '${name.toUpperCase()}')::int)::int as ${name}`).join(', ')}
      from indicator_change c where c.transaction = pg_current_xact_id() group by 1, 2, 3, 4
    having sum(c.sign) <> 0 or sum(c.sign * c.value) <> 0
           or ${QUALIFIERS.map((name) => `sum(c.sign * (c.qualifier = '${name.toUpperCase()}')::int) <> 0`).join(' or ')})
  insert into kept_indicator as k (jurisdiction_id, year, kind, indicator_id, ${STATED.join(', ')})
  select p.id, o.year, o.kind, o.indicator_id, ${STATED.map((name) => `sum(o.${name})`).join(', ')} from o ${ABOVE}
   group by p.id, p.path, o.year, o.kind, o.indicator_id order by length(p.path) desc, p.id, o.year, o.kind, o.indicator_id
  on conflict (jurisdiction_id, year, kind, indicator_id) do update set ${STATED.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')}`;

/** As it was: every change was carried to every place above before it met its opposite. */
const FOLD_INDICATORS_BEFORE = `
  insert into kept_indicator as k (jurisdiction_id, year, kind, indicator_id, ${STATED.join(', ')})
  select p.id, c.year, c.kind, c.indicator_id, sum(c.sign)::int, sum(c.sign * c.value), ${QUALIFIERS.map((name) => `sum(c.sign * (c.qualifier = '${name.toUpperCase()}')::int)::int`).join(', ')}
    from (select sign, jurisdiction_id, kind, year, indicator_id, value, qualifier from indicator_change where transaction = pg_current_xact_id()) c
    join jurisdiction j on j.id = c.jurisdiction_id
    join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
   group by p.id, c.year, c.kind, c.indicator_id
  having sum(c.sign) <> 0 or sum(c.sign * c.value) <> 0 or ${QUALIFIERS.map((name) => `sum(c.sign * (c.qualifier = '${name.toUpperCase()}')::int)::int <> 0`).join(' or ')}
   order by length(p.path) desc, p.id, c.year, c.kind, c.indicator_id
  on conflict (jurisdiction_id, year, kind, indicator_id) do update set ${STATED.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')}`;

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

/** Adds the changes of this transaction to the sums of figures; the two functions add up the vectors where they are. */
const FOLD_SUMS = (counts: string, reported: string, above: string) => `
  with o as materialized (
    select c.jurisdiction_id, c.year, c.kind, sum(c.sign)::int as included,
           sum(c.sign * (c.error_count > 0)::int)::int as with_errors, sum(c.sign * c.blank_cells)::int as blank_cells,
           sum(c.sign * c.not_applicable_cells)::int as not_applicable_cells,
           sum(c.sign * (c.proactive_edition = 2019 or c.requests_edition = 2019)::int)::int as edition_2019,
           sum(c.sign * coalesce(c.fees_amount, 0)) as fees, sum(c.sign * (c.fees_amount is not null)::int)::int as fees_reported,
           ${counts} as counts, ${reported} as reported
      from sum_change c where c.transaction = pg_current_xact_id() group by 1, 2, 3)
  insert into kept_sum as k (jurisdiction_id, year, kind, ${[...SUMMED, ...VECTORS].join(', ')})
  select p.id, o.year, o.kind, ${SUMMED.map((name) => `sum(o.${name})`).join(', ')}, ${VECTORS.map((name) => `sum_vectors(o.${name})`).join(', ')}
    from o ${above}
   where ${SUMMED.map((name) => `o.${name} <> 0`).join(' or ')} or ${VECTORS.map((name) => `o.${name} <> ${NONE}`).join(' or ')}
   group by p.id, p.path, o.year, o.kind order by length(p.path) desc, p.id, o.year, o.kind
  on conflict (jurisdiction_id, year, kind) do update set ${SUMMED.map((name) => `${name} = k.${name} + excluded.${name}`).join(', ')},
    ${VECTORS.map((name) => `${name} = add_vectors(k.${name}, excluded.${name})`).join(', ')}`;

/** The functions that apply what a transaction noted. Without sequential scans: their plans are made while the tables of notes are all but empty. */
const APPLY = (foldSums: string, foldIndicators: string) => `
  create or replace function apply_sum_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      ${foldSums};
      delete from sum_change where transaction = pg_current_xact_id();
    end
  $$;
  create or replace function apply_indicator_changes() returns void language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
    begin
      ${foldIndicators};
      delete from indicator_change where transaction = pg_current_xact_id();
    end
  $$;`;

/**
 * What a publication changes meets what it replaces where both are, before anything is carried to the places above: most
 * indicators and many figures of a correction are what they were. Vectors are signed as they are added. Places above are looked up, not joined.
 */
export class FoldNetChanges1764780000000 implements MigrationInterface {
  name = 'FoldNetChanges1764780000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function add_signed(sum bigint[], counts integer[], sign integer) returns bigint[] language plpgsql immutable parallel safe as $$
        begin return array[${each((place) => `sum[${place}] + sign * coalesce(counts[${place}], 0)`)}]; end
      $$;
      create function add_presence(sum bigint[], counts integer[], sign integer) returns bigint[] language plpgsql immutable parallel safe as $$
        begin return array[${each((place) => `sum[${place}] + case when counts[${place}] is null then 0 else sign end`)}]; end
      $$;
      create aggregate sum_signed(integer[], integer) (sfunc = add_signed, stype = bigint[], initcond = ${NONE});
      create aggregate sum_presence(integer[], integer) (sfunc = add_presence, stype = bigint[], initcond = ${NONE});
      ${APPLY(FOLD_SUMS('sum_signed(c.counts, c.sign)', 'sum_presence(c.counts, c.sign)', ABOVE), FOLD_INDICATORS)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${APPLY(
        FOLD_SUMS(
          'sum_vectors(signed_counts(c.counts, c.sign))',
          'sum_vectors(signed_presence(c.counts, c.sign))',
          ABOVE_BEFORE,
        ),
        FOLD_INDICATORS_BEFORE,
      )}
      drop aggregate sum_signed(integer[], integer);
      drop aggregate sum_presence(integer[], integer);
      drop function add_signed;
      drop function add_presence;`);
  }
}
