-- Documents by the hash of their content, who brought them, and which revision was read from which.

create table document (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  media_type text not null,
  size integer not null,
  bytes bytea,
  uploaded_by text not null,
  uploaded_at timestamptz not null default now()
);
-- Documents are compressed already.
alter table document alter column bytes set storage external;
comment on table document is 'The bytes of an uploaded document, stored once for all who bring the same.';
comment on column document.bytes is 'null when kept in a folder';
comment on column document.name is 'as first uploaded';
revoke update, delete on document from ogi_server;

create table document_upload (
  id integer generated always as identity primary key,
  document text not null references document,
  uploaded_by text not null,
  name text not null,
  uploaded_at timestamptz not null default now(),
  unique (document, uploaded_by)
);
comment on table document_upload is 'Somebody brought the bytes of a document, and may therefore have them back.';
revoke update, delete on document_upload from ogi_server;
create trigger t10_audit after insert or update or delete on document_upload for each row execute function audit_row();

create table import_batch (
  id integer generated always as identity primary key,
  started_by text not null,
  note text not null,
  started_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by text,
  undo_reason text
);
comment on table import_batch is 'Documents that were imported together, and can be undone together.';
revoke update, delete on import_batch from ogi_server;
grant update (undone_at, undone_by, undo_reason) on import_batch to ogi_server;
create trigger t10_audit after insert or update or delete on import_batch for each row execute function audit_row();

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
comment on table report_import is 'A revision was read from a document: from which one, in which batch, and what was found where in it.';
comment on column report_import.restores is 'the earlier revision this one repeats, after a batch was undone';
create index report_import_document on report_import (document);
create index report_import_batch on report_import (batch_id, report_id) where batch_id is not null;
revoke update, delete on report_import from ogi_server;
