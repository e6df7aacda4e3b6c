import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The review chain: states and steps, settings of agencies, verdicts on explanations, withdrawals, deadlines. */
export class CreateReview1764200000000 implements MigrationInterface {
  name = 'CreateReview1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table account add column email text;
      alter table report drop constraint report_state_check;
      alter table report add constraint report_state_check check (state in
          ('DRAFT', 'SECTION_REVIEW', 'OFFICE_REVIEW', 'LEADER_REVIEW', 'FILED', 'PUBLISHED', 'WITHDRAWN')),
        add column taken_up_by text,
        add column taken_up_at timestamptz;
      create index report_waiting on report (state, agency_id) where state not in ('PUBLISHED', 'WITHDRAWN');
      alter table report_revision add column created_by text, add column correction_reason text;
      comment on column report_revision.created_by is 'account:<id> or key:<id>; null for what was loaded by a command';
      alter table revision_finding add column fingerprint text generated always as
        (md5(code || '|' || path || '|' || coalesce(expected, '') || '|' || coalesce(actual, ''))) stored;

      create table review_setting (
        agency_id integer primary key references agency,
        steps text[] not null check (steps <@ array['SECTION_REVIEW', 'OFFICE_REVIEW', 'LEADER_REVIEW']),
        allow_same_person boolean not null,
        reason text not null,
        set_by text not null,
        set_at timestamptz not null default now()
      );
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
      create index report_step_report on report_step (report_id, id);
      create table finding_review (
        report_id integer not null references report,
        agency_id integer not null references agency,
        fingerprint text not null,
        explanation text not null,
        verdict text not null check (verdict in ('CONFIRMED', 'REJECTED')),
        comment text,
        reviewer_name text not null,
        reviewed_at timestamptz not null default now(),
        primary key (report_id, fingerprint, explanation)
      );
      create table withdrawal (
        id integer generated always as identity primary key,
        report_id integer not null references report,
        agency_id integer not null references agency,
        revision integer not null,
        published_at timestamptz not null,
        withdrawn_at timestamptz not null,
        reason text not null
      );
      create index withdrawal_agency on withdrawal (agency_id);

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
      create index deadline_extension_year on deadline_extension (year);
      create function deadline_of(which_agency integer, which_year integer)
        returns table (due_on date, rule_due_on date, is_late boolean, is_locked boolean, extension_reason text, extension_granted_by text)
        language sql stable as $$
          select coalesce(e.due_on, d.due_on), d.due_on, d.today > coalesce(e.due_on, d.due_on),
                 d.locks and d.today > coalesce(e.due_on, d.due_on), e.reason, e.granted_by
            from (select coalesce(rule.due_on, make_date(which_year + 1, case v.kind when 'GOVERNMENT' then 3 else 1 end, 31)) as due_on,
                         coalesce(rule.locks, false) as locks, j.path, (now() at time zone 'Asia/Shanghai')::date as today
                    from (select * from agency_version l where l.agency_id = which_agency order by l.valid_from desc limit 1) v
                    join jurisdiction j on j.id = v.jurisdiction_id
                    left join deadline_rule rule on rule.year = which_year and rule.kind = v.kind) d
            left join lateral (select x.due_on, x.reason, x.granted_by from deadline_extension x
                left join jurisdiction p on p.id = x.jurisdiction_id
               where x.year = which_year and x.due_on > d.due_on
                 and (x.agency_id = which_agency or d.path ^@ p.path or num_nonnulls(x.agency_id, x.jurisdiction_id) = 0)
               order by x.due_on desc, x.id desc limit 1) e on true
        $$;
      comment on function deadline_of is 'statutory day (条例第四十九条) unless a rule of the year sets another; the most generous extension counts';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function deadline_of;
      drop table deadline_extension, deadline_rule, withdrawal, finding_review, report_step, review_setting;
      alter table revision_finding drop column fingerprint;
      alter table report_revision drop column correction_reason, drop column created_by;
      drop index report_waiting;
      alter table report drop column taken_up_at, drop column taken_up_by, drop constraint report_state_check;
      update report set state = case state when 'PUBLISHED' then 'PUBLISHED' else 'DRAFT' end;
      alter table report add constraint report_state_check check (state in ('DRAFT', 'PUBLISHED'));
      alter table account drop column email;`);
  }
}
