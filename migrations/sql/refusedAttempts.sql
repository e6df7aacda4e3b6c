-- Counts what was refused for reasons of security, by account or key and hour.

create table refused_attempts (
  id integer generated always as identity primary key,
  kind text not null constraint refused_attempts_kind_check
    check (kind in ('WRONG_PASSWORD', 'WRONG_PRESENT_PASSWORD', 'DISABLED_ACCOUNT', 'ENDED_KEY', 'FORBIDDEN')),
  hour timestamptz not null,
  username text references account (username),
  api_key_id integer references api_key,
  agency_id integer references agency,
  attempts integer not null,
  last_at timestamptz not null default now(),
  constraint refused_attempts_key unique nulls not distinct (hour, kind, username, api_key_id)
);
comment on table refused_attempts is
  'How often something was refused for reasons of security in an hour, of one account or API key. Without either: names that have no account, and all beyond the first hundred rows of the hour.';
create index refused_attempts_username on refused_attempts (username, hour);
create trigger t10_audit_insert after insert on refused_attempts for each row execute function audit_row();
-- With each more digit: the 10th, the 100th and so on.
create trigger t10_audit_update after update on refused_attempts for each row
  when (length(new.attempts::text) > length(old.attempts::text)) execute function audit_row();
