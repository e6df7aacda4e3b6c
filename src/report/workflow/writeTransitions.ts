import type { EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import type { Actor } from '../../shared/request/permissions';
import type { ReportAction, ReportState } from '../model/reportEnums';

/** Where a report goes. */
export interface ReportMove {
  readonly reportKey: number;
  readonly toState: ReportState;
  /** The number of its latest revision; left out, that stays. */
  readonly latestRevision?: number;
  /** The name of the reviewer who takes it up; left out, nobody has it. */
  readonly takenUpBy?: string;
}

/** Moves reports ($1) into states ($2), with numbers of their latest revisions ($3) and reviewers who take them up ($4) at a time ($5). */
const MOVE_REPORTS = `
  update report r set state = o.state, latest_revision = coalesce(o.number, r.latest_revision), taken_up_by = o.reviewer,
         taken_up_at = case when o.reviewer is not null then $5::timestamptz end
    from unnest($1::int[], $2::text[], $3::int[], $4::text[]) as o(id, state, number, reviewer) where r.id = o.id`;

/** Moves reports into other states, in one statement. The reports must be locked. */
export async function moveReports(
  manager: EntityManager,
  moves: readonly ReportMove[],
  at: Date,
): Promise<void> {
  if (moves.length === 0) return;
  await queryRows(manager, MOVE_REPORTS, [
    moves.map(({ reportKey }) => reportKey),
    moves.map(({ toState }) => toState),
    moves.map(({ latestRevision }) => latestRevision ?? null),
    moves.map(({ takenUpBy }) => takenUpBy ?? null),
    at,
  ]);
}

/** A step of the review chain as it is on record. */
export interface StepRow {
  readonly reportKey: number;
  readonly agencyKey: number;
  readonly revision: number;
  readonly action: ReportAction;
  readonly fromState: ReportState;
  readonly toState: ReportState;
  readonly actor: Actor;
  /** Whether the author approved the report. */
  readonly samePerson?: boolean;
  readonly comment?: string | null;
  readonly remarks?: readonly object[] | null;
}

/** SQL: whether a step (s) gave up a draft that was never published, after which the report is begun anew. */
export const IS_BEGUN_ANEW = `(s.action = 'DISCARD' and s.to_state = 'DRAFT')`;

/** Inserts steps, given as JSON ($1), at a time ($2). */
const INSERT_STEPS = `
  insert into report_step (report_id, agency_id, revision, action, from_state, to_state, actor, actor_name, same_person, comment, remarks, created_at)
  select o.report, o.agency, o.revision, o.action, o."from", o."to", o.actor, o.name, o.same_person, o.comment, o.remarks, $2
    from jsonb_to_recordset($1::jsonb) as o(report int, agency int, revision int, action text, "from" text, "to" text, actor text, name text,
           same_person boolean, comment text, remarks jsonb)`;

/** Puts steps on record, in one statement. */
export async function insertSteps(
  manager: EntityManager,
  steps: readonly StepRow[],
  at: Date,
): Promise<void> {
  await queryRows(manager, INSERT_STEPS, [
    JSON.stringify(
      steps.map((step) => ({
        report: step.reportKey,
        agency: step.agencyKey,
        revision: step.revision,
        action: step.action,
        from: step.fromState,
        to: step.toState,
        actor: step.actor.id,
        name: step.actor.name,
        same_person: step.samePerson ?? false,
        comment: step.comment || null,
        remarks: step.remarks ?? [],
      })),
    ),
    at,
  ]);
}
