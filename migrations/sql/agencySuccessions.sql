-- Which agencies became which. Like agency_version this table has two times.

create table agency_succession (
  predecessor_id integer not null references agency,
  successor_id integer not null references agency,
  kind text not null check (kind in ('MERGE', 'SPLIT')),
  effective_on date not null,
  recorded_at timestamptz not null default tree_time(),
  primary key (predecessor_id, successor_id)
);
comment on table agency_succession is 'One agency was merged into another, or another was split from it, on a day.';
comment on column agency_succession.recorded_at is 'since when the hub has it so';
create index agency_succession_successor on agency_succession (successor_id);

create table agency_succession_past (
  predecessor_id integer references agency,
  successor_id integer,
  kind text,
  effective_on date,
  recorded_at timestamptz not null,
  superseded_at timestamptz not null
);
comment on table agency_succession_past is
  'A row of agency_succession as it was from recorded_at until superseded_at, when it was changed or removed. Rows are only added.';
create index agency_succession_past_predecessor on agency_succession_past (predecessor_id);
create index agency_succession_past_successor on agency_succession_past (successor_id);
revoke insert, update, delete on agency_succession_past from ogi_server;

create view agency_succession_ever as
  select predecessor_id, successor_id, kind, effective_on, recorded_at, 'infinity'::timestamptz as superseded_at from agency_succession
  union all
  select predecessor_id, successor_id, kind, effective_on, recorded_at, superseded_at from agency_succession_past;
comment on view agency_succession_ever is
  'Every succession that the hub ever had, with the time from which until which it had it.';
revoke insert, update, delete on agency_succession_ever from ogi_server;

create function archive_agency_succession() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  until timestamptz := case when tg_op = 'DELETE' then greatest(tree_time(), old.recorded_at) else new.recorded_at end;
begin
  -- What was recorded and changed in one transaction nobody has seen.
  if old.recorded_at < until then
    insert into agency_succession_past (predecessor_id, successor_id, kind, effective_on, recorded_at, superseded_at)
    select old.predecessor_id, old.successor_id, old.kind, old.effective_on, old.recorded_at, until;
  end if;
  return null;
end
$$;
comment on function archive_agency_succession() is
  'Stores a succession as it was before it is changed or removed. Trigger t70 of agency_succession.';
revoke execute on function archive_agency_succession() from public;

create trigger t01_set_recorded_at before update on agency_succession
  for each row execute function set_recorded_at();
create trigger t10_audit after insert or update or delete on agency_succession
  for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on agency_succession
  for each statement execute function bump_data_version();
create trigger t70_archive after update or delete on agency_succession
  for each row execute function archive_agency_succession();
create trigger t00_refuse before update or delete on agency_succession_past
  for each row execute function refuse_history_change();
