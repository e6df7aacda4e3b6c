-- Accounts with their roles, sessions and devices, API keys, and what slows down guessing.

create table account (
  id integer generated always as identity primary key,
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
  name text not null,
  email text,
  password_hash text,
  password_to_be_changed boolean not null default false,
  disabled_at timestamptz,
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table account is 'A person who signs in. Without a password hash only through the provider of sign-ins.';
comment on column account.password_to_be_changed is
  'whether an administrator knows the password: who signs in with it may do nothing before changing it';
revoke delete on account from ogi_server;
create trigger t10_audit after insert or update or delete on account for each row execute function audit_row();

create table role_grant (
  id integer generated always as identity primary key,
  account_id integer not null references account,
  role text not null,
  agency_id integer references agency,
  jurisdiction_id integer references jurisdiction,
  whole_hub boolean not null default false,
  view_jurisdiction_id integer references jurisdiction,
  created_at timestamptz not null default now(),
  check (num_nonnulls(agency_id, jurisdiction_id) + whole_hub::int = 1),
  unique nulls not distinct (account_id, role, agency_id, jurisdiction_id, whole_hub)
);
comment on table role_grant is 'An account has a role at one agency, in one jurisdiction with all below it, or in the whole hub.';
create trigger t10_audit after insert or update or delete on role_grant for each row execute function audit_row();

create table session (
  token_hash text primary key,
  id integer generated always as identity unique,
  account_id integer not null references account,
  address text not null,
  by_provider boolean not null default false,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table session is 'A sign-in of an account, from one address, until it expires or is revoked. The token itself is nowhere stored.';
comment on column session.by_provider is 'whether the provider of sign-ins opened it, without a password';
create index session_account on session (account_id, address);
create trigger t10_audit after insert or update or delete on session for each row execute function audit_row();

create table device (
  id integer generated always as identity primary key,
  account_id integer not null references account on delete cascade,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now()
);
comment on table device is
  'A browser or program from which an account signed in before. It has its own count of failures and no other right.';
create index device_account on device (account_id, last_used_at);

create table api_key (
  id integer generated always as identity primary key,
  key_hash text not null unique,
  prefix text not null,
  agency_id integer not null references agency,
  purpose text not null,
  role text not null check (role = 'CLERK'),
  created_by integer not null references account,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
comment on table api_key is 'A key with which a program files the reports of one agency. The key itself is nowhere stored.';
create index api_key_agency on api_key (agency_id);
revoke delete on api_key from ogi_server;
create trigger t10_audit after insert or update or delete on api_key for each row execute function audit_row();

create table sign_in_limit (
  key text primary key,
  username text,
  attempts integer not null,
  blocked_until timestamptz,
  forgotten_at timestamptz not null
);
comment on table sign_in_limit is
  'Attempts with a password, counted for an address, a device, a session or an account. Past a number of them each one makes the next wait longer.';
create index sign_in_limit_username on sign_in_limit (username);
create index sign_in_limit_forgotten on sign_in_limit (forgotten_at);

create table used_sign_in (
  state_hash text primary key,
  used_at timestamptz not null default now()
);
comment on table used_sign_in is
  'A sign-in through a provider that was used, by the hash of its state, so that it is not used twice. Rows stay while it could be used again.';
create index used_sign_in_used_at on used_sign_in (used_at);
