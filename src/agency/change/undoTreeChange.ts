import { Any, type EntityManager, Raw } from 'typeorm';
import { queryRows } from '../../shared/database';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import type { Context } from '../../shared/request/context';
import { authorise } from '../../shared/request/permissions';
import { AgencyEntity, AgencyVersionEver } from '../agencyEntities';
import { unknownReference } from '../agencyRefusals';
import { Jurisdiction } from '../agencyTypes';
import { FormerPlaceName, PlaceSuccessionEntity } from '../placeEntities';
import { runTreeChange } from './changeTree';
import { takeRightsBack } from './placeRights';
import { TreeChange, type UndoTreePayload } from './treeChangeTypes';
import { measureEffect } from './treeEffect';

const DAY_MS = 86_400_000;

/** Later changes of the same agencies or places as a change ($1), not undone. */
const LATER_CHANGES = `
  select n.kind, to_char(n.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at from tree_change c join tree_change n
      on n.id <> c.id and n.recorded_at >= c.recorded_at and n.undone_at is null
     and (n.agency_ids && c.agency_ids or exists (select 1 from jsonb_to_recordset(n.places) as x(id int)
            join jsonb_to_recordset(c.places) as o(id int) using (id)) or exists (
            select 1 from jurisdiction j join jsonb_to_recordset(c.places) as o(id int, before jsonb) on o.id = j.id
             where o.before is null and exists (select 1 from unnest(n.paths) p where p ^@ j.path)))
   where c.id = $1 order by n.recorded_at limit 20`;

/** What there is of agencies that a change ($1) added: reports, documents, accounts. */
const BUILT_ON_AGENCIES = `
  select a.code, (select count(*)::int from report r where r.agency_id = a.id) as reports,
         (select count(*)::int from role_grant g where g.agency_id = a.id) + (select count(*)::int from api_key k where k.agency_id = a.id) as accounts
    from tree_change c join agency a on a.id = any(c.agency_ids)
   where c.id = $1 and not exists (select 1 from agency_version_past p where p.agency_id = a.id and p.superseded_at = c.recorded_at)
     and not exists (select 1 from agency_version v where v.agency_id = a.id and v.recorded_at <> c.recorded_at)
     and (exists (select 1 from report r where r.agency_id = a.id) or exists (select 1 from role_grant g where g.agency_id = a.id)
          or exists (select 1 from api_key k where k.agency_id = a.id))
   order by a.code limit 20`;

/** The places that a change ($1) added in which roles, webhooks or longer deadlines were set up, other than those carried over. */
const BUILT_ON_PLACES = `
  select j.code from tree_change c cross join lateral jsonb_to_recordset(c.places) as x(id int, before jsonb) join jurisdiction j on j.id = x.id
   where c.id = $1 and x.before is null and (
     exists (select 1 from role_grant g where g.jurisdiction_id = j.id and not exists (
       select 1 from jurisdiction_succession s join role_grant o on o.jurisdiction_id = s.predecessor_id and o.account_id = g.account_id and o.role = g.role
        where s.successor_id = j.id))
     or exists (select 1 from role_grant g where g.view_jurisdiction_id = j.id and g.jurisdiction_id is distinct from j.id)
     or exists (select 1 from webhook w where w.jurisdiction_id = j.id and w.created_at > c.recorded_at)
     or exists (select 1 from deadline_extension e where e.jurisdiction_id = j.id and e.granted_at > c.recorded_at))
   order by 1 limit 20`;

/** Whether versions of the agencies of a change were changed after it by anything else. */
function isOvertaken(manager: EntityManager, { key, agencyIds }: TreeChange): Promise<boolean> {
  // Compared in PostgreSQL: a Date holds no microseconds.
  const isLater = (column: string) =>
    `${column} > (select c.recorded_at from tree_change c where c.id = :key)`;
  const isPast = (column: string) => `${isLater(column)} and ${column} < 'infinity'`;
  return manager.getRepository(AgencyVersionEver).existsBy([
    { agencyId: Any(agencyIds), recordedAt: Raw(isLater, { key }) },
    { agencyId: Any(agencyIds), supersededAt: Raw(isPast, { key }) },
  ]);
}

async function checkBuiltUpon(manager: EntityManager, change: TreeChange): Promise<FindingType[]> {
  const { key } = change;
  const later = await queryRows<{ kind: string; at: string }>(manager, LATER_CHANGES, [key]);
  const agencies = await queryRows<{ code: string; reports: number; accounts: number }>(
    manager,
    BUILT_ON_AGENCIES,
    [key],
  );
  const overtaken = await isOvertaken(manager, change);
  const findings = later.map(({ kind, at }) =>
    refusal(
      'tree.builtUpon',
      'id',
      `其后又有变更 ${kind}（北京时间 ${at}）涉及同一机关或区划；请先撤回该变更。`,
      `A later change, ${kind} of ${at} in Beijing, concerns the same agencies or places: undo that one first.`,
      { actual: `${kind} ${at}` },
    ),
  );
  for (const { code, reports, accounts } of agencies)
    findings.push(
      refusal(
        'tree.inUse',
        'id',
        `本次新增的机关 ${code} 已有报告 ${reports} 份、账号或密钥 ${accounts} 个；请改作机关撤销，或更正机关信息。`,
        `The agency ${code}, which this added, has ${reports} reports and ${accounts} accounts or keys: close it, or correct what was recorded of it.`,
        { actual: code, remedy: 'closeAgency, correctAgency' },
      ),
    );
  const places = await queryRows<{ code: string }>(manager, BUILT_ON_PLACES, [key]);
  for (const { code } of places)
    findings.push(
      refusal(
        'tree.inUse',
        'id',
        `本次新增的区划 ${code} 已设角色、Webhook 或延期；请先取消，或录入一项新的变更。`,
        `Roles, webhooks or longer deadlines were set up in ${code}, which this added: remove them first, or record another change.`,
        { actual: code },
      ),
    );
  if (overtaken && findings.length === 0)
    findings.push(
      refusal(
        'tree.builtUpon',
        'id',
        '所涉机关其后又有变动，不能撤回；请更正机关信息。',
        'The agencies have changed since: correct what was recorded of them.',
        { remedy: 'correctAgency' },
      ),
    );
  return findings;
}

function checkTime({ undoneAt, recordedAt }: TreeChange): FindingType[] {
  if (undoneAt)
    return [
      refusal('tree.undone', 'id', '该变更已撤回。', 'This change was undone already.', {
        actual: undoneAt.toISOString(),
      }),
    ];
  if (Date.now() - recordedAt.getTime() < DAY_MS) return [];
  return [
    refusal(
      'tree.tooLate',
      'id',
      '变更录入已超过 24 小时，不能撤回；请录入一项新的变更，或更正。',
      'It was recorded more than 24 hours ago and cannot be undone: record another change, or correct it.',
      { actual: recordedAt.toISOString() },
    ),
  ];
}

/** Gives agencies the versions that they had before a change ($1), and takes away what hangs on the places ($2) that it added. */
const UNDO_ROWS =
  'select undo_tree_rows(c.recorded_at, c.agency_ids, $2::int[]) from tree_change c where c.id = $1';

/** Makes agencies and places what they were before a change. */
async function takeBack(manager: EntityManager, { key, places, foundings }: TreeChange): Promise<void> {
  const added = places.filter(({ before }) => before === null).map(({ id }) => id);
  await takeRightsBack(manager, added);
  await manager.query(UNDO_ROWS, [key, added]);
  // Compared in PostgreSQL: a Date holds no microseconds.
  const recordedAt = Raw(
    (column) => `${column} = (select c.recorded_at from tree_change c where c.id = :key)`,
    { key },
  );
  for (const table of [PlaceSuccessionEntity, FormerPlaceName])
    await manager.getRepository<PlaceSuccessionEntity | FormerPlaceName>(table).delete({ recordedAt });
  for (const { id, before } of places)
    await manager.getRepository(Jurisdiction).update(id, before ?? { removedAt: () => 'now()' });
  for (const { id, before } of foundings)
    await manager.getRepository(AgencyEntity).update(id, { foundingUnknown: before });
  await manager.getRepository(TreeChange).update(key, { undoneAt: () => 'now()' });
}

/** Undoes a change of the tree within a day, unless something was built upon it. The caller must be entitled wherever it changed something. */
export function undoTreeChange(
  context: Context,
  key: number | null,
  id: string,
  preview: boolean,
): Promise<UndoTreePayload> {
  return runTreeChange(
    context,
    () => !preview,
    async (manager) => {
      const changes = manager.getRepository(TreeChange);
      const change = key === null ? null : await changes.findOneBy({ key });
      for (const path of change?.paths ?? [''])
        authorise(context.actor, 'MANAGE_AGENCIES', { agencyKey: null, path });
      if (!change) return { treeChange: null, effect: null, findings: [unknownReference('id', '变更', id)] };
      const findings = checkTime(change);
      if (findings.length === 0) findings.push(...(await checkBuiltUpon(manager, change)));
      if (findings.length > 0) return { treeChange: null, effect: null, findings };
      await takeBack(manager, change);
      const effect = await measureEffect(manager, change.places.length, change.foundings);
      return {
        treeChange: preview ? null : await changes.findOneByOrFail({ key: change.key }),
        effect,
        findings,
      };
    },
  );
}
