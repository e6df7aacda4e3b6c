import type { EntityManager } from 'typeorm';

/** Which place goes on as which, as parallel lists of keys. */
export interface PlacePairs {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const PAIRS = 'unnest($1::int[], $2::int[]) as m(old_id, new_id)';

/** What hangs on a place holds for the place as which it goes on: roles and longer deadlines in both, as agencies that ended before are in the old one; webhooks in the new one. */
const CARRIED = [
  `insert into role_grant (account_id, role, jurisdiction_id, view_jurisdiction_id)
     select g.account_id, g.role, m.new_id, coalesce(w.new_id, g.view_jurisdiction_id) from role_grant g join ${PAIRS} on m.old_id = g.jurisdiction_id
       left join unnest($1::int[], $2::int[]) as w(old_id, new_id) on w.old_id = g.view_jurisdiction_id
   on conflict do nothing`,
  `insert into deadline_extension (year, jurisdiction_id, due_on, reason, granted_by, granted_at)
     select x.year, m.new_id, x.due_on, x.reason, x.granted_by, x.granted_at from deadline_extension x join ${PAIRS} on m.old_id = x.jurisdiction_id`,
  `update webhook w set jurisdiction_id = m.new_id from ${PAIRS} where w.jurisdiction_id = m.old_id`,
];

/** Lets what hangs on places hold for the places as which they go on. */
export async function carryRights(manager: EntityManager, { from, to }: PlacePairs): Promise<void> {
  for (const statement of CARRIED) await manager.query(statement, [from, to]);
}

/** SQL: the places ($1) that a change added, with those that went on as them. */
const WENT_ON = `(select predecessor_id, successor_id from jurisdiction_succession where successor_id = any($1) and kind in ('RECODE', 'MOVE', 'CONVERSION')) s`;

const REVERSED = [
  `update webhook w set jurisdiction_id = s.predecessor_id from ${WENT_ON} where w.jurisdiction_id = s.successor_id`,
  'delete from role_grant where jurisdiction_id = any($1)',
];

/** Takes back what was let hold for places that a change added; longer deadlines go with the rows of the tree. */
export async function takeRightsBack(manager: EntityManager, added: readonly number[]): Promise<void> {
  if (added.length === 0) return;
  for (const statement of REVERSED) await manager.query(statement, [added]);
}
