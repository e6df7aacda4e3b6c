import type { MigrationInterface, QueryRunner } from 'typeorm';

const EVENTS = (changes: string) => `
  select array_agg(row(c.chain, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.subject_key, c.before, c.after, null, null)::audit_event
                   order by c.chain, c.rank)
    from (select d.*, row_number() over (partition by d.chain order by d.ordinal) as rank from (${changes}) d) c`;
const CHANGES = (row: string, before: string, after: string, from: string) =>
  EVENTS(
    `select ${row}.agency_id as chain, ${row}.id::text as subject_key, ${row}.id as ordinal, ${before} as before, ${after} as after from ${from}`,
  );

const WHOLE = 'to_jsonb(p)';
/** Of the counts (224 of them) those that are other ones now, by their place from 1; all else as it is. */
const DIFFERING = (columns: readonly string[]) => `(
  select to_jsonb(t) from (select ${columns.map((column) => `p.${column}`).join(', ')}, (
    select coalesce(jsonb_object_agg(u.place, u.before), '{}')
      from rows from (unnest(p.counts), unnest(n.counts)) with ordinality as u(before, after, place) where u.before is distinct from u.after) as counts) t
   where p.id is not null)`;

const AUDIT = (revised: string) => `
  create or replace function audit_reports() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      events audit_event[];
    begin
      if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
      if tg_op = 'DELETE' then
        events := (${CHANGES('o', 'to_jsonb(o)', 'null::jsonb', 'old_rows o')});
      elsif tg_op = 'UPDATE' then
        events := (${CHANGES('n', 'to_jsonb(o)', 'to_jsonb(n)', 'new_rows n join old_rows o on o.id = n.id where o is distinct from n')});
      elsif tg_table_name = 'report_revision' then
        events := (${CHANGES('n', revised, 'to_jsonb(n)', 'new_rows n left join report_revision p on p.report_id = n.report_id and p.number = n.number - 1')});
      else
        events := (${CHANGES('n', 'null::jsonb', 'to_jsonb(n)', 'new_rows n')});
      end if;
      if events is not null then perform append_audit(events); end if;
      return null;
    end
  $$;`;

/**
 * A new revision stands beside the one before it, of whose counts only those are told that are other ones now. All 224 of them, told again with every
 * correction, were a third of what the event costs and holds; they are frozen, and stand in the event of their making. The columns are those there are
 * now; whoever adds one to report_revision makes this function anew.
 */
export class AuditRevision1764840000000 implements MigrationInterface {
  name = 'AuditRevision1764840000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const columns: { name: string }[] = await queryRunner.query(
      `select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = 'report_revision' and column_name <> 'counts' order by ordinal_position`,
    );
    await queryRunner.query(AUDIT(DIFFERING(columns.map(({ name }) => name))));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(AUDIT(WHOLE));
  }
}
