import type { DataSource } from 'typeorm';

/** Lets the deadlines of a year lock, those of the law: past them filing is open to nobody without an extension. */
export const lockDeadlines = (owner: Pick<DataSource, 'query'>, year: number) =>
  owner.query(
    `insert into deadline_rule (year, kind, due_on, locks, reason, set_by)
     select $1::smallint, kind, make_date($1::integer + 1, case kind when 'GOVERNMENT' then 3 else 1 end, 31), true, '试验', 'test'
       from unnest(array['GOVERNMENT', 'DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION']) as kind`,
    [year],
  );
