-- The review of reports: steps, verdicts on explanations, settings, withdrawals and deadlines.

create table report_step (
  id bigint generated always as identity primary key,
  report_id integer not null references report,
  agency_id integer not null references agency,
  revision integer not null,
  action text not null,
  from_state text not null,
  to_state text not null,
  actor text not null,
  actor_name text not null,
  same_person boolean not null,
  comment text,
  remarks jsonb not null,
  created_at timestamptz not null
);
comment on table report_step is
  'A step of a report from one state to another: who took it, on which revision, with which comment and remarks. Rows are only added.';
create index report_step_report on report_step (report_id, id);
revoke update, delete on report_step from ogi_server;
create trigger t10_audit_insert after insert on report_step
  referencing new table as new_rows for each statement execute function audit_report_rows();
create trigger t10_audit_update after update on report_step
  referencing old table as old_rows new table as new_rows for each statement execute function audit_report_rows();
create trigger t10_audit_delete after delete on report_step
  referencing old table as old_rows for each statement execute function audit_report_rows();

create table finding_review (
  revision_id integer not null references report_revision,
  report_id integer not null constraint finding_review_report_id_fkey1 references report,
  agency_id integer not null constraint finding_review_agency_id_fkey1 references agency,
  fingerprint text not null,
  explanation text not null,
  verdict text not null constraint finding_review_verdict_check1 check (verdict in ('CONFIRMED', 'REJECTED')),
  comment text,
  reviewer_name text not null,
  reviewed_at timestamptz not null default now(),
  replaced jsonb not null default '[]',
  primary key (revision_id, fingerprint, explanation)
);
create index finding_review_report on finding_review (report_id);
comment on table finding_review is
  'A verdict on the explanation of a finding in one revision. The next revision takes it over where finding and explanation are the same.';
comment on column finding_review.replaced is
  'The verdicts that this one replaced: what was said before, by whom and when.';
-- A verdict that goes with a report to its next revision was given before, by somebody else.
create trigger t10_audit_insert after insert on finding_review for each row
  when (new.reviewed_at = now()) execute function audit_row();
create trigger t10_audit_change after update or delete on finding_review for each row execute function audit_row();

create table review_setting (
  agency_id integer primary key references agency,
  steps text[] not null check (steps <@ array['SECTION_REVIEW', 'OFFICE_REVIEW', 'LEADER_REVIEW']),
  allow_same_person boolean not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null default now()
);
comment on table review_setting is
  'Which steps of the review an agency has, and whether one person may take two of them. Without a row it has all, by different people.';
create trigger t10_audit after insert or update or delete on review_setting for each row execute function audit_row();

create table withdrawal (
  id integer generated always as identity primary key,
  report_id integer not null references report,
  agency_id integer not null references agency,
  revision integer not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz not null,
  reason text not null
);
comment on table withdrawal is 'A published revision was withdrawn, when and why. Rows are only added.';
create index withdrawal_agency on withdrawal (agency_id);
create index withdrawal_report on withdrawal (report_id, revision);
revoke update, delete on withdrawal from ogi_server;
create trigger t10_audit after insert or update or delete on withdrawal for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on withdrawal
  for each statement execute function bump_data_version();

create table deadline_rule (
  id integer generated always as identity primary key,
  year smallint not null,
  kind text not null check (kind in ('GOVERNMENT', 'DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION')),
  due_on date not null,
  locks boolean not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null default now()
);
comment on table deadline_rule is
  'Until when agencies of a kind file the reports of a year, and whether nothing can be filed afterwards. The row that was set last holds; without a row the statutory day does.';
create index deadline_rule_year on deadline_rule (year, kind);
revoke update, delete on deadline_rule from ogi_server;
create trigger t10_audit after insert or update or delete on deadline_rule for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on deadline_rule
  for each statement execute function bump_data_version();

create table deadline_extension (
  id integer generated always as identity primary key,
  year smallint not null,
  agency_id integer references agency,
  jurisdiction_id integer references jurisdiction,
  due_on date not null,
  reason text not null,
  granted_by text not null,
  granted_at timestamptz not null default now(),
  check (num_nonnulls(agency_id, jurisdiction_id) <= 1)
);
comment on table deadline_extension is
  'A later day for the reports of a year: for one agency, for a jurisdiction with all below it, or for everybody. What it does says deadline_at.';
create index deadline_extension_year on deadline_extension (year);
revoke delete on deadline_extension from ogi_server;
create trigger t10_audit after insert or update or delete on deadline_extension for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on deadline_extension
  for each statement execute function bump_data_version();

create function extend_due(due date, base date, granted_on date, extended_to date) returns date
language sql immutable as $$
  select case when granted_on <= coalesce(due, base) then greatest(coalesce(due, base), extended_to) else coalesce(due, base) end
$$;
comment on function extend_due(date, date, date, date) is
  'Returns the due day after one more extension: a later day counts when it was granted by the day on which the report was due until then. Step of extended_due.';

create aggregate extended_due(base date, granted_on date, extended_to date) (sfunc = extend_due, stype = date);
comment on aggregate extended_due(date, date, date) is
  'Returns the due day after extensions in the order in which they were granted. Called by deadline_at.';

create function statutory_due(which_year integer, which_kind text) returns date
language sql immutable as $$
  select make_date(which_year + 1, case which_kind when 'GOVERNMENT' then 3 else 1 end, 31)
$$;
comment on function statutory_due(integer, text) is
  'Returns the statutory day (条例第四十九条) on which an agency of a kind owes its report of a year. Called by deadline_at, agency_when_due and agency_when_due_at.';

create function agency_when_due(which_agency integer, which_year integer) returns setof agency_version
language sql stable as $$
  select v.*
    from agency_version v cross join lateral (select v.valid_from <= least(beijing_today(), statutory_due(which_year, v.kind)) as had_begun) b
   where v.agency_id = which_agency
   order by b.had_begun desc, case when b.had_begun then v.valid_from end desc, v.valid_from
   limit 1
$$;
comment on function agency_when_due(integer, integer) is
  'Returns what an agency was on the statutory day of a year, or is today where that day is yet to come: the last version that began by then, or else the first. Its kind and place decide which deadline holds, whatever became of the agency afterwards. Called by agency_deadline and by queries about extensions.';

create function agency_when_due_at(which_agency integer, which_year integer, at timestamptz) returns setof agency_version_ever
language sql stable as $$
  select v.*
    from agency_version_ever v
   cross join lateral (select v.valid_from <= least((at at time zone 'Asia/Shanghai')::date, statutory_due(which_year, v.kind)) as had_begun) b
   where v.agency_id = which_agency and v.recorded_at <= at and v.superseded_at > at
   order by b.had_begun desc, case when b.had_begun then v.valid_from end desc, v.valid_from
   limit 1
$$;
comment on function agency_when_due_at(integer, integer, timestamptz) is
  'Returns what agency_when_due does, as the hub had it at an instant. Called by agency_deadline_at.';

create function deadline_at(which_agency integer, which_year integer, which_kind text, which_path text, at timestamptz)
  returns table (due_on date, rule_due_on date, has_passed boolean, locks boolean, open_until date, is_locked boolean,
                 extension_reason text, extension_granted_by text, extension_granted_on date)
language sql stable as $$
  select coalesce(e.due_on, d.due_on), d.due_on, d.today > coalesce(e.due_on, d.due_on), d.locks, coalesce(e.open_until, d.due_on),
         d.locks and d.today > coalesce(e.open_until, d.due_on), (e.last).reason, (e.last).granted_by,
         ((e.last).granted_at at time zone 'Asia/Shanghai')::date
    from (select coalesce(rule.due_on, statutory_due(which_year, which_kind)) as due_on,
                 coalesce(rule.locks, false) as locks, (coalesce(at, now()) at time zone 'Asia/Shanghai')::date as today
            from (select 1) one
            left join lateral (
              select r.due_on, r.locks from deadline_rule r
               where r.year = which_year and r.kind = which_kind and (at is null or r.set_at <= at)
               order by r.set_at desc, r.id desc limit 1) rule on true) d
    cross join lateral (
      select max(g.extended) as due_on, max((g.x).due_on) as open_until,
             (array_agg(g.x order by (g.x).due_on = g.extended desc, (g.x).due_on desc, (g.x).id desc))[1] as last
        from (select x, extended_due(d.due_on, (x.granted_at at time zone 'Asia/Shanghai')::date, x.due_on) over (order by x.granted_at, x.id) as extended
                from deadline_extension x left join jurisdiction p on p.id = x.jurisdiction_id
               where x.year = which_year and x.due_on > d.due_on and (at is null or x.granted_at <= at)
                 and (x.agency_id = which_agency or which_path ^@ p.path or num_nonnulls(x.agency_id, x.jurisdiction_id) = 0
                   or exists (select 1 from agency_version_ever g join jurisdiction o on o.id = g.jurisdiction_id
                               where g.agency_id = which_agency and g.recorded_at <= coalesce(at, now()) and g.superseded_at > coalesce(at, now())
                                 and g.valid_from <= (x.granted_at at time zone 'Asia/Shanghai')::date
                                 and coalesce(g.valid_to > (x.granted_at at time zone 'Asia/Shanghai')::date, true) and o.path ^@ p.path))) g) e
$$;
comment on function deadline_at(integer, integer, text, text, timestamptz) is
  'Returns when the report of an agency of a kind in a place on a year is due, as it was set at an instant or is now, in one row: the statutory day (条例第四十九条) unless a rule of the year sets another, and the latest extension that was granted before the day then valid had passed. One that was granted later makes no report in time: it only opens filing where the deadline locks (open_until). An extension for a place is for the agencies that were in it when their reports were due, and for those that were in it on the day it was granted. Nothing else says what an extension does. Called by agency_deadline and agency_deadline_at.';

create function agency_deadline(which_agency integer, which_year integer)
  returns table (due_on date, rule_due_on date, has_passed boolean, locks boolean, open_until date, is_locked boolean,
                 extension_reason text, extension_granted_by text, extension_granted_on date)
language sql stable as $$
  select d.* from agency_when_due(which_agency, which_year) v join jurisdiction j on j.id = v.jurisdiction_id
    cross join lateral deadline_at(which_agency, which_year, v.kind, j.path, null) d
$$;
comment on function agency_deadline(integer, integer) is
  'Returns when the report of an agency on a year is due, by what the agency was then, in one row. Called by queries about late reports, the inbox and the reminders.';

create function agency_deadline_at(which_agency integer, which_year integer, at timestamptz)
  returns table (due_on date, rule_due_on date, has_passed boolean, locks boolean, open_until date, is_locked boolean,
                 extension_reason text, extension_granted_by text, extension_granted_on date)
language sql stable as $$
  select d.* from agency_when_due_at(which_agency, which_year, at) v join jurisdiction j on j.id = v.jurisdiction_id
    cross join lateral deadline_at(which_agency, which_year, v.kind, j.path, at) d
$$;
comment on function agency_deadline_at(integer, integer, timestamptz) is
  'Returns when the report of an agency on a year was due, as the hub had it at an instant. Called by queries with asOf.';
