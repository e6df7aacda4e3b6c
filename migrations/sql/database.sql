-- The role of the running server, what this database is for, and the version of what is published.
--
-- ORDER OF TRIGGERS. PostgreSQL fires the triggers of a table in the order of their names: those BEFORE a change,
-- then those AFTER each row, then those AFTER the statement. The name of every trigger therefore begins with its step.
--
--   step  functions                                                                     why it comes there
--   t00   refuse_audit_change refuse_history_change refuse_jurisdiction_move            before anything is written
--   t01   set_recorded_at                                                               sets what the later steps read
--   t10   audit_row audit_report_rows audit_publication audit_revision_content          records the change
--   t20   bump_data_version                                                             cached answers are outdated from here on
--   t30   refuse_frozen_content                                                         after the audit, which is undone with it
--   t40   note_revision_sum_deltas note_agency_sum_deltas                               takes the locks that t50 relies on
--   t50   note_revision_indicator_deltas note_value_indicator_deltas note_agency_indicator_deltas
--   t60   settle_home_years                                                             changes agency_version again, with all its steps
--   t70   archive_agency_version archive_agency_succession                              stores the row as it was
--   t80   notify_step notify_agency_change notify_extension_change notify_place_change notify_rule_change notify_batch_change notify_import queue_findings queue_new_findings  tells others what is then complete
--   t90   fold_deltas                                                                   deferred: at the end of the transaction

-- The role without rights over the audit and over what is frozen. Roles belong to the server, so it may exist already.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'ogi_server') then
    create role ogi_server nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;
do $$
begin
  execute format('grant ogi_server to %I', current_user);
exception when others then null;
end
$$;
grant usage on schema public to ogi_server;
-- For every table that is created from here on; the files revoke what the server must not do.
alter default privileges in schema public grant select, insert, update, delete on tables to ogi_server;
grant select on migrations to ogi_server;


create function beijing_today() returns date
language sql stable as $$
  select (now() at time zone 'Asia/Shanghai')::date
$$;
comment on function beijing_today() is
  'Returns the present day in Beijing, by which agencies, deadlines and the version of the data go. Called by queries and by the functions of the tree.';


create table database_origin (
  only_row boolean primary key default true check (only_row),
  origin text not null check (origin in ('DEMONSTRATION', 'OWN')),
  recorded_at timestamptz not null default now()
);
comment on table database_origin is
  'The one row says what the database is for. DEMONSTRATION: the demonstration was loaded, completely. OWN: the data is somebody''s own and nothing is loaded into it. Without a row nothing was loaded and nobody decided.';
revoke insert, update, delete on database_origin from ogi_server;


-- The version of all published data is the sum of data_version.moves. Every transaction that changes what the public sees
-- adds one to some row, so of two sums read one after the other the later is larger exactly when such a transaction was
-- committed in between. A sequence could not do that: it would show the change before the data.
create table data_version (
  slot integer generated always as identity primary key,
  moves bigint not null
) with (fillfactor = 10);
comment on table data_version is
  'Each row counts changes of what is published; the sum of moves is the version. There are several rows so that publishers do not wait for each other.';
insert into data_version (moves) select 0 from generate_series(1, 8);
revoke insert, update, delete on data_version from ogi_server;

create function bump_data_version() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed_slot integer;
begin
  -- Once in a transaction. A savepoint that is rolled back takes the setting back, as it does the change of the row.
  if current_setting('ogi.version_moved', true) = pg_current_xact_id()::text then return null; end if;
  update data_version set moves = moves + 1
   where slot = (select d.slot from data_version d for update skip locked limit 1)
  returning slot into changed_slot;
  if changed_slot is null then insert into data_version (moves) values (1); end if;
  perform set_config('ogi.version_moved', pg_current_xact_id()::text, true);
  return null;
end
$$;
comment on function bump_data_version() is
  'Adds one to the version of what is published, once in a transaction; waits for nobody. Trigger t20 of every table that the public sees.';
revoke execute on function bump_data_version() from public;
