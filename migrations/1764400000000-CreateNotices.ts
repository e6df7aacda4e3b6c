import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks with their deliveries, and the triggers that tell every server process and the job queue what happened. */
export class CreateNotices1764400000000 implements MigrationInterface {
  name = 'CreateNotices1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
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
      create index webhook_delivery_webhook on webhook_delivery (webhook_id, created_at desc);
      create trigger audit after insert or update or delete on webhook for each row execute function audit();

      create table deadline_notice (
        agency_id integer not null references agency,
        year smallint not null,
        event text not null check (event in ('DEADLINE_NEAR', 'OVERDUE')),
        due_on date not null,
        weeks_late smallint not null,
        told_at timestamptz not null default now(),
        primary key (agency_id, year, event, due_on, weeks_late)
      );
      comment on table deadline_notice is 'what was told of deadlines, so that nothing is told twice and a missed day is made up for';

      create function signal_report(which_report integer, action text, state text) returns void language sql as $$
        select pg_notify('ogi_report', json_build_object('reportKey', r.id, 'agencyKey', r.agency_id, 'year', r.year, 'path', j.path,
                 'action', action, 'state', state, 'isPublic', state in ('PUBLISHED', 'WITHDRAWN'))::text)
          from report r join agency_version v on v.agency_id = r.agency_id
          join jurisdiction j on j.id = v.jurisdiction_id
         where r.id = which_report order by v.valid_from desc limit 1
      $$;
      create function tell_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          perform signal_report(new.report_id, new.action, new.to_state);
          perform graphile_worker.add_job('tell', json_build_object('step', new.id));
          return null;
        end
      $$;
      create trigger tell after insert on report_step for each row execute function tell_step();
      create function tell_recorded() returns trigger language plpgsql as $$
        begin
          perform signal_report(new.report_id, 'RECORD', 'PUBLISHED');
          return null;
        end
      $$;
      create trigger tell after update on report_revision for each row
        when (new.origin = 'RECORDED' and old.published_at is null and new.published_at is not null) execute function tell_recorded();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger tell on report_revision;
      drop trigger tell on report_step;
      drop function tell_recorded;
      drop function tell_step;
      drop function signal_report;
      drop table deadline_notice, webhook_delivery, webhook`);
  }
}
