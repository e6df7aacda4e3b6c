import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDITED = ['document_upload', 'import_batch'];

/** Documents by the hash of their content, who brought them, and which revision was read from which. */
export class CreateDocuments1764500000000 implements MigrationInterface {
  name = 'CreateDocuments1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table document (
        sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
        name text not null,
        media_type text not null,
        size integer not null,
        bytes bytea,
        uploaded_by text not null,
        uploaded_at timestamptz not null default now()
      );
      comment on column document.bytes is 'null when kept in a folder';
      comment on column document.name is 'as first uploaded';
      alter table document alter column bytes set storage external;
      create table document_upload (
        id integer generated always as identity primary key,
        document text not null references document,
        uploaded_by text not null,
        name text not null,
        uploaded_at timestamptz not null default now(),
        unique (document, uploaded_by)
      );
      comment on table document_upload is 'everyone who brought the bytes of a document, and may therefore have them back';

      create table import_batch (
        id integer generated always as identity primary key,
        started_by text not null,
        note text not null,
        started_at timestamptz not null default now(),
        undone_at timestamptz,
        undone_by text,
        undo_reason text
      );
      create table report_import (
        revision_id integer primary key references report_revision,
        report_id integer not null references report,
        agency_id integer not null references agency,
        document text not null references document,
        batch_id integer references import_batch,
        restores integer references report_revision,
        reading jsonb not null,
        imported_at timestamptz not null default now()
      );
      comment on column report_import.restores is 'the earlier revision this one repeats, after a batch was undone';
      create index report_import_document on report_import (document);
      create index report_import_batch on report_import (batch_id, report_id) where batch_id is not null;

      ${AUDITED.map((table) => `create trigger audit after insert or update or delete on ${table} for each row execute function audit();`).join('\n')}
      revoke update, delete on document, document_upload, import_batch, report_import from ogi_server;
      grant update (undone_at, undone_by, undo_reason) on import_batch to ogi_server;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table report_import, import_batch, document_upload, document');
  }
}
