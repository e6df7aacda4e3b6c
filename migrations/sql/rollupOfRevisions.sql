-- What publications, and values of indicators, change of the sums is noted as deltas.

create function note_revision_sum_deltas() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  if tg_op = 'INSERT' then
    perform 1 from agency
      where id in (select agency_id from new_rows n where is_rolled_up(n.scope, n.published_at, n.superseded_at)) order by id for share;
    perform pg_advisory_xact_lock_shared(1764600000);
    insert into rollup_sum_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_sum_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select 1 as sign, m.jurisdiction_id, m.kind, n.year, n.counts, n.fees_amount, n.error_count, n.blank_cells,
                   n.not_applicable_cells, n.proactive_edition, n.requests_edition,
                   (m.kind = 'GOVERNMENT' or not (m.first_year <= n.year and n.year < m.end_year))
              from new_rows n cross join lateral agency_in_year(n.agency_id, n.year) m
             where is_rolled_up(n.scope, n.published_at, n.superseded_at)) c;
  elsif tg_op = 'DELETE' then
    perform 1 from agency
      where id in (select agency_id from old_rows o where is_rolled_up(o.scope, o.published_at, o.superseded_at)) order by id for share;
    perform pg_advisory_xact_lock_shared(1764600000);
    insert into rollup_sum_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_sum_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select -1 as sign, m.jurisdiction_id, m.kind, o.year, o.counts, o.fees_amount, o.error_count, o.blank_cells,
                   o.not_applicable_cells, o.proactive_edition, o.requests_edition,
                   (m.kind = 'GOVERNMENT' or not (m.first_year <= o.year and o.year < m.end_year))
              from old_rows o cross join lateral agency_in_year(o.agency_id, o.year) m
             where is_rolled_up(o.scope, o.published_at, o.superseded_at)) c;
  else
    perform 1 from agency where id in (select agency_id from new_rows) order by id for share;
    perform pg_advisory_xact_lock_shared(1764600000);
    insert into rollup_sum_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_sum_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select 1 as sign, m.jurisdiction_id, m.kind, n.year, n.counts, n.fees_amount, n.error_count, n.blank_cells,
                   n.not_applicable_cells, n.proactive_edition, n.requests_edition,
                   (m.kind = 'GOVERNMENT' or not (m.first_year <= n.year and n.year < m.end_year))
              from new_rows n join old_rows o on o.id = n.id cross join lateral agency_in_year(n.agency_id, n.year) m
             where is_rolled_up(n.scope, n.published_at, n.superseded_at)
               and (is_rolled_up(n.scope, n.published_at, n.superseded_at) is distinct from is_rolled_up(o.scope, o.published_at, o.superseded_at)
                    or n.counts is distinct from o.counts or n.fees_amount is distinct from o.fees_amount or n.error_count <> o.error_count)
            union all
            select -1 as sign, m.jurisdiction_id, m.kind, o.year, o.counts, o.fees_amount, o.error_count, o.blank_cells,
                   o.not_applicable_cells, o.proactive_edition, o.requests_edition,
                   (m.kind = 'GOVERNMENT' or not (m.first_year <= o.year and o.year < m.end_year))
              from new_rows n join old_rows o on o.id = n.id cross join lateral agency_in_year(o.agency_id, o.year) m
             where is_rolled_up(o.scope, o.published_at, o.superseded_at)
               and (is_rolled_up(n.scope, n.published_at, n.superseded_at) is distinct from is_rolled_up(o.scope, o.published_at, o.superseded_at)
                    or n.counts is distinct from o.counts or n.fees_amount is distinct from o.fees_amount or n.error_count <> o.error_count)) c;
  end if;
  return null;
end
$$;
comment on function note_revision_sum_deltas() is
  'Notes the reports that come into the sums or go out of them when revisions are published, superseded or loaded. Trigger t40 of report_revision.';

create function note_revision_indicator_deltas() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  insert into rollup_indicator_delta
  select pg_current_xact_id(),
         row_number() over () = 1 and not exists (select 1 from rollup_indicator_delta k where k.transaction = pg_current_xact_id()), c.*
    from (select 1 as sign, m.jurisdiction_id, m.kind, n.year, i.indicator_id, i.value, i.qualifier
            from new_rows n join old_rows o on o.id = n.id cross join lateral agency_in_year(n.agency_id, n.year) m
            join report_indicator i on i.revision_id = n.id
           where is_rolled_up(n.scope, n.published_at, n.superseded_at)
             and is_rolled_up(n.scope, n.published_at, n.superseded_at) is distinct from is_rolled_up(o.scope, o.published_at, o.superseded_at)
          union all
          select -1 as sign, m.jurisdiction_id, m.kind, o.year, i.indicator_id, i.value, i.qualifier
            from new_rows n join old_rows o on o.id = n.id cross join lateral agency_in_year(o.agency_id, o.year) m
            join report_indicator i on i.revision_id = o.id
           where is_rolled_up(o.scope, o.published_at, o.superseded_at)
             and is_rolled_up(n.scope, n.published_at, n.superseded_at) is distinct from is_rolled_up(o.scope, o.published_at, o.superseded_at)) c;
  return null;
end
$$;
comment on function note_revision_indicator_deltas() is
  'Notes the values of indicators that come into the sums or go out of them when revisions are published or superseded. Relies on the locks of t40. Trigger t50 of report_revision.';

create function note_value_indicator_deltas() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  touched integer[];
begin
  if tg_op = 'INSERT' then
    touched := array(select distinct v.agency_id from new_rows i join published_revision v on v.id = i.revision_id where v.scope = 'OWN');
  elsif tg_op = 'DELETE' then
    touched := array(select distinct v.agency_id from old_rows i join published_revision v on v.id = i.revision_id where v.scope = 'OWN');
  else
    touched := array(select distinct v.agency_id from (table new_rows union all table old_rows) i
                       join published_revision v on v.id = i.revision_id where v.scope = 'OWN');
  end if;
  if touched = '{}' then return null; end if;
  perform 1 from agency where id = any(touched) order by id for share;
  perform pg_advisory_xact_lock_shared(1764600000);
  if tg_op <> 'DELETE' then
    insert into rollup_indicator_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_indicator_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select 1 as sign, m.jurisdiction_id, m.kind, v.year, i.indicator_id, i.value, i.qualifier
              from new_rows i join published_revision v on v.id = i.revision_id
              cross join lateral agency_in_year(v.agency_id, v.year) m
             where v.scope = 'OWN') c;
  end if;
  if tg_op <> 'INSERT' then
    insert into rollup_indicator_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_indicator_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select -1 as sign, m.jurisdiction_id, m.kind, v.year, i.indicator_id, i.value, i.qualifier
              from old_rows i join published_revision v on v.id = i.revision_id
              cross join lateral agency_in_year(v.agency_id, v.year) m
             where v.scope = 'OWN') c;
  end if;
  return null;
end
$$;
comment on function note_value_indicator_deltas() is
  'Notes the values of indicators that are added to revisions already published, or changed or removed in them. Trigger t50 of report_indicator.';

create trigger t40_note_sum_deltas_insert after insert on report_revision
  referencing new table as new_rows for each statement execute function note_revision_sum_deltas();
create trigger t40_note_sum_deltas_update after update on report_revision
  referencing old table as old_rows new table as new_rows for each statement execute function note_revision_sum_deltas();
create trigger t40_note_sum_deltas_delete after delete on report_revision
  referencing old table as old_rows for each statement execute function note_revision_sum_deltas();
create trigger t50_note_indicator_deltas_update after update on report_revision
  referencing old table as old_rows new table as new_rows for each statement execute function note_revision_indicator_deltas();
create trigger t50_note_indicator_deltas_insert after insert on report_indicator
  referencing new table as new_rows for each statement execute function note_value_indicator_deltas();
create trigger t50_note_indicator_deltas_update after update on report_indicator
  referencing old table as old_rows new table as new_rows for each statement execute function note_value_indicator_deltas();
create trigger t50_note_indicator_deltas_delete after delete on report_indicator
  referencing old table as old_rows for each statement execute function note_value_indicator_deltas();

revoke execute on function note_revision_sum_deltas(), note_revision_indicator_deltas(), note_value_indicator_deltas() from public;
