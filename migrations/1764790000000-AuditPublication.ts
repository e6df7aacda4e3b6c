import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a revision changes once it is stored. */
const CHANGING = ['published_at', 'superseded_at'];
/** Which revision it is. */
const NAMING = ['id', 'report_id', 'agency_id', 'year', 'scope', 'number'];

const told = (row: string) =>
  `(select to_jsonb(t) from (select ${[...NAMING, ...CHANGING].map((column) => `${row}.${column}`).join(', ')}) t)`;

/**
 * A revision that is published, or ceases to be, is told by which it is and the two times: the rest is frozen, and stands in
 * the event of its making. Should anything else of it be changed by hand, all of it is told as before. The columns are those there are
 * now; whoever adds one to report_revision makes this function anew.
 */
export class AuditPublication1764790000000 implements MigrationInterface {
  name = 'AuditPublication1764790000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const columns: { name: string }[] = await queryRunner.query(
      `select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = 'report_revision' and column_name <> all($1) order by ordinal_position`,
      [CHANGING],
    );
    const frozen = (row: string) => `(${columns.map(({ name }) => `${row}.${name}`).join(', ')})`;
    await queryRunner.query(`
      create function audit_publication() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        declare
          events audit_event[];
        begin
          if tg_table_schema <> 'public' then raise exception 'only tables of the hub are audited'; end if;
          select array_agg(row(c.agency_id, c.rank, null, null, null, null, null, tg_op, tg_table_name, c.id::text, c.before, c.after, null, null)::audit_event
                           order by c.agency_id, c.rank)
            into events
            from (select n.id, n.agency_id, row_number() over (partition by n.agency_id order by n.id) as rank, d.before, d.after
                    from new_rows n join old_rows o on o.id = n.id
                    cross join lateral (
                      select case when k.is_frozen then ${told('o')} else to_jsonb(o) end as before,
                             case when k.is_frozen then ${told('n')} else to_jsonb(n) end as after
                        from (select ${frozen('n')} is not distinct from ${frozen('o')} as is_frozen) k) d
                   where n is distinct from o) c;
          if events is not null then perform append_audit(events); end if;
          return null;
        end
      $$;
      revoke execute on function audit_publication() from public;
      drop trigger audit_update on report_revision;
      create trigger audit_update after update on report_revision referencing old table as old_rows new table as new_rows
        for each statement execute function audit_publication();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger audit_update on report_revision;
      create trigger audit_update after update on report_revision referencing old table as old_rows new table as new_rows
        for each statement execute function audit_reports();
      drop function audit_publication;`);
  }
}
