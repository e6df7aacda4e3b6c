-- What happened to places, and every change of the tree as one thing that can be undone.

create table jurisdiction_former_name (
  id integer generated always as identity primary key,
  jurisdiction_id integer not null references jurisdiction,
  name text not null,
  name_en text,
  valid_to date,
  recorded_at timestamptz not null default tree_time()
);
comment on table jurisdiction_former_name is 'A name that a place had before another.';
comment on column jurisdiction_former_name.valid_to is
  'the first day of the next name; null when the place never bore the name and it was corrected';
comment on column jurisdiction_former_name.recorded_at is 'until when the hub had the name';
create index jurisdiction_former_name_place on jurisdiction_former_name (jurisdiction_id, recorded_at);
create trigger t10_audit after insert or update or delete on jurisdiction_former_name
  for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on jurisdiction_former_name
  for each statement execute function bump_data_version();

create view jurisdiction_name_home as
  select id, jurisdiction_id, name, name_en, recorded_at,
         coalesce(lag(extract(year from valid_to)::smallint) over w, 0) as home_from, extract(year from valid_to)::smallint as home_to
    from jurisdiction_former_name
   where valid_to is not null
  window w as (partition by jurisdiction_id order by valid_to, id);
comment on view jurisdiction_name_home is
  'A former name of a place and the years whose name it is: those with home_from <= y < home_to, at whose end the place bore it, as with versions of agencies. Of other years it has the present name. Names are recorded in the order of their days, so that what the hub had at an instant is recorded_at <= instant.';
revoke insert, update, delete on jurisdiction_name_home from ogi_server;

create table jurisdiction_succession (
  id integer generated always as identity primary key,
  predecessor_id integer not null references jurisdiction,
  successor_id integer not null references jurisdiction,
  kind text not null check (kind in ('RECODE', 'MOVE', 'CONVERSION', 'MERGE', 'SPLIT')),
  effective_on date not null,
  recorded_at timestamptz not null default tree_time(),
  unique (predecessor_id, successor_id)
);
comment on table jurisdiction_succession is
  'A place goes on as another from a day on: under another code, below another place, as another kind of place, merged or split.';
create index jurisdiction_succession_successor on jurisdiction_succession (successor_id);
create trigger t10_audit after insert or update or delete on jurisdiction_succession
  for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on jurisdiction_succession
  for each statement execute function bump_data_version();

create table tree_change (
  id integer generated always as identity primary key,
  kind text not null,
  effective_on date,
  recorded_at timestamptz not null default tree_time(),
  author text not null,
  agency_ids integer[] not null,
  places jsonb not null,
  foundings jsonb not null default '[]',
  paths text[] not null,
  undone_at timestamptz
);
comment on table tree_change is
  'One change of places and agencies, by whom and when. The rows that it wrote have its instant: recorded_at of what is there since, superseded_at of what was there before.';
comment on column tree_change.agency_ids is 'the agencies that it changed';
comment on column tree_change.places is 'the places that it changed: id, and before, which is null for a place that it added';
comment on column tree_change.foundings is
  'the agencies of which it said anew whether it is known when they were founded: id, and before, which is whether it was unknown';
comment on column tree_change.paths is 'where it changed something: who may change the tree in all of these places may undo it';
create index tree_change_recorded on tree_change (recorded_at);
create trigger t10_audit after insert or update or delete on tree_change
  for each row execute function audit_row();

create function undo_tree_rows(at timestamptz, agencies integer[], places integer[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if at < now() - interval '25 hours' then raise exception 'what was changed more than a day ago is not undone'; end if;
  delete from agency_succession s
   where s.recorded_at = at and (s.predecessor_id = any(agencies) or s.successor_id = any(agencies))
     and not exists (select 1 from agency_succession_past p
                      where p.predecessor_id = s.predecessor_id and p.successor_id = s.successor_id and p.superseded_at = at);
  update agency_succession s set kind = p.kind, effective_on = p.effective_on from agency_succession_past p
   where p.predecessor_id = s.predecessor_id and p.successor_id = s.successor_id and p.superseded_at = at and s.recorded_at = at
     and (s.predecessor_id = any(agencies) or s.successor_id = any(agencies));
  delete from agency_version v
   where v.recorded_at = at and v.agency_id = any(agencies)
     and not exists (select 1 from agency_version_past p where p.id = v.id and p.superseded_at = at);
  update agency_version v
     set name = p.name, name_en = p.name_en, kind = p.kind, jurisdiction_id = p.jurisdiction_id,
         supervising_agency_id = p.supervising_agency_id, valid_from = p.valid_from, valid_to = p.valid_to
    from agency_version_past p where p.id = v.id and p.superseded_at = at and v.agency_id = any(agencies);
  delete from deadline_extension where jurisdiction_id = any(places);
end
$$;
comment on function undo_tree_rows(timestamptz, integer[], integer[]) is
  'Makes versions and successions of agencies what they were before the change of an instant, which is within the last day, and takes back the longer deadlines of places that it added. Called by undoTreeChange, which sees that nothing was built upon it.';
revoke execute on function undo_tree_rows(timestamptz, integer[], integer[]) from public;
grant execute on function undo_tree_rows(timestamptz, integer[], integer[]) to ogi_server;
