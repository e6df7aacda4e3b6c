-- Webhooks with their deliveries, reminders of deadlines, and the trigger that tells servers and the job queue of a step.

create table webhook (
  id integer generated always as identity primary key,
  agency_id integer references agency,
  jurisdiction_id integer references jurisdiction,
  url text not null,
  secret text not null,
  events text[] not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  check (num_nonnulls(agency_id, jurisdiction_id) = 1)
);
comment on table webhook is
  'An address that is called when something happens to reports of an agency, or of a jurisdiction with all below it.';
create trigger t10_audit after insert or update or delete on webhook for each row execute function audit_row();

create table webhook_delivery (
  id uuid primary key,
  webhook_id integer not null references webhook,
  event text not null,
  payload jsonb not null,
  state text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'DEAD')),
  attempts smallint not null default 0,
  last_status smallint,
  last_error text,
  created_at timestamptz not null default now(),
  delivered_at timestamptz
);
comment on table webhook_delivery is 'One event for one webhook: what is sent, how often it was tried, and how that ended.';
create index webhook_delivery_webhook on webhook_delivery (webhook_id, created_at desc);

create table deadline_notice (
  agency_id integer not null references agency,
  year smallint not null,
  event text not null check (event in ('DEADLINE_NEAR', 'OVERDUE')),
  due_on date not null,
  weeks_late smallint not null,
  told_at timestamptz not null default now(),
  primary key (agency_id, year, event, due_on, weeks_late)
);
comment on table deadline_notice is
  'An agency was reminded of a deadline. A reminder with a row is not sent again; one of a day on which the hub did not run is sent later.';

create table reminder (
  id integer generated always as identity primary key,
  agency_id integer not null references agency,
  year smallint not null,
  kind text not null check (kind in ('NOT_BEGUN', 'LATE', 'RETURNED')),
  addresses text[] not null,
  note text,
  sent_by text not null,
  sent_at timestamptz not null default now()
);
comment on table reminder is
  'An officer reminded an agency of its report of a year by mail: why, to which addresses and with which note. Rows are only added.';
create index reminder_agency on reminder (agency_id, year, sent_at);
revoke update, delete on reminder from ogi_server;
create trigger t10_audit after insert or update or delete on reminder for each row execute function audit_row();

create table refused_address (
  address text primary key,
  letters integer not null default 1,
  reply text not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now()
);
comment on table refused_address is
  'An address to which the mail server refuses letters for good: how many, with which reply and since when. A letter that arrives there removes it.';

create function notify_report_change(which_report integer, action text, state text) returns void
language sql as $$
  select pg_notify('ogi_report', json_build_object('reportKey', r.id, 'agencyKey', r.agency_id, 'year', r.year, 'path', j.path,
           'action', action, 'state', state, 'isPublic', action in ('ACCEPT', 'RECORD', 'RETRACT'))::text)
    from report r
    cross join lateral agency_now(r.agency_id) v
    join jurisdiction j on j.id = v.jurisdiction_id
   where r.id = which_report
$$;
comment on function notify_report_change(integer, text, text) is
  'Tells every server process, on the channel ogi_report, what happened to a report. Called by notify_step.';

create function queue_notice_of_findings(which_revision integer, renewal integer) returns void
language sql as $$
  select graphile_worker.add_job('tellFindings', json_build_object('revision', which_revision, 'renewal', renewal),
           job_key := format('findings %s %s', which_revision, renewal))
$$;
comment on function queue_notice_of_findings(integer, integer) is
  'Asks the job queue, once, to send letters and call webhooks about what a renewal of the findings of a revision was the first to find. Called by notify_step and queue_new_findings.';

create function notify_step() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform notify_report_change(new.report_id, new.action, new.to_state);
  -- Loading ten years of what was published must not send ten thousand letters.
  if new.action <> 'RECORD' then
    perform graphile_worker.add_job('tell', json_build_object('step', new.id));
  end if;
  -- What was found in the published report while it was corrected waits until nobody corrects it.
  if new.action = 'DISCARD' and new.to_state = 'PUBLISHED' then
    perform queue_notice_of_findings(n.revision_id, n.renewal)
      from (select distinct f.revision_id, f.renewal
              from published_revision p
              join revision_finding f on f.revision_id = p.id and f.cause in ('LAST_YEAR', 'TREE')
             where p.report_id = new.report_id
               and f.found_at > (select max(s.created_at) from report_step s where s.report_id = new.report_id and s.action = 'CORRECT')) n;
  end if;
  return null;
end
$$;
comment on function notify_step() is
  'Tells server processes and the job queue, which sends letters and calls webhooks, of a step. Trigger t80 of report_step.';
revoke execute on function notify_report_change(integer, text, text), queue_notice_of_findings(integer, integer), notify_step() from public;

create function notify_agency_change() returns trigger
language plpgsql as $$
begin
  -- PostgreSQL sends what is the same once in a transaction, however many agencies of a place that has changed.
  perform pg_notify('ogi_tree', j.path) from jurisdiction j where j.id in (old.jurisdiction_id, new.jurisdiction_id);
  return null;
end
$$;
comment on function notify_agency_change() is
  'Tells every server process, on the channel ogi_tree, that other reports are expected in the place of an agency, and in that it was in before. Trigger t80 of agency_version.';

create function notify_place_change() returns trigger
language plpgsql as $$
begin
  -- What moves with a place is there and was elsewhere: without a path it is anywhere.
  perform pg_notify('ogi_tree', case when tg_op = 'INSERT' or old.path = new.path then new.path else '' end);
  return null;
end
$$;
comment on function notify_place_change() is
  'Tells every server process, on the channel ogi_tree, that a place was added or changed: with its path, or with none where that itself has changed. Trigger t80 of jurisdiction.';

create function notify_rule_change() returns trigger
language plpgsql as $$
begin
  perform pg_notify('ogi_tree', '');
  return null;
end
$$;
comment on function notify_rule_change() is
  'Tells every server process, on the channel ogi_tree, that reports are expected by other days, anywhere. Trigger t80 of deadline_rule.';

create function notify_extension_change() returns trigger
language plpgsql as $$
begin
  if num_nonnulls(old.agency_id, old.jurisdiction_id, new.agency_id, new.jurisdiction_id) = 0 then
    perform pg_notify('ogi_tree', '');
  else
    perform pg_notify('ogi_tree', j.path)
       from (select v.agency_id from agency_version v
               join jurisdiction o on o.id = v.jurisdiction_id
               join jurisdiction p on p.id in (old.jurisdiction_id, new.jurisdiction_id) and o.path ^@ p.path
             union select old.agency_id union select new.agency_id) a
       join agency_version e on e.agency_id = a.agency_id
       join jurisdiction j on j.id = e.jurisdiction_id;
  end if;
  return null;
end
$$;
comment on function notify_extension_change() is
  'Tells every server process, on the channel ogi_tree, where reports are expected by other days: in all places in which the agencies that an extension is for are or were. Trigger t80 of deadline_extension.';
revoke execute on function notify_agency_change(), notify_place_change(), notify_rule_change(), notify_extension_change() from public;

create function notify_batch(which_batch integer, which_agency integer) returns void
language sql as $$
  select pg_notify('ogi_batch', json_build_object('startedBy', b.started_by, 'agencyKey', i.agency_id, 'path', j.path)::text)
    from import_batch b
    left join (select distinct agency_id from report_import
                where batch_id = which_batch and (which_agency is null or agency_id = which_agency)) i on true
    left join lateral agency_now(i.agency_id) v on true
    left join jurisdiction j on j.id = v.jurisdiction_id
   where b.id = which_batch
$$;
comment on function notify_batch(integer, integer) is
  'Tells every server process, on the channel ogi_batch, that a batch of imports has changed: by whom it was started, and for each agency, or one of them, where it is. Called by notify_batch_change and notify_import.';

create function notify_batch_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform notify_batch(new.id, null);
  return null;
end
$$;
comment on function notify_batch_change() is
  'Tells server processes that a batch of imports was started or undone. Trigger t80 of import_batch.';

create function notify_import() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform notify_batch(new.batch_id, new.agency_id);
  return null;
end
$$;
comment on function notify_import() is
  'Tells server processes that a report was stored in a batch of imports. Trigger t80 of report_import.';
revoke execute on function notify_batch(integer, integer), notify_batch_change(), notify_import() from public;

create trigger t80_notify after insert or update on import_batch for each row execute function notify_batch_change();
create trigger t80_notify after insert on report_import
  for each row when (new.batch_id is not null) execute function notify_import();
create trigger t80_notify after insert or update or delete on jurisdiction
  for each row execute function notify_place_change();
create trigger t80_notify after insert or update or delete on agency_version
  for each row execute function notify_agency_change();
create trigger t80_notify after insert or update or delete on deadline_rule
  for each statement execute function notify_rule_change();
create trigger t80_notify after insert or update or delete on deadline_extension
  for each row execute function notify_extension_change();

create trigger t80_notify after insert on report_step for each row execute function notify_step();

create function queue_new_findings() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform queue_notice_of_findings(n.revision_id, n.renewal)
    from (select distinct revision_id, renewal from changed
           -- Loading ten years of what was published, or a hub of other rules, must not send ten thousand letters.
           where cause in ('LAST_YEAR', 'TREE') and severity <> 'INFO' and explanation is null and is_published(revision_id)) n;
  return null;
end
$$;
comment on function queue_new_findings() is
  'Asks the job queue to send letters and call webhooks about what is found in published reports that was not found before. Trigger t80 of revision_finding.';
revoke execute on function queue_new_findings() from public;
create trigger t80_queue_new_findings after insert on revision_finding
  referencing new table as changed for each statement execute function queue_new_findings();

create function queue_findings() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('findings', json_build_object('agencies', a.ids))
    from (select array(
            select distinct t.id
              from (select unnest(new.agency_ids) as id
                    union select s.successor_id from agency_succession_ever s where s.predecessor_id = any(new.agency_ids)) t
             where exists (select 1 from report r where r.agency_id = t.id) order by 1) as ids) a
   where a.ids <> '{}';
  return null;
end
$$;
comment on function queue_findings() is
  'Asks the job queue to check the reports of agencies anew that a change of the tree, or undoing it, touches, and those of their successors: what an agency is, and what was merged into it, bears on what is found in its reports. Trigger t80 of tree_change.';
revoke execute on function queue_findings() from public;
create trigger t80_queue_findings after insert or update on tree_change for each row execute function queue_findings();
