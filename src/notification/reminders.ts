import type { EntityManager } from 'typeorm';
import { beijingTime } from '../form/beijing';
import type { ReportState } from '../report/model/reportEnums';
import { rolesInWords } from '../report/workflow/reviewWords';
import { waitsFor } from '../report/workflow/transitions';
import { expectedSql, IN_PLACE } from '../review/board';
import { lockUntilCommit, type Queryable, queryRows } from '../shared/database';
import { groupBy } from '../shared/groupBy';
import { type Operation, PERMISSIONS } from '../shared/request/permissions';
import { writeReminder } from './letters';
import { findAddresses, type Letter, queueLetters } from './mail';
import { Reminder } from './notificationEntities';
import { ReminderKind, ReminderResult } from './reminderTypes';

/** The most agencies that are reminded at once. */
export const MOST_REMINDED = 500;

/** Which agencies: those of these keys, or those of a range of paths. */
export type ReminderScope =
  | { readonly keys: readonly number[] }
  | { readonly range: readonly [string, string] };

/** What is decided of an agency from. */
interface Candidate {
  readonly agencyKey: number;
  readonly agency: string;
  readonly agencyName: string;
  readonly path: string;
  readonly state: ReportState | null;
  readonly wasPublished: boolean;
  readonly isReturned: boolean;
  readonly comment: string | null;
  readonly dueOn: string;
  readonly daysLate: number;
  readonly remindedAt: Date | null;
  readonly remindedBy: string | null;
}

/** The agencies of a condition, with what a reminder of their report on a year ($1) says; by code. */
const candidatesSql = (condition: string) => `
  with row as (
    select a.id as "agencyKey", a.code as agency, v.name as "agencyName", j.path, y.year, r.id as report, r.state
      ${expectedSql(condition)})
  select row.*, d.due_on::text as "dueOn", greatest(0, beijing_today() - d.due_on) as "daysLate",
         exists (select 1 from report_revision p where p.report_id = row.report and p.published_at is not null) as "wasPublished",
         coalesce(row.state = 'DRAFT' and s.action = 'RETURN', false) as "isReturned", s.comment,
         date_trunc('second', m.sent_at) as "remindedAt", m.sent_by as "remindedBy"
    from row cross join lateral agency_deadline(row."agencyKey", row.year) d
    left join lateral (select t.action, t.comment from report_step t
                        where t.report_id = row.report and (t.from_state <> t.to_state or t.action = 'DISCARD') order by t.id desc limit 1) s on true
    left join lateral (select k.sent_at, k.sent_by from reminder k
                        where k.agency_id = row."agencyKey" and k.year = row.year and k.sent_at > now() - interval '24 hours'
                        order by k.sent_at desc limit 1) m on true
   order by row.agency`;
const CANDIDATES_IN_PLACE = candidatesSql(IN_PLACE);
const CANDIDATES_BY_KEY = candidatesSql('a.id = any($2)');

const FINISHED: readonly (ReportState | null)[] = ['FILED', 'PUBLISHED', 'WITHDRAWN'] as ReportState[];

/** Returns why an agency is to be reminded, of these reasons; null where none is its. */
function kindOf(candidate: Candidate, kinds: readonly ReminderKind[]): ReminderKind | null {
  const { state, wasPublished, isReturned, daysLate } = candidate;
  const holds: Record<ReminderKind, boolean> = {
    RETURNED: isReturned,
    LATE: daysLate > 0 && !wasPublished && !FINISHED.includes(state),
    NOT_BEGUN: state === null,
  };
  const order = [ReminderKind.RETURNED, ReminderKind.LATE, ReminderKind.NOT_BEGUN];
  return order.find((kind) => holds[kind] && kinds.includes(kind)) ?? null;
}

/** The reminder of one agency, before it is sent. */
export interface PlannedReminder {
  readonly agencyKey: number;
  readonly kind: ReminderKind | null;
  readonly result: ReminderResult;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly letters: readonly Letter[];
}

type Judged = Candidate & { readonly kind: ReminderKind | null };

/** Returns the operation of those whom the report of an agency waits for. */
const operationOf = ({ state }: Candidate): Operation => waitsFor(state ?? ('DRAFT' as ReportState));

/** Returns the addresses of those whom the reports of agencies wait for. */
async function addressesOf(
  database: Queryable,
  agencies: readonly Judged[],
): Promise<Map<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>();
  for (const [operation, some] of groupBy(agencies, operationOf))
    for (const [key, addresses] of await findAddresses(database, PERMISSIONS[operation].roles, some))
      found.set(key, addresses);
  return found;
}

function planReminder(
  agency: Judged,
  /** Null where nobody has a role that could act. */
  addresses: readonly string[] | null,
  content: { year: number; note: string | null; sender: string },
): PlannedReminder {
  const { agencyKey, kind, remindedAt, remindedBy } = agency;
  const without = (result: ReminderResult, messageZh: string, messageEn: string): PlannedReminder => ({
    agencyKey,
    kind,
    result,
    messageZh,
    messageEn,
    letters: [],
  });
  if (kind === null)
    return without(
      ReminderResult.NOT_CONCERNED,
      '不属于所选情形，不必催报。',
      'None of the reasons that were chosen is its.',
    );
  if (remindedAt !== null)
    return without(
      ReminderResult.TOO_SOON,
      `24 小时内已催报过（${beijingTime(remindedAt)}，${remindedBy}）。`,
      `It was reminded within 24 hours (${beijingTime(remindedAt)} in Beijing, by ${remindedBy}).`,
    );
  if (addresses === null) {
    const [zh, en] = rolesInWords(PERMISSIONS[operationOf(agency)].roles);
    return without(
      ReminderResult.NO_ACCOUNT,
      `该机关没有账户能办理（${zh}），请管理员开户或授予角色。`,
      `No account could act for the agency (${en}); an administrator can create one or grant the role.`,
    );
  }
  if (addresses.length === 0)
    return without(
      ReminderResult.NO_ADDRESS,
      '能办理的账户都没有邮箱，请管理员补填。',
      'None of the accounts that could act has an address; an administrator can add one.',
    );
  const letter = writeReminder({ ...agency, ...content, kind });
  return {
    agencyKey,
    kind,
    result: ReminderResult.SENT,
    messageZh: `发往 ${addresses.join('、')}。`,
    messageEn: `To ${addresses.join(', ')}.`,
    letters: addresses.map((to) => ({ to, ...letter })),
  };
}

/** What an officer wants agencies to be reminded of. */
export interface ReminderRequest {
  readonly year: number;
  readonly scope: ReminderScope;
  readonly kinds: readonly ReminderKind[];
  readonly note: string | null;
  /** Who reminds. */
  readonly sender: string;
}

/** Returns what reminding would do, exactly: agency by agency the letters, or why there is none. Of a place only who is concerned. Changes nothing. */
export async function planReminders(
  database: Queryable,
  request: ReminderRequest,
): Promise<PlannedReminder[]> {
  const { year, scope, kinds } = request;
  const [sql, where] =
    'keys' in scope ? [CANDIDATES_BY_KEY, [scope.keys]] : [CANDIDATES_IN_PLACE, scope.range];
  const candidates = await queryRows<Candidate>(database, sql, [year, ...where]);
  const judged = candidates
    .map((candidate) => ({ ...candidate, kind: kindOf(candidate, kinds) }))
    .filter(({ kind }) => kind !== null || 'keys' in scope);
  const addresses = await addressesOf(
    database,
    judged.filter(({ kind }) => kind !== null),
  );
  return judged.map((agency) => planReminder(agency, addresses.get(agency.agencyKey) ?? null, request));
}

/** Reminds agencies: stores that they were, and queues the letters. In a transaction of the caller. */
export async function sendReminders(
  manager: EntityManager,
  request: ReminderRequest,
): Promise<PlannedReminder[]> {
  // Whoever reminds waits for whoever does: nobody is reminded twice.
  await lockUntilCommit(manager, 'reminders');
  const planned = await planReminders(manager, request);
  if (planned.length > MOST_REMINDED) return planned;
  const sent = planned.filter(({ result }) => result === ReminderResult.SENT);
  await manager.getRepository(Reminder).insert(
    sent.map(({ agencyKey, kind, letters }) => ({
      agencyId: agencyKey,
      year: request.year,
      kind: kind as ReminderKind,
      addresses: letters.map(({ to }) => to),
      note: request.note,
      sentBy: request.sender,
    })),
  );
  await queueLetters(
    manager,
    sent.flatMap(({ letters }) => letters),
  );
  return planned;
}
