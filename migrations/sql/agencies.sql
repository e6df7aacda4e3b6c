-- Jurisdictions, agencies, what agencies were when, and which became which.
--
-- The tree of agencies has two times. Since when a version of an agency or a succession is true, it says itself (valid_from,
-- effective_on). Since when the hub has it so is recorded_at. What is changed or removed stays in agency_version_past and
-- agency_succession_past with the instant until which the hub had it so. Triggers see to that, so that no path goes around it.

create table jurisdiction (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9]{6}([0-9]{3})?$'),
  name text not null,
  name_en text,
  level text not null check (level in ('NATION', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP')),
  parent_id integer references jurisdiction,
  path text collate "C" not null unique check (path like '%/'),
  demonstration boolean not null default false,
  valid_from date,
  valid_to date check (valid_to >= valid_from),
  removed_at timestamptz
);
comment on table jurisdiction is
  'An administrative division (行政区划) with its code of GB/T 2260: six digits, or nine for a township.';
comment on column jurisdiction.valid_from is 'the day from which the place exists; null when it was always there, or nobody has said since when';
comment on column jurisdiction.valid_to is
  'the day from which the place no longer exists: it was closed, merged, split, or goes on under another code';
comment on column jurisdiction.removed_at is
  'when the adding of the place was undone: nothing shows it but answers as of the time it was there';
comment on column jurisdiction.path is 'codes from the root down, each followed by /; a subtree is one range of it';
create index jurisdiction_parent on jurisdiction (parent_id, code);
revoke delete on jurisdiction from ogi_server;

create function refuse_jurisdiction_move() returns trigger
language plpgsql as $$
begin
  raise exception 'a place does not move: what is recoded or moved goes on as another row, to which its agencies are moved';
end
$$;
comment on function refuse_jurisdiction_move() is
  'Refuses a change of the code, level or parent of a jurisdiction: sums and rights go by them. Trigger t00 of jurisdiction.';
revoke execute on function refuse_jurisdiction_move() from public;

create trigger t00_refuse before update of path, parent_id, level, code on jurisdiction
  for each row when (old.removed_at is null and (old.path, old.parent_id, old.level, old.code) is distinct from (new.path, new.parent_id, new.level, new.code))
  execute function refuse_jurisdiction_move();
create trigger t10_audit after insert or update or delete on jurisdiction
  for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on jurisdiction
  for each statement execute function bump_data_version();


create table agency (
  id integer generated always as identity primary key,
  code text not null unique,
  demonstration boolean not null default false,
  founding_unknown boolean not null default false
);
comment on column agency.founding_unknown is
  'whether its first version begins when the hub began to record it, and not when it was founded';
comment on table agency is
  'An organ that reports (行政机关). What it is called, what kind it is and where it belongs is in agency_version.';
revoke delete on agency from ogi_server;

create trigger t10_audit after insert or update or delete on agency
  for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on agency
  for each statement execute function bump_data_version();


create function tree_time() returns timestamptz
language plpgsql as $$
declare
  at text := current_setting('ogi.tree_time', true);
begin
  if coalesce(at, '') = '' then
    at := clock_timestamp()::text;
    perform set_config('ogi.tree_time', at, true);
  end if;
  return at::timestamptz;
end
$$;
comment on function tree_time() is
  'Returns the instant at which this transaction changes the tree: one for all of its changes, read at the first of them. Default of recorded_at; called by the triggers of agency_version and agency_succession.';

create function set_recorded_at() returns trigger
language plpgsql as $$
begin
  new.recorded_at := greatest(tree_time(), old.recorded_at);
  return new;
end
$$;
comment on function set_recorded_at() is
  'Sets since when the hub has a row of the tree as it is. Trigger t01 of agency_version and agency_succession.';

create function refuse_history_change() returns trigger
language plpgsql as $$
begin
  raise exception 'what the tree was stays as it was';
end
$$;
comment on function refuse_history_change() is
  'Refuses every change of what was archived. Trigger t00 of agency_version_past and agency_succession_past.';


create table agency_version (
  id integer generated always as identity primary key,
  agency_id integer not null references agency,
  name text not null,
  name_en text,
  kind text not null check (kind in ('GOVERNMENT', 'DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION')),
  jurisdiction_id integer not null references jurisdiction,
  supervising_agency_id integer references agency,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  first_year smallint not null generated always as (extract(year from valid_from)::smallint) stored,
  end_year smallint not null generated always as (coalesce(extract(year from valid_to)::smallint, 9999)) stored,
  home_from smallint not null default 0,
  home_to smallint not null default 9999,
  recorded_at timestamptz not null default tree_time(),
  unique (agency_id, valid_from)
);
comment on table agency_version is
  'What an agency is called, what kind it is and where it belongs from one day to another. Each change of these makes a new version.';
comment on column agency_version.end_year is 'in force on 31 December of y when first_year <= y < end_year';
comment on column agency_version.home_from is
  'reports of the years home_from <= y < home_to stand in this version: the last that began by the end of the year; before the first one there';
comment on column agency_version.recorded_at is 'since when the hub has it so';
create index agency_version_recorded on agency_version (recorded_at);
create index agency_version_place on agency_version (jurisdiction_id, agency_id);
create unique index agency_version_open on agency_version (agency_id) where valid_to is null;
revoke delete on agency_version from ogi_server;

create table agency_version_past (
  id integer,
  agency_id integer references agency,
  name text,
  name_en text,
  kind text,
  jurisdiction_id integer,
  supervising_agency_id integer,
  valid_from date,
  valid_to date,
  first_year smallint,
  end_year smallint,
  home_from smallint,
  home_to smallint,
  recorded_at timestamptz not null,
  superseded_at timestamptz not null
);
comment on table agency_version_past is
  'A row of agency_version as it was from recorded_at until superseded_at, when it was changed or removed. Rows are only added.';
create index agency_version_past_agency on agency_version_past (agency_id);
create index agency_version_past_superseded on agency_version_past (superseded_at);
create index agency_version_past_place on agency_version_past (jurisdiction_id);
revoke insert, update, delete on agency_version_past from ogi_server;

create view agency_version_ever as
  select id, agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from, valid_to, first_year, end_year,
         home_from, home_to, recorded_at, 'infinity'::timestamptz as superseded_at
    from agency_version
  union all
  select id, agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from, valid_to, first_year, end_year,
         home_from, home_to, recorded_at, superseded_at
    from agency_version_past;
comment on view agency_version_ever is
  'Every version of every agency that the hub ever had, with the time from which until which it had it. What it had at an instant is recorded_at <= instant < superseded_at.';
revoke insert, update, delete on agency_version_ever from ogi_server;

create function archive_agency_version() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  until timestamptz := case when tg_op = 'DELETE' then greatest(tree_time(), old.recorded_at) else new.recorded_at end;
begin
  -- What was recorded and changed in one transaction nobody has seen.
  if old.recorded_at < until then
    insert into agency_version_past (id, agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from, valid_to,
                                     first_year, end_year, home_from, home_to, recorded_at, superseded_at)
    select old.id, old.agency_id, old.name, old.name_en, old.kind, old.jurisdiction_id, old.supervising_agency_id, old.valid_from, old.valid_to,
           old.first_year, old.end_year, old.home_from, old.home_to, old.recorded_at, until;
  end if;
  return null;
end
$$;
comment on function archive_agency_version() is
  'Stores a version of an agency as it was before it is changed or removed. Trigger t70 of agency_version.';
revoke execute on function archive_agency_version() from public;

create function settle_home_years() returns trigger
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  touched integer[];
begin
  if tg_op = 'INSERT' then touched := array(select distinct agency_id from new_rows);
  elsif tg_op = 'DELETE' then touched := array(select distinct agency_id from old_rows);
  else touched := array(select agency_id from new_rows union select agency_id from old_rows);
  end if;
  -- The update fires this trigger again, which then finds nothing to change.
  if touched <> '{}' then
    update agency_version v set home_from = h.home_from, home_to = h.home_to
      from (select id,
                   case when row_number() over w = 1 then 0 else first_year end as home_from,
                   coalesce(lead(first_year) over w, 9999) as home_to
              from agency_version where agency_id = any(touched)
            window w as (partition by agency_id order by valid_from)) h
     where h.id = v.id and (v.home_from, v.home_to) is distinct from (h.home_from, h.home_to);
  end if;
  return null;
end
$$;
comment on function settle_home_years() is
  'Sets for which years reports belong to each version of the agencies that changed: each year to one version, all years before to the first, all after to the last. Trigger t60 of agency_version.';
revoke execute on function settle_home_years() from public;

create trigger t01_set_recorded_at before update on agency_version
  for each row execute function set_recorded_at();
create trigger t10_audit after insert or update or delete on agency_version
  for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on agency_version
  for each statement execute function bump_data_version();
create trigger t60_settle_home_years_insert after insert on agency_version
  referencing new table as new_rows for each statement execute function settle_home_years();
create trigger t60_settle_home_years_update after update on agency_version
  referencing old table as old_rows new table as new_rows for each statement execute function settle_home_years();
create trigger t60_settle_home_years_delete after delete on agency_version
  referencing old table as old_rows for each statement execute function settle_home_years();
create trigger t70_archive after update or delete on agency_version
  for each row execute function archive_agency_version();
create trigger t00_refuse before update or delete on agency_version_past
  for each row execute function refuse_history_change();


-- PostgreSQL replaces a call of these functions in FROM by their query, as it does with views.

create function agency_in_year(which_agency integer, which_year integer) returns setof agency_version
language sql stable as $$
  select * from agency_version v where v.agency_id = which_agency and v.home_from <= which_year and which_year < v.home_to
$$;
comment on function agency_in_year(integer, integer) is
  'Returns the one version of an agency to which its report of a year belongs, whether or not it was in force. Called by queries about reports and by the functions that note deltas.';

create function agency_now(which_agency integer) returns setof agency_version
language sql stable as $$
  select *
    from agency_version v
   where v.agency_id = which_agency
   order by v.valid_from <= beijing_today() desc, case when v.valid_from <= beijing_today() then v.valid_from end desc, v.valid_from
   limit 1
$$;
comment on function agency_now(integer) is
  'Returns what an agency is today in Beijing: the last version that began by today, or else the first that will. Called by queries about rights and work.';

create function agency_at(which_agency integer, at timestamptz) returns setof agency_version_ever
language sql stable as $$
  select *
    from agency_version_ever v
   where v.agency_id = which_agency and v.recorded_at <= at and v.superseded_at > at
   order by v.valid_from <= (at at time zone 'Asia/Shanghai')::date desc,
            case when v.valid_from <= (at at time zone 'Asia/Shanghai')::date then v.valid_from end desc,
            v.valid_from
   limit 1
$$;
comment on function agency_at(integer, timestamptz) is
  'Returns what an agency was on the day of an instant, as the hub had it then. Called by queries with asOf.';
