-- The catalogues of indicators and measures, reports and their immutable revisions.

create table indicator (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z][A-Za-z0-9]*$'),
  name text not null,
  name_en text not null,
  unit_zh text not null,
  unit_en text not null,
  aggregation text not null check (aggregation in ('SUM', 'LAST', 'NONE')),
  description_zh text not null,
  description_en text not null,
  retired boolean not null default false
);
comment on table indicator is
  'A figure outside the statutory form that the district collects, such as hotline tickets, with its unit and how it adds up.';
create trigger t10_audit after insert or update or delete on indicator for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on indicator
  for each statement execute function bump_data_version();


create table measure (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z][A-Za-z0-9]*$'),
  label_zh text not null,
  label_en text not null,
  unit_zh text not null,
  unit_en text not null,
  formula text not null,
  description_zh text not null,
  description_en text not null,
  retired boolean not null default false,
  demonstration boolean not null default false
);
comment on table measure is
  'A measure of the district: a formula over cells, subtotals, measures of the form and indicators, with its name and unit. The formula is read as data and never run.';
create trigger t10_audit after insert or update or delete on measure for each row execute function audit_row();
create trigger t20_bump_data_version after insert or update or delete or truncate on measure
  for each statement execute function bump_data_version();


create table report (
  id integer generated always as identity primary key,
  agency_id integer not null references agency,
  year smallint not null check (year between 2019 and 2100),
  scope text not null check (scope in ('OWN', 'CONSOLIDATED')),
  state text not null check (state in
    ('DRAFT', 'SECTION_REVIEW', 'OFFICE_REVIEW', 'LEADER_REVIEW', 'FILED', 'PUBLISHED', 'WITHDRAWN')),
  latest_revision integer not null default 0,
  taken_up_by text,
  taken_up_at timestamptz,
  unique (agency_id, year, scope)
);
comment on table report is
  'The annual report of an agency on a year, its own (OWN) or a government''s over all its agencies (CONSOLIDATED), and where it is in the review.';
create index report_year on report (year desc, id);
create index report_waiting on report (state, agency_id) where state not in ('PUBLISHED', 'WITHDRAWN');
revoke delete on report from ogi_server;
create trigger t10_audit_insert after insert on report
  referencing new table as new_rows for each statement execute function audit_report_rows();
create trigger t10_audit_update after update on report
  referencing old table as old_rows new table as new_rows for each statement execute function audit_report_rows();
create trigger t10_audit_delete after delete on report
  referencing old table as old_rows for each statement execute function audit_report_rows();


create table report_revision (
  id integer generated always as identity primary key,
  report_id integer not null references report,
  agency_id integer not null references agency,
  year smallint not null,
  scope text not null,
  number integer not null,
  origin text not null check (origin in ('FILED', 'RECORDED')),
  proactive_edition smallint not null check (proactive_edition in (2019, 2021)),
  requests_edition smallint not null check (requests_edition in (2019, 2021)),
  disputes_edition smallint not null check (disputes_edition in (2019, 2021)),
  counts integer[] not null,
  fees_amount numeric(20, 6),
  procurement_amount numeric(20, 6),
  marks jsonb not null default '[]',
  blank_cells smallint not null default 0,
  not_applicable_cells smallint not null default 0,
  overview text,
  problems text,
  other_matters text,
  saved_sections smallint[] not null,
  source text,
  error_count smallint not null,
  warning_count smallint not null,
  rules_version text not null default '',
  created_at timestamptz not null default now(),
  published_at timestamptz,
  superseded_at timestamptz check (superseded_at >= published_at),
  created_by text,
  correction_reason text,
  unique (report_id, number)
);
comment on table report_revision is
  'What a report says at one time: figures and narratives. Nothing in it changes but when it was published and superseded, and how much the checks find in it; a correction is a new revision.';
comment on column report_revision.counts is 'the counts of the form in their stored positions; null is not reported';
comment on column report_revision.rules_version is 'the version of the rules by which its findings were found; they are found anew where it is not that of the hub';
comment on column report_revision.created_by is 'account:<id> or key:<id>; null for what was loaded by a command';
create unique index report_revision_published on report_revision (report_id)
  where published_at is not null and superseded_at is null;
create index report_revision_rules on report_revision (rules_version);
create index report_revision_rollup on report_revision (agency_id, year, id)
  where published_at is not null and superseded_at is null and scope = 'OWN';
revoke update, delete on report_revision from ogi_server;
grant update (published_at, superseded_at, error_count, warning_count, rules_version) on report_revision to ogi_server;
create trigger t10_audit_insert after insert on report_revision
  referencing new table as new_rows for each statement execute function audit_report_rows();
create trigger t10_audit_update after update on report_revision
  referencing old table as old_rows new table as new_rows for each statement execute function audit_publication();
create trigger t10_audit_delete after delete on report_revision
  referencing old table as old_rows for each statement execute function audit_report_rows();
-- The condition also checks whether this transaction has bumped the version already: a call of the function costs five times as much.
create trigger t20_bump_data_version_insert after insert on report_revision for each row
  when (new.published_at is not null and current_setting('ogi.version_moved', true) is distinct from pg_current_xact_id()::text)
  execute function bump_data_version();
create trigger t20_bump_data_version_update after update on report_revision for each row
  when ((old.published_at is not null or new.published_at is not null)
    and current_setting('ogi.version_moved', true) is distinct from pg_current_xact_id()::text)
  execute function bump_data_version();
create trigger t20_bump_data_version_delete after delete on report_revision for each row
  when (old.published_at is not null and current_setting('ogi.version_moved', true) is distinct from pg_current_xact_id()::text)
  execute function bump_data_version();

-- A migration that adds a column to report_revision creates this view again.
create view published_revision with (security_invoker = true) as
  select * from report_revision where published_at is not null and superseded_at is null;
comment on view published_revision is
  'The revision of each published report that is published now: the latest that was published and not superseded. A withdrawn report has none.';
revoke insert, update, delete on published_revision from ogi_server;

create function is_published(revision integer) returns boolean
language sql stable as $$
  select exists (select 1 from report_revision v where v.id = revision and v.published_at is not null)
$$;
comment on function is_published(integer) is
  'Returns whether a revision is or was published. Called by the triggers t20 of report_indicator and revision_finding.';

create function refuse_frozen_content() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Findings have the number of their renewal; it is looked at last, of rows that would be refused.
  if exists (select 1
               from changed c join report_revision v on v.id = c.revision_id join report r on r.id = v.report_id
              where (v.published_at is not null or v.number <> r.latest_revision)
                and v.xmin <> pg_current_xact_id()::xid
                and coalesce((to_jsonb(c) ->> 'renewal')::int, 0) = 0) then
    raise exception 'the revision is frozen';
  end if;
  return null;
end
$$;
comment on function refuse_frozen_content() is
  'Refuses to add to a revision that is published or has a newer one, except in the transaction that created it. Findings that are found anew replace those before them and may be added: their renewal is above 0. Trigger t30 of report_indicator and revision_finding.';
revoke execute on function refuse_frozen_content() from public;


create table report_indicator (
  revision_id integer not null references report_revision,
  indicator_id integer not null references indicator,
  value numeric(24, 6) not null,
  qualifier text not null check (qualifier in ('EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE')),
  sentence text,
  primary key (revision_id, indicator_id)
);
comment on table report_indicator is
  'What a revision says of one indicator: the value, how exact it is, and the sentence it comes from.';
revoke update, delete on report_indicator from ogi_server;
create trigger t10_audit_insert after insert on report_indicator
  referencing new table as changed for each statement execute function audit_revision_content();
create trigger t10_audit_update after update on report_indicator
  referencing old table as changed for each statement execute function audit_revision_content();
create trigger t10_audit_delete after delete on report_indicator
  referencing old table as changed for each statement execute function audit_revision_content();
create trigger t20_bump_data_version after update or delete on report_indicator
  for each row when (is_published(old.revision_id)) execute function bump_data_version();
create trigger t30_freeze after insert on report_indicator
  referencing new table as changed for each statement execute function refuse_frozen_content();


create table revision_finding (
  revision_id integer not null references report_revision,
  renewal smallint not null default 0,
  ordinal smallint not null,
  code text not null,
  severity text not null check (severity in ('ERROR', 'WARNING', 'INFO')),
  path text not null,
  cells text[] not null,
  expected text,
  actual text,
  message_zh text not null,
  message_en text not null,
  citation text not null,
  explanation text,
  found_at timestamptz not null default now(),
  replaced_at timestamptz,
  cause text check (cause in ('LAST_YEAR', 'RECORDED', 'TREE', 'RULES')),
  fingerprint text generated always as
    (md5(code || '|' || path || '|' || coalesce(expected, '') || '|' || coalesce(actual, ''))) stored,
  primary key (revision_id, renewal, ordinal)
);
comment on table revision_finding is
  'What a check of the form found in a revision, in both languages, and how the agency explained it. Where what surrounds the revision changes, all of them are replaced by what is found then; those that were replaced stay.';
comment on column revision_finding.renewal is 'how often the findings of the revision were replaced before: 0 are those found when it was stored';
comment on column revision_finding.replaced_at is 'when others took their place; null for those that hold';
comment on column revision_finding.cause is 'why they took the place of others; null for those found when the revision was stored';
create index revision_finding_new on revision_finding (revision_id) where cause is not null and replaced_at is null and explanation is null;
create index revision_finding_all_blank on revision_finding (revision_id) where code = 'form.allBlank' and replaced_at is null;
revoke update, delete on revision_finding from ogi_server;
grant update (replaced_at) on revision_finding to ogi_server;
create trigger t10_audit_insert after insert on revision_finding
  referencing new table as changed for each statement execute function audit_revision_content();
create trigger t10_audit_update after update on revision_finding
  referencing old table as changed for each statement execute function audit_revision_content();
create trigger t10_audit_delete after delete on revision_finding
  referencing old table as changed for each statement execute function audit_revision_content();
create trigger t20_bump_data_version after update or delete on revision_finding
  for each row when (is_published(old.revision_id)) execute function bump_data_version();
create trigger t20_bump_data_version_insert after insert on revision_finding
  for each row when (new.renewal > 0 and is_published(new.revision_id)) execute function bump_data_version();
create trigger t30_freeze after insert on revision_finding
  referencing new table as changed for each statement execute function refuse_frozen_content();


create table idempotency_key (
  key text primary key,
  request_hash text not null,
  report_id integer not null references report,
  revision_number integer not null,
  created_at timestamptz not null default now()
);
comment on table idempotency_key is
  'A submission with an idempotency key, and the revision that it created: the same submission sent again is answered with that revision.';
