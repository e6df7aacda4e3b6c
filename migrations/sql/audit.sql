-- The audit: triggers write every change of content, state, accounts and settings as an event, so that no path goes around it.
-- The events of an agency form a chain, all others chain 0; each event holds the hash of the one before it.
-- The server reads events and writes none.

create table audit_chain (
  chain integer primary key,
  length bigint not null,
  hash text not null
);
comment on table audit_chain is
  'Where a chain of events ends: how many events it has and the hash of the last. The number of a chain is the key of its agency; 0 is the chain of everything else.';
revoke all on audit_chain from ogi_server;

create table audit_event (
  chain integer not null,
  position bigint not null,
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  address text not null,
  request_id text not null,
  operation text not null,
  subject text not null,
  subject_key text not null,
  before jsonb,
  after jsonb,
  previous_hash text not null,
  hash text not null,
  primary key (chain, position)
);
comment on table audit_event is
  'One change of one row (or of the rows of one revision): who made it, when, from where, and what was there before and after. Rows are only added.';
create index audit_event_at on audit_event (at, chain, position);
revoke insert, update, delete on audit_event from ogi_server;

create function refuse_audit_change() returns trigger
language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end
$$;
comment on function refuse_audit_change() is 'Refuses every change of an event. Trigger t00 of audit_event.';
create trigger t00_refuse before update or delete or truncate on audit_event
  for each statement execute function refuse_audit_change();


-- Stable, so that PostgreSQL replaces a call by its expression.
create function audit_digest(
  previous_hash text, chain integer, pos bigint, at timestamptz, actor text, actor_name text, address text,
  request_id text, operation text, subject text, subject_key text, before jsonb, after jsonb
) returns text
language sql stable as $$
  select encode(sha256(convert_to(concat('[', to_json(previous_hash), ', ', chain, ', ', pos, ', "', extract(epoch from at), '", ',
    to_json(actor), ', ', to_json(actor_name), ', ', to_json(address), ', ', to_json(request_id), ', ', to_json(operation), ', ',
    to_json(subject), ', ', to_json(subject_key), ', ', coalesce(before::text, 'null'), ', ', coalesce(after::text, 'null'), ']'), 'UTF8')), 'hex')
$$;
comment on function audit_digest is
  'Returns the hash of an event: the SHA-256 of a JSON array of its parts, written as text. Nothing else says what is hashed. Called by append_audit_events and audit_hash.';

create function audit_hash(e audit_event) returns text
language sql immutable as $$
  select audit_digest(e.previous_hash, e.chain, e.position, e.at, e.actor, e.actor_name, e.address, e.request_id, e.operation,
    e.subject, e.subject_key, e.before, e.after)
$$;
comment on function audit_hash(audit_event) is 'Returns the hash that a stored event must have. Called by audit:verify.';

create function refuse_unattributed_change(which_chain integer) returns jsonb
language plpgsql as $$
begin
  raise exception 'nobody is said to change agency %', which_chain;
end
$$;
comment on function refuse_unattributed_change(integer) is
  'Refuses a change of an agency for which the transaction names no author. Called by append_audit_events.';

create function append_audit_events(events audit_event[]) returns void
language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  chains integer[];
  ranks bigint;
  -- Who changes which agency in this transaction (ogi.authors), or the one author of all of it.
  authors jsonb := nullif(current_setting('ogi.authors', true), '')::jsonb;
  author jsonb := case when authors is null then jsonb_build_object(
    'actor', coalesce(nullif(current_setting('ogi.actor', true), ''), 'database:' || session_user),
    'actor_name', coalesce(nullif(current_setting('ogi.actor_name', true), ''), session_user),
    'address', coalesce(nullif(current_setting('ogi.address', true), ''), coalesce(inet_client_addr()::text, 'local')),
    'request_id', coalesce(current_setting('ogi.request_id', true), '')) end;
  written integer[];
begin
  select array_agg(distinct e.chain), max(e.position) into chains, ranks from unnest(events) e;
  for rank in 1 .. ranks loop
    -- Chains are locked in one order as they are read, so that none waits for another in a circle. (Chains that several
    -- transactions make at that moment still may; PostgreSQL then ends one of the transactions.)
    with placed as materialized (
      select e.chain, c.length + 1 as position, clock_timestamp() as at,
             coalesce(author, authors -> e.chain::text, refuse_unattributed_change(e.chain)) as who,
             e.operation, e.subject, e.subject_key, e.before, e.after, c.hash as previous_hash
        from (select * from unnest(events) where position = rank order by chain) e
        cross join lateral (select c.length, c.hash from audit_chain c where c.chain = e.chain for update) c
    ), attributed as materialized (
      select chain, position, at, p.who ->> 'actor' as actor, p.who ->> 'actor_name' as actor_name, p.who ->> 'address' as address,
             p.who ->> 'request_id' as request_id, operation, subject, subject_key, before, after, previous_hash
        from placed p
    ), hashed as materialized (
      select a.*, audit_digest(previous_hash, chain, position, at, actor, actor_name, address, request_id, operation, subject,
               subject_key, before, after) as hash
        from attributed a
    ), stored as (
      insert into audit_event select * from hashed
    ), moved as (
      update audit_chain c set length = h.position, hash = h.hash from hashed h where c.chain = h.chain returning c.chain
    )
    select coalesce(array_agg(m.chain), '{}') into written from moved m;
    if rank = 1 and cardinality(written) < cardinality(chains) then
      -- The other chains have no event yet.
      insert into audit_chain select u, 0, '' from unnest(chains) u where u <> all(written) order by 1 on conflict do nothing;
      perform append_audit_events(array(select e from unnest(events) e where e.chain <> all(written)));
      events := array(select e from unnest(events) e where e.chain = any(written));
    end if;
  end loop;
end
$$;
comment on function append_audit_events(audit_event[]) is
  'Appends events to their chains, with time, author and hash. The position of an event says which one it is of those of its chain: all first ones are written together, then all second ones. Called by the functions of step t10.';

create function append_audit_event(
  which_chain integer, operation text, subject text, subject_key text, before jsonb, after jsonb
) returns void
language sql set search_path = public, pg_temp as $$
  select append_audit_events(array[
    row(which_chain, 1, null, null, null, null, null, operation, subject, subject_key, before, after, null, null)::audit_event])
$$;
comment on function append_audit_event(integer, text, text, text, jsonb, jsonb) is
  'Appends one event to a chain. Called by audit_row and audit_revision_content.';

-- With the owner's rights these write into the audit: nobody else calls them.
revoke execute on function
  refuse_audit_change(), audit_digest, audit_hash(audit_event), refuse_unattributed_change(integer),
  append_audit_events(audit_event[]), append_audit_event(integer, text, text, text, jsonb, jsonb)
  from public;

create table verification (
  subject text primary key constraint verification_subject_check check (subject in ('AUDIT', 'SUMS')),
  verified_at timestamptz not null default now(),
  fault_count integer not null,
  head text
);
comment on table verification is
  'The last verification of the audit and that of the materialized sums: when, how many faults it found, and for the audit the hash over the heads of its chains.';

-- The running server verifies the audit.
grant select on audit_chain to ogi_server;
grant execute on function audit_hash(audit_event), audit_digest to ogi_server;
