-- The sums of published own reports (scope OWN) of every jurisdiction above the townships: by year, by kind of agency and over all
-- kinds (ALL). They change in the transaction that publishes, corrects or withdraws a report or changes an agency.
--
-- Triggers note what a statement changes as rows of the delta tables. At the end of the transaction fold_deltas adds the deltas of
-- that transaction to the sums of their jurisdictions and of all above, from the leaf up to the root. All transactions lock sums in
-- this one order, so that two never wait for each other in a circle, and the root, for which all wait, is locked shortest.
--
-- An agency changes and publishes one after the other: the triggers lock its row in agency, so that whoever comes second sees what
-- the first did. Whoever changes the tree locks sums of two jurisdictions, and so goes alone: that is the advisory lock 1764600000.

create table rollup_sum (
  jurisdiction_id integer not null references jurisdiction,
  year smallint not null,
  kind text not null,
  included integer not null,
  unexpected integer not null,
  with_errors integer not null,
  blank_cells integer not null,
  not_applicable_cells integer not null,
  edition_2019 integer not null,
  fees numeric not null,
  fees_reported integer not null,
  counts bigint[] not null,
  reported bigint[] not null,
  primary key (jurisdiction_id, year, kind)
) with (toast_tuple_target = 8160, fillfactor = 50);
-- Arrays are not compressed, so that a count is picked out without unpacking all. Two arrays of 224 numbers take 3.6 kB; a page
-- holds one row and has room for its next version.
alter table rollup_sum alter counts set storage external, alter reported set storage external;
comment on table rollup_sum is
  'The sum of the published own reports of a year of one kind of agency in a jurisdiction with all below it: how many, their counts in their stored positions, and in how many reports each count is stated.';
comment on column rollup_sum.kind is 'kind of agency, or ALL for all of them together';
comment on column rollup_sum.unexpected is
  'how many of the included reports nobody expected: those of governments, and of agencies not in force at the end of the year';
revoke insert, update, delete on rollup_sum from ogi_server;
create trigger t20_bump_data_version after insert or update or delete on rollup_sum for each row
  when (current_setting('ogi.version_moved', true) is distinct from pg_current_xact_id()::text)
  execute function bump_data_version();

create table rollup_indicator (
  jurisdiction_id integer not null references jurisdiction,
  year smallint not null,
  kind text not null,
  indicator_id integer not null references indicator,
  reports integer not null,
  value numeric not null,
  exact integer not null,
  at_least integer not null,
  at_most integer not null,
  approximate integer not null,
  primary key (jurisdiction_id, year, kind, indicator_id)
) with (fillfactor = 70);
comment on table rollup_indicator is
  'The sum of one indicator over the same reports as in rollup_sum, how many of them state it, and with which qualifier.';
comment on column rollup_indicator.kind is 'kind of agency, or ALL for all of them together';
revoke insert, update, delete on rollup_indicator from ogi_server;
create trigger t20_bump_data_version after insert or update or delete on rollup_indicator
  for each row execute function bump_data_version();

create table rollup_expected (
  jurisdiction_id integer not null references jurisdiction,
  kind text not null,
  year smallint not null,
  change integer not null,
  primary key (jurisdiction_id, kind, year)
);
comment on table rollup_expected is
  'How many agencies of a kind in a jurisdiction with all below it came into force in a year, less those that went out of it. The sum of the changes up to a year is how many reports of that year are expected.';
comment on column rollup_expected.kind is 'kind of agency, or ALL for all of them together';
revoke insert, update, delete on rollup_expected from ogi_server;
create trigger t20_bump_data_version after insert or update or delete on rollup_expected
  for each row execute function bump_data_version();


-- Deltas: what transactions under way change of the sums.

create unlogged table rollup_sum_delta (
  transaction xid8 not null,
  is_first boolean not null,
  sign integer not null,
  jurisdiction_id integer not null,
  kind text not null,
  year smallint not null,
  counts integer[] not null,
  fees_amount numeric,
  error_count integer not null,
  blank_cells integer not null,
  not_applicable_cells integer not null,
  proactive_edition integer not null,
  requests_edition integer not null,
  is_unexpected boolean not null
);
comment on table rollup_sum_delta is
  'A report that a transaction under way adds to the sums (sign 1) or takes out of them (sign -1). Empty between transactions; the first row of a transaction fires fold_deltas for all of them.';
create index rollup_sum_delta_transaction on rollup_sum_delta (transaction);
revoke all on rollup_sum_delta from ogi_server;

create unlogged table rollup_indicator_delta (
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
comment on table rollup_indicator_delta is
  'A value of an indicator that a transaction under way adds to the sums (sign 1) or takes out of them (sign -1). Empty between transactions.';
create index rollup_indicator_delta_transaction on rollup_indicator_delta (transaction);
revoke all on rollup_indicator_delta from ogi_server;

create function is_rolled_up(scope text, published_at timestamptz, superseded_at timestamptz) returns boolean
language sql immutable parallel safe as $$
  select scope = 'OWN' and published_at is not null and superseded_at is null
$$;
comment on function is_rolled_up(text, timestamptz, timestamptz) is
  'Returns whether a revision counts in the sums: a published own report. PostgreSQL writes it out where it is called, by the functions that note deltas.';

-- How exact figures are, in numbers: 0 exactly, 1 at least, 2 at most, 3 about so much. A sum is all that its parts are: their bitwise or.
create function opposite_exactness(exactness integer) returns integer
language sql immutable parallel safe as $$
  select ((exactness & 1) << 1) | (exactness >> 1)
$$;
comment on function opposite_exactness(integer) is
  'Returns how exact the negative of a figure is: what is at least so much is at most so much. The same as formulaExactness.ts.';

create function product_exactness(one integer, other integer, one_sign float8, other_sign float8) returns integer
language sql immutable parallel safe as $$
  select case when one = 3 or other = 3 then 3
              when one = 0 then case when one_sign < 0 then opposite_exactness(other) else other end
              when other = 0 then case when other_sign < 0 then opposite_exactness(one) else one end
              when one = 1 and other = 1 and one_sign >= 0 and other_sign >= 0 then 1
              else 3 end
$$;
comment on function product_exactness(integer, integer, float8, float8) is
  'Returns how exact the product of two figures with these signs is. The same as formulaExactness.ts.';

create function quotient_exactness(one integer, divisor integer, one_sign float8, divisor_sign float8) returns integer
language sql immutable parallel safe as $$
  select product_exactness(one, case when divisor = 0 then 0 when divisor = 1 and divisor_sign > 0 then 2 else 3 end, one_sign, divisor_sign)
$$;
comment on function quotient_exactness(integer, integer, float8, float8) is
  'Returns how exact the quotient of two figures with these signs is. The same as formulaExactness.ts.';
