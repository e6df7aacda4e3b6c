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
  year smallint not null,
  kind text not null check (kind in ('GOVERNMENT', 'DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION')),
  due_on date not null,
  locks boolean not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null default now(),
  primary key (year, kind)
);
comment on table deadline_rule is
  'Until when agencies of a kind file the reports of a year, and whether nothing can be filed afterwards. Without a row the statutory day holds.';
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
  'A later day for the reports of a year: for one agency, for a jurisdiction with all below it, or for everybody.';
create index deadline_extension_year on deadline_extension (year);
revoke delete on deadline_extension from ogi_server;
create trigger t10_audit after insert or update or delete on deadline_extension for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on deadline_extension
  for each statement execute function bump_data_version();

create function agency_deadline(which_agency integer, which_year integer)
  returns table (due_on date, rule_due_on date, has_passed boolean, is_locked boolean, extension_reason text, extension_granted_by text)
language sql stable as $$
  select coalesce(e.due_on, d.due_on), d.due_on, d.today > coalesce(e.due_on, d.due_on),
         d.locks and d.today > coalesce(e.due_on, d.due_on), e.reason, e.granted_by
    from (select coalesce(rule.due_on, make_date(which_year + 1, case v.kind when 'GOVERNMENT' then 3 else 1 end, 31)) as due_on,
                 coalesce(rule.locks, false) as locks, j.path, (now() at time zone 'Asia/Shanghai')::date as today
            from agency_now(which_agency) v
            join jurisdiction j on j.id = v.jurisdiction_id
            left join deadline_rule rule on rule.year = which_year and rule.kind = v.kind) d
    left join lateral (
      select x.due_on, x.reason, x.granted_by
        from deadline_extension x left join jurisdiction p on p.id = x.jurisdiction_id
       where x.year = which_year and x.due_on > d.due_on
         and (x.agency_id = which_agency or d.path ^@ p.path or num_nonnulls(x.agency_id, x.jurisdiction_id) = 0)
       order by x.due_on desc, x.id desc
       limit 1) e on true
$$;
comment on function agency_deadline(integer, integer) is
  'Returns when the report of an agency on a year is due, in one row: the statutory day (条例第四十九条) unless a rule of the year sets another; the most generous extension counts. Called by queries about late reports, the inbox and the reminders.';
