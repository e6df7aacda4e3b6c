-- At the end of a transaction its deltas are added to the sums.
-- Without sequential scans: PostgreSQL plans these statements while the delta tables are nearly empty, and does not plan them again when the tables have grown.

create function apply_sum_deltas() returns void
language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  c record;
begin
  if exists (select 1 from rollup_sum_delta n where n.transaction = pg_current_xact_id()
              group by n.jurisdiction_id, n.year, n.kind having sum(n.sign) <> 0) then
    -- Reports come or go: their vectors are added up and carried upwards. By cells that would take twice as long.
    with o as materialized (
      select n.jurisdiction_id, n.year, n.kind, sum(n.sign)::int as included,
             sum(n.sign * (n.is_unexpected)::int)::int as unexpected,
             sum(n.sign * (n.error_count > 0)::int)::int as with_errors,
             sum(n.sign * n.blank_cells)::int as blank_cells,
             sum(n.sign * n.not_applicable_cells)::int as not_applicable_cells,
             sum(n.sign * (n.proactive_edition = 2019 or n.requests_edition = 2019)::int)::int as edition_2019,
             sum(n.sign * coalesce(n.fees_amount, 0)) as fees,
             sum(n.sign * (n.fees_amount is not null)::int)::int as fees_reported,
             sum_signed_counts(n.counts, n.sign) as counts,
             sum_signed_presence(n.counts, n.sign) as reported
        from rollup_sum_delta n where n.transaction = pg_current_xact_id() group by 1, 2, 3)
    insert into rollup_sum as k (jurisdiction_id, year, kind, unexpected, included, with_errors, blank_cells, not_applicable_cells,
                                 edition_2019, fees, fees_reported, counts, reported)
    select p.id, o.year, w.kind, sum(o.unexpected), sum(o.included), sum(o.with_errors), sum(o.blank_cells), sum(o.not_applicable_cells),
           sum(o.edition_2019), sum(o.fees), sum(o.fees_reported), sum_vectors(o.counts), sum_vectors(o.reported)
      from o
      cross join lateral (values (o.kind), ('ALL')) w(kind)
      cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
      cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
      cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p
     where o.unexpected <> 0 or o.included <> 0 or o.with_errors <> 0 or o.blank_cells <> 0 or o.not_applicable_cells <> 0
        or o.edition_2019 <> 0 or o.fees <> 0 or o.fees_reported <> 0 or o.counts <> zero_vector() or o.reported <> zero_vector()
     group by p.id, p.path, o.year, w.kind
     order by length(p.path) desc, p.id, o.year, w.kind
    on conflict (jurisdiction_id, year, kind) do update set
      unexpected = k.unexpected + excluded.unexpected,
      included = k.included + excluded.included,
      with_errors = k.with_errors + excluded.with_errors,
      blank_cells = k.blank_cells + excluded.blank_cells,
      not_applicable_cells = k.not_applicable_cells + excluded.not_applicable_cells,
      edition_2019 = k.edition_2019 + excluded.edition_2019,
      fees = k.fees + excluded.fees,
      fees_reported = k.fees_reported + excluded.fees_reported,
      counts = add_vectors(k.counts, excluded.counts),
      reported = add_vectors(k.reported, excluded.reported);
  else
    -- Corrections change some of the 224 cells: only those are searched, carried upwards and added. Adding vectors would
    -- cost half a millisecond for each of the three functions, which PostgreSQL prepares anew in every transaction.
    for c in
      with noted as materialized (
        select n.* from rollup_sum_delta n where n.transaction = pg_current_xact_id()
      ), above as materialized (
        select o.jurisdiction_id, p.id, length(p.path) as depth
          from (select distinct jurisdiction_id from noted) o
          cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
          cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
          cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p
      ), figures as (
        select n.jurisdiction_id, n.year, n.kind, sum(n.sign)::int as included,
               sum(n.sign * (n.is_unexpected)::int)::int as unexpected,
               sum(n.sign * (n.error_count > 0)::int)::int as with_errors,
               sum(n.sign * n.blank_cells)::int as blank_cells,
               sum(n.sign * n.not_applicable_cells)::int as not_applicable_cells,
               sum(n.sign * (n.proactive_edition = 2019 or n.requests_edition = 2019)::int)::int as edition_2019,
               sum(n.sign * coalesce(n.fees_amount, 0)) as fees,
               sum(n.sign * (n.fees_amount is not null)::int)::int as fees_reported
          from noted n group by 1, 2, 3
      ), cells as (
        select n.jurisdiction_id, n.year, n.kind, u.position, coalesce(sum(n.sign * u.count), 0) as change,
               coalesce(sum(n.sign) filter (where u.count is null), 0) as blank
          from noted n cross join lateral unnest(n.counts) with ordinality as u(count, position)
         where u.count is distinct from 0
         group by 1, 2, 3, 4
        having coalesce(sum(n.sign * u.count), 0) <> 0 or coalesce(sum(n.sign) filter (where u.count is null), 0) <> 0
      ), vectors as (
        select s.id, s.year, s.kind,
               array_agg(s.position::int) filter (where s.change <> 0) as positions,
               array_agg(s.change) filter (where s.change <> 0) as changes,
               array_agg(s.position::int) filter (where s.blank <> 0) as blank_positions,
               array_agg(-s.blank) filter (where s.blank <> 0) as blanks
          from (select a.id, o.year, w.kind, o.position, sum(o.change)::bigint as change, sum(o.blank)::bigint as blank
                  from cells o
                  cross join lateral (values (o.kind), ('ALL')) w(kind)
                  join above a on a.jurisdiction_id = o.jurisdiction_id
                 group by 1, 2, 3, 4) s
         group by 1, 2, 3
      ), sums as (
        select a.id, a.depth, o.year, w.kind, sum(o.unexpected) as unexpected, sum(o.included) as included,
               sum(o.with_errors) as with_errors, sum(o.blank_cells) as blank_cells, sum(o.not_applicable_cells) as not_applicable_cells,
               sum(o.edition_2019) as edition_2019, sum(o.fees) as fees, sum(o.fees_reported) as fees_reported
          from figures o
          cross join lateral (values (o.kind), ('ALL')) w(kind)
          join above a on a.jurisdiction_id = o.jurisdiction_id
         group by 1, 2, 3, 4
      )
      select s.*, v.positions, v.changes, v.blank_positions, v.blanks
        from sums s left join vectors v on v.id = s.id and v.year = s.year and v.kind = s.kind
       where s.unexpected <> 0 or s.included <> 0 or s.with_errors <> 0 or s.blank_cells <> 0 or s.not_applicable_cells <> 0
          or s.edition_2019 <> 0 or s.fees <> 0 or s.fees_reported <> 0 or v.positions is not null or v.blank_positions is not null
       order by s.depth desc, s.id, s.year, s.kind
    loop
      update rollup_sum k set
        unexpected = k.unexpected + c.unexpected,
        included = k.included + c.included,
        with_errors = k.with_errors + c.with_errors,
        blank_cells = k.blank_cells + c.blank_cells,
        not_applicable_cells = k.not_applicable_cells + c.not_applicable_cells,
        edition_2019 = k.edition_2019 + c.edition_2019,
        fees = k.fees + c.fees,
        fees_reported = k.fees_reported + c.fees_reported,
        counts = add_at_positions(k.counts, c.positions, c.changes),
        reported = add_at_positions(k.reported, c.blank_positions, c.blanks)
       where k.jurisdiction_id = c.id and k.year = c.year and k.kind = c.kind;
      if not found then
        raise exception 'place % has no sum of % in %, though a report of it is corrected: rollup:rebuild makes the sums anew', c.id, c.kind, c.year;
      end if;
    end loop;
  end if;
  delete from rollup_sum_delta where transaction = pg_current_xact_id();
end
$$;
comment on function apply_sum_deltas() is
  'Adds the deltas of this transaction to rollup_sum, for their jurisdictions and all above, and deletes them. Called by fold_deltas.';

create function apply_indicator_deltas() returns void
language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  with o as materialized (
    select c.jurisdiction_id, c.year, c.kind, c.indicator_id, sum(c.sign)::int as reports, sum(c.sign * c.value) as value,
           sum(c.sign * (c.qualifier = 'EXACT')::int)::int as exact,
           sum(c.sign * (c.qualifier = 'AT_LEAST')::int)::int as at_least,
           sum(c.sign * (c.qualifier = 'AT_MOST')::int)::int as at_most,
           sum(c.sign * (c.qualifier = 'APPROXIMATE')::int)::int as approximate
      from rollup_indicator_delta c where c.transaction = pg_current_xact_id() group by 1, 2, 3, 4
    having sum(c.sign) <> 0 or sum(c.sign * c.value) <> 0
           or sum(c.sign * (c.qualifier = 'EXACT')::int) <> 0
           or sum(c.sign * (c.qualifier = 'AT_LEAST')::int) <> 0
           or sum(c.sign * (c.qualifier = 'AT_MOST')::int) <> 0
           or sum(c.sign * (c.qualifier = 'APPROXIMATE')::int) <> 0)
  insert into rollup_indicator as k (jurisdiction_id, year, kind, indicator_id, reports, value, exact, at_least, at_most, approximate)
  select p.id, o.year, w.kind, o.indicator_id, sum(o.reports), sum(o.value), sum(o.exact), sum(o.at_least), sum(o.at_most), sum(o.approximate)
    from o
    cross join lateral (values (o.kind), ('ALL')) w(kind)
    cross join lateral (select path from jurisdiction where id = o.jurisdiction_id offset 0) j
    cross join lateral unnest(string_to_array(j.path, '/')) as u(code)
    cross join lateral (select p.id, p.path from jurisdiction p where p.code = u.code collate "default" and length(p.code) = 6 offset 0) p
   group by p.id, p.path, o.year, w.kind, o.indicator_id
   order by length(p.path) desc, p.id, o.year, w.kind, o.indicator_id
  on conflict (jurisdiction_id, year, kind, indicator_id) do update set
    reports = k.reports + excluded.reports,
    value = k.value + excluded.value,
    exact = k.exact + excluded.exact,
    at_least = k.at_least + excluded.at_least,
    at_most = k.at_most + excluded.at_most,
    approximate = k.approximate + excluded.approximate;
  delete from rollup_indicator_delta where transaction = pg_current_xact_id();
end
$$;
comment on function apply_indicator_deltas() is
  'Adds the deltas of this transaction to rollup_indicator, for their jurisdictions and all above, and deletes them. Called by fold_deltas.';

create function fold_deltas() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  -- Figures first, whichever of the two fired this: all transactions lock the sums in one order. The second time there are none left.
  if exists (select 1 from rollup_sum_delta where transaction = pg_current_xact_id()) then
    perform apply_sum_deltas();
  end if;
  if exists (select 1 from rollup_indicator_delta where transaction = pg_current_xact_id()) then
    perform apply_indicator_deltas();
  end if;
  return null;
end
$$;
comment on function fold_deltas() is
  'Adds all deltas of the transaction to the sums when it ends. Trigger t90 of rollup_sum_delta and rollup_indicator_delta.';

create constraint trigger t90_fold_deltas after insert on rollup_sum_delta deferrable initially deferred
  for each row when (new.is_first) execute function fold_deltas();
create constraint trigger t90_fold_deltas after insert on rollup_indicator_delta deferrable initially deferred
  for each row when (new.is_first) execute function fold_deltas();

revoke execute on function apply_sum_deltas(), apply_indicator_deltas(), fold_deltas() from public;
