-- Functions and aggregates that add vectors: arrays with one element for each position of report_revision.counts.

-- PostgreSQL adds two arrays fastest in one expression that names every element, so this block writes such expressions.
-- A migration that appends positions to report_revision.counts creates these functions again.
do $$
declare
  positions constant integer := 224;
  zeros constant text := (select array_agg(0)::text from generate_series(1, positions));
  add_vectors text := (select string_agg(format('a[%1$s] + b[%1$s]', p), ', ' order by p) from generate_series(1, positions) p);
  add_counts text := (select string_agg(format('sum[%1$s] + sign * coalesce(counts[%1$s], 0)', p), ', ' order by p) from generate_series(1, positions) p);
  add_presence text := (select string_agg(format('sum[%1$s] + case when counts[%1$s] is null then 0 else sign end', p), ', ' order by p) from generate_series(1, positions) p);
begin
  execute format('create function zero_vector() returns bigint[] language sql immutable parallel safe as $f$ select %L::bigint[] $f$', zeros);

  -- A correction mostly leaves blank what was blank, and every sum begins with zeros.
  execute format('
    create function add_vectors(a bigint[], b bigint[]) returns bigint[] language plpgsql immutable parallel safe as $f$
    begin
      if b = %1$L::bigint[] then return a; end if;
      if a = %1$L::bigint[] then return b; end if;
      return array[%2$s];
    end
    $f$', zeros, add_vectors);
  execute format('
    create function add_signed_counts(sum bigint[], counts integer[], sign integer) returns bigint[] language plpgsql immutable parallel safe as $f$
    begin
      return array[%s];
    end
    $f$', add_counts);
  execute format('
    create function add_signed_presence(sum bigint[], counts integer[], sign integer) returns bigint[] language plpgsql immutable parallel safe as $f$
    begin
      return array[%s];
    end
    $f$', add_presence);

  execute format('create aggregate sum_vectors(bigint[])
    (sfunc = add_vectors, stype = bigint[], initcond = %L, combinefunc = add_vectors, parallel = safe)', zeros);
  execute format('create aggregate sum_signed_counts(integer[], integer)
    (sfunc = add_signed_counts, stype = bigint[], initcond = %L)', zeros);
  execute format('create aggregate sum_signed_presence(integer[], integer)
    (sfunc = add_signed_presence, stype = bigint[], initcond = %L)', zeros);
end
$$;
comment on function zero_vector() is 'Returns a vector of zeros for all positions. Called by apply_sum_deltas.';
comment on function add_vectors(bigint[], bigint[]) is 'Returns the sum of two vectors. Called by sum_vectors and apply_sum_deltas.';
comment on function add_signed_counts(bigint[], integer[], integer) is
  'Returns a vector with the counts of a report added (sign 1) or subtracted (sign -1); blank counts change nothing. Called by sum_signed_counts.';
comment on function add_signed_presence(bigint[], integer[], integer) is
  'Returns a vector with the sign added in each position where a report states a count. Called by sum_signed_presence.';
comment on aggregate sum_vectors(bigint[]) is 'Returns the sum of vectors. Called by apply_sum_deltas.';
comment on aggregate sum_signed_counts(integer[], integer) is
  'Returns the sum of the counts of reports, each with its sign. Called by apply_sum_deltas.';
comment on aggregate sum_signed_presence(integer[], integer) is
  'Returns in how many reports, each with its sign, every count is stated. Called by apply_sum_deltas.';

create function add_at_positions(sum bigint[], positions integer[], changes bigint[]) returns bigint[]
language plpgsql immutable parallel safe as $$
begin
  if positions is null then return sum; end if;
  for at in 1 .. cardinality(positions) loop
    sum[positions[at]] := sum[positions[at]] + changes[at];
  end loop;
  return sum;
end
$$;
comment on function add_at_positions(bigint[], integer[], bigint[]) is
  'Returns a vector with changes added at some positions. Called by apply_sum_deltas.';
