-- What changes of agencies change of the sums is noted as deltas.

create function note_agency_sum_deltas() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  if tg_op <> 'DELETE' then
    perform 1 from agency where id in (select agency_id from new_rows) order by id for no key update;
    perform pg_advisory_xact_lock(1764600000);
    insert into rollup_expected as k (jurisdiction_id, kind, year, change)
    select p.id, w.kind, t.year, sum(t.change)
      from (select jurisdiction_id, kind, first_year as year, 1 as change from new_rows
             where first_year < end_year and kind <> 'GOVERNMENT'
            union all
            select jurisdiction_id, kind, end_year, -1 from new_rows
             where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT') t
      cross join lateral (values (t.kind), ('ALL')) w(kind)
      join jurisdiction j on j.id = t.jurisdiction_id
      join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
     group by p.id, p.path, w.kind, t.year having sum(t.change) <> 0
     order by length(p.path) desc, p.id, w.kind, t.year
    on conflict (jurisdiction_id, kind, year) do update set change = k.change + excluded.change;
    insert into rollup_sum_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_sum_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select 1 as sign, n.jurisdiction_id, n.kind, r.year, r.counts, r.fees_amount, r.error_count, r.blank_cells,
                   r.not_applicable_cells, r.proactive_edition, r.requests_edition,
                   (n.kind = 'GOVERNMENT' or not (n.first_year <= r.year and r.year < n.end_year))
              from new_rows n
              join published_revision r on r.agency_id = n.agency_id and n.home_from <= r.year and r.year < n.home_to
             where r.scope = 'OWN') c;
  end if;
  if tg_op <> 'INSERT' then
    perform 1 from agency where id in (select agency_id from old_rows) order by id for no key update;
    perform pg_advisory_xact_lock(1764600000);
    insert into rollup_expected as k (jurisdiction_id, kind, year, change)
    select p.id, w.kind, t.year, sum(t.change)
      from (select jurisdiction_id, kind, first_year as year, -1 as change from old_rows
             where first_year < end_year and kind <> 'GOVERNMENT'
            union all
            select jurisdiction_id, kind, end_year, 1 from old_rows
             where first_year < end_year and end_year < 9999 and kind <> 'GOVERNMENT') t
      cross join lateral (values (t.kind), ('ALL')) w(kind)
      join jurisdiction j on j.id = t.jurisdiction_id
      join jurisdiction p on p.code = any(string_to_array(j.path, '/')) and length(p.code) = 6
     group by p.id, p.path, w.kind, t.year having sum(t.change) <> 0
     order by length(p.path) desc, p.id, w.kind, t.year
    on conflict (jurisdiction_id, kind, year) do update set change = k.change + excluded.change;
    insert into rollup_sum_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_sum_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select -1 as sign, o.jurisdiction_id, o.kind, r.year, r.counts, r.fees_amount, r.error_count, r.blank_cells,
                   r.not_applicable_cells, r.proactive_edition, r.requests_edition,
                   (o.kind = 'GOVERNMENT' or not (o.first_year <= r.year and r.year < o.end_year))
              from old_rows o
              join published_revision r on r.agency_id = o.agency_id and o.home_from <= r.year and r.year < o.home_to
             where r.scope = 'OWN') c;
  end if;
  return null;
end
$$;
comment on function note_agency_sum_deltas() is
  'Changes how many reports are expected, and notes the reports that come into the sums of a jurisdiction or go out of them, when versions of agencies change. Trigger t40 of agency_version.';

create function note_agency_indicator_deltas() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  if tg_op <> 'DELETE' then
    insert into rollup_indicator_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_indicator_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select 1 as sign, n.jurisdiction_id, n.kind, r.year, i.indicator_id, i.value, i.qualifier
              from new_rows n
              join published_revision r on r.agency_id = n.agency_id and n.home_from <= r.year and r.year < n.home_to
              join report_indicator i on i.revision_id = r.id
             where r.scope = 'OWN') c;
  end if;
  if tg_op <> 'INSERT' then
    insert into rollup_indicator_delta
    select pg_current_xact_id(),
           row_number() over () = 1 and not exists (select 1 from rollup_indicator_delta k where k.transaction = pg_current_xact_id()), c.*
      from (select -1 as sign, o.jurisdiction_id, o.kind, r.year, i.indicator_id, i.value, i.qualifier
              from old_rows o
              join published_revision r on r.agency_id = o.agency_id and o.home_from <= r.year and r.year < o.home_to
              join report_indicator i on i.revision_id = r.id
             where r.scope = 'OWN') c;
  end if;
  return null;
end
$$;
comment on function note_agency_indicator_deltas() is
  'Notes the values of indicators that come into the sums of a jurisdiction or go out of them when versions of agencies change. Relies on the locks of t40. Trigger t50 of agency_version.';

create trigger t40_note_sum_deltas_insert after insert on agency_version
  referencing new table as new_rows for each statement execute function note_agency_sum_deltas();
create trigger t40_note_sum_deltas_update after update on agency_version
  referencing old table as old_rows new table as new_rows for each statement execute function note_agency_sum_deltas();
create trigger t40_note_sum_deltas_delete after delete on agency_version
  referencing old table as old_rows for each statement execute function note_agency_sum_deltas();
create trigger t50_note_indicator_deltas_insert after insert on agency_version
  referencing new table as new_rows for each statement execute function note_agency_indicator_deltas();
create trigger t50_note_indicator_deltas_update after update on agency_version
  referencing old table as old_rows new table as new_rows for each statement execute function note_agency_indicator_deltas();
create trigger t50_note_indicator_deltas_delete after delete on agency_version
  referencing old table as old_rows for each statement execute function note_agency_indicator_deltas();

revoke execute on function note_agency_sum_deltas(), note_agency_indicator_deltas() from public;
