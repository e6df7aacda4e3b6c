import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jurisdictions, agencies, reports with their revisions, findings and indicators. */
export class CreateHub1764000000000 implements MigrationInterface {
  name = 'CreateHub1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table jurisdiction (
        id integer generated always as identity primary key,
        code text not null unique check (code ~ '^[0-9]{6}([0-9]{3})?$'),
        name text not null,
        name_en text,
        level text not null check (level in ('NATION', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP')),
        parent_id integer references jurisdiction,
        path text collate "C" not null unique check (path like '%/'),
        demonstration boolean not null default false
      );
      comment on column jurisdiction.path is 'codes from the root down, each followed by /; a subtree is one range of it';
      create index jurisdiction_parent on jurisdiction (parent_id, code);

      create table agency (
        id integer generated always as identity primary key,
        code text not null unique,
        demonstration boolean not null default false
      );
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
        unique (agency_id, valid_from)
      );
      comment on column agency_version.end_year is 'in force on 31 December of y when first_year <= y < end_year';
      create index agency_version_place on agency_version (jurisdiction_id, agency_id);
      create unique index agency_version_open on agency_version (agency_id) where valid_to is null;
      create index agency_version_supervisor on agency_version (supervising_agency_id);
      create table agency_succession (
        predecessor_id integer not null references agency,
        successor_id integer not null references agency,
        kind text not null check (kind in ('MERGE', 'SPLIT')),
        effective_on date not null,
        primary key (predecessor_id, successor_id)
      );
      create index agency_succession_successor on agency_succession (successor_id);

      create table indicator (
        id integer generated always as identity primary key,
        code text not null unique check (code ~ '^[a-z][A-Za-z0-9]*$'),
        name text not null,
        name_en text not null,
        unit text not null,
        aggregation text not null check (aggregation in ('SUM', 'LAST', 'NONE')),
        description text not null,
        retired boolean not null default false
      );

      create table report (
        id integer generated always as identity primary key,
        agency_id integer not null references agency,
        year smallint not null check (year between 2019 and 2100),
        scope text not null check (scope in ('OWN', 'CONSOLIDATED')),
        state text not null check (state in ('DRAFT', 'PUBLISHED')),
        latest_revision integer not null default 0,
        unique (agency_id, year, scope)
      );
      create index report_year on report (year desc, id);

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
        created_at timestamptz not null default now(),
        published_at timestamptz,
        superseded_at timestamptz check (superseded_at >= published_at),
        unique (report_id, number)
      );
      comment on column report_revision.counts is 'the counts of the form in their stored places; null is not reported';
      create unique index report_revision_published on report_revision (report_id)
        where published_at is not null and superseded_at is null;
      create index report_revision_rollup on report_revision (agency_id, year)
        where published_at is not null and superseded_at is null and scope = 'OWN';

      create table report_indicator (
        revision_id integer not null references report_revision,
        indicator_id integer not null references indicator,
        value numeric(24, 6) not null,
        qualifier text not null check (qualifier in ('EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE')),
        sentence text,
        primary key (revision_id, indicator_id)
      );
      create table revision_finding (
        revision_id integer not null references report_revision,
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
        primary key (revision_id, ordinal)
      );
      create table idempotency_key (
        key text primary key,
        request_hash text not null,
        report_id integer not null references report,
        revision_number integer not null,
        created_at timestamptz not null default now()
      );`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table idempotency_key, revision_finding, report_indicator, report_revision, report, indicator,
        agency_succession, agency_version, agency, jurisdiction`);
  }
}
