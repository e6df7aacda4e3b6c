-- The functions of step t10. Their triggers are created with the audited tables.

create function audit_row() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  new_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  any_row jsonb := coalesce(new_row, old_row);
  secrets text[] := array['password_hash', 'token_hash', 'key_hash', 'secret'];
  name text;
begin
  if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
  if tg_op = 'UPDATE' and old_row - 'last_used_at' = new_row - 'last_used_at' then return null; end if;
  -- The event says that a secret was changed, not what it is.
  foreach name in array secrets loop
    if new_row ? name and old_row ? name and new_row -> name is distinct from old_row -> name then
      new_row := new_row || jsonb_build_object(name || '_changed', true);
    end if;
  end loop;
  perform append_audit_event(
    coalesce(any_row ->> 'agency_id', case when tg_table_name = 'agency' then any_row ->> 'id' else '0' end)::int,
    tg_op, tg_table_name::text, coalesce(any_row ->> 'id', any_row ->> 'revision_id', any_row ->> 'agency_id', ''),
    old_row - secrets, new_row - secrets);
  return null;
end
$$;
comment on function audit_row() is
  'Writes an event for each row that changes, without secrets, to the chain of its agency. Trigger t10 of most tables.';

-- Reports, revisions and steps change many at once: their events are written as a set.
-- Of a revision the 224 counts are written as the text of a JSON array: as numbers in JSON they cost ten times as much to
-- make, hash and store. Whoever adds a column to report_revision adds it to the two lists here and to audit_publication.
create function audit_report_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  events audit_event[];
begin
  if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
  if tg_op = 'DELETE' then
    events := (
      select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event)
        from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank
                from (select o.agency_id as chain, o.id::text as subject_key, o.id as ordinal, to_jsonb(o) as before, null::jsonb as after
                        from old_rows o) d) c);
  elsif tg_op = 'UPDATE' then
    events := (
      select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event)
        from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank
                from (select n.agency_id as chain, n.id::text as subject_key, n.id as ordinal, to_jsonb(o) as before, to_jsonb(n) as after
                        from new_rows n join old_rows o on o.id = n.id where o is distinct from n) d) c);
  elsif tg_table_name = 'report_revision' then
    -- The event of a new revision shows the revision before it too.
    events := (
      select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event)
        from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank
                from (select n.agency_id as chain, n.id::text as subject_key, n.id as ordinal,
                             (select to_jsonb(t) from (
                                select p.id, p.report_id, p.agency_id, p.year, p.scope, p.number, p.origin, p.proactive_edition,
                                       p.requests_edition, p.disputes_edition, p.fees_amount, p.procurement_amount, p.marks,
                                       p.blank_cells, p.not_applicable_cells, p.overview, p.problems, p.other_matters,
                                       p.saved_sections, p.source, p.error_count, p.warning_count, p.rules_version, p.created_at, p.published_at,
                                       p.superseded_at, p.created_by, p.correction_reason, array_to_json(p.counts)::text as counts) t
                               where p.id is not null) as before,
                             (select to_jsonb(t) from (
                                select n.id, n.report_id, n.agency_id, n.year, n.scope, n.number, n.origin, n.proactive_edition,
                                       n.requests_edition, n.disputes_edition, n.fees_amount, n.procurement_amount, n.marks,
                                       n.blank_cells, n.not_applicable_cells, n.overview, n.problems, n.other_matters,
                                       n.saved_sections, n.source, n.error_count, n.warning_count, n.rules_version, n.created_at, n.published_at,
                                       n.superseded_at, n.created_by, n.correction_reason, array_to_json(n.counts)::text as counts) t
                               where n.id is not null) as after
                        from new_rows n left join report_revision p on p.report_id = n.report_id and p.number = n.number - 1) d) c);
  else
    events := (
      select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event)
        from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank
                from (select n.agency_id as chain, n.id::text as subject_key, n.id as ordinal, null::jsonb as before, to_jsonb(n) as after
                        from new_rows n) d) c);
  end if;
  if events is not null then perform append_audit_events(events); end if;
  return null;
end
$$;
comment on function audit_report_rows() is
  'Writes an event for each row that a statement changes, to the chains of their agencies, as a set. Trigger t10 of report, report_step and (insert, delete) report_revision.';

create function audit_publication() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  events audit_event[];
begin
  if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
  -- All else of a revision is frozen and is in the event of its creation. Should anything else be changed by hand, the
  -- event has the row with everything. That it was checked by newer rules which find the same is no event.
  select array_agg(row(c.agency_id, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.id::text, c.before, c.after, null, null)::audit_event
                   order by c.agency_id, c.rank)
    into events
    from (select n.id, n.agency_id, row_number() over (partition by n.agency_id order by n.id) as rank, d.before, d.after
            from new_rows n join old_rows o on o.id = n.id
            cross join lateral (
              select case when k.is_frozen
                       then (select to_jsonb(t) from (select o.id, o.report_id, o.agency_id, o.year, o.scope, o.number, o.error_count, o.warning_count,
                                                         o.rules_version, o.published_at, o.superseded_at) t)
                       else to_jsonb(o) end as before,
                     case when k.is_frozen
                       then (select to_jsonb(t) from (select n.id, n.report_id, n.agency_id, n.year, n.scope, n.number, n.error_count, n.warning_count,
                                                         n.rules_version, n.published_at, n.superseded_at) t)
                       else to_jsonb(n) end as after, k.is_frozen
                from (select (n.id, n.report_id, n.agency_id, n.year, n.scope, n.number, n.origin, n.proactive_edition,
                              n.requests_edition, n.disputes_edition, n.counts, n.fees_amount, n.procurement_amount, n.marks,
                              n.blank_cells, n.not_applicable_cells, n.overview, n.problems, n.other_matters, n.saved_sections,
                              n.source, n.created_at, n.created_by, n.correction_reason)
                             is not distinct from
                             (o.id, o.report_id, o.agency_id, o.year, o.scope, o.number, o.origin, o.proactive_edition,
                              o.requests_edition, o.disputes_edition, o.counts, o.fees_amount, o.procurement_amount, o.marks,
                              o.blank_cells, o.not_applicable_cells, o.overview, o.problems, o.other_matters, o.saved_sections,
                              o.source, o.created_at, o.created_by, o.correction_reason)
                             as is_frozen) k) d
           where not d.is_frozen
              or (n.published_at, n.superseded_at, n.error_count, n.warning_count)
                 is distinct from (o.published_at, o.superseded_at, o.error_count, o.warning_count)) c;
  if events is not null then perform append_audit_events(events); end if;
  return null;
end
$$;
comment on function audit_publication() is
  'Writes an event for each revision that is published or superseded, or in which more or less is found: which one it is, the two times, and how many errors and warnings it has. Trigger t10 of report_revision (update).';

create function audit_revision_content() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  events audit_event[];
  rows jsonb;
begin
  if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
  if nullif(current_setting('ogi.authors', true), '') is null and (select count(distinct c.revision_id) > 1 from changed c) then
    -- A load writes rows of many revisions: chain 0 has their number and a hash over them.
    select jsonb_build_object('rows', count(*), 'sha256',
             encode(sha256(convert_to(string_agg(to_jsonb(c)::text, E'\n' order by to_jsonb(c)::text collate "C"), 'UTF8')), 'hex'))
      into rows from changed c;
    perform append_audit_event(0, tg_op, tg_table_name::text, '',
      case when tg_op = 'INSERT' then null else rows end, case when tg_op = 'INSERT' then rows end);
  else
    events := (
      select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event)
        from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank
                from (select v.agency_id as chain, v.id::text as subject_key, v.id as ordinal,
                             case when tg_op <> 'INSERT' then r.rows end as before,
                             case when tg_op = 'INSERT' then r.rows end as after
                        from (select c.revision_id, jsonb_agg(to_jsonb(c)) as rows from changed c group by 1) r
                        join report_revision v on v.id = r.revision_id) d) c);
    if events is not null then perform append_audit_events(events); end if;
  end if;
  return null;
end
$$;
comment on function audit_revision_content() is
  'Writes one event for the rows of each revision that a statement changes. Trigger t10 of report_indicator and revision_finding.';

revoke execute on function audit_row(), audit_report_rows(), audit_publication(), audit_revision_content() from public;
