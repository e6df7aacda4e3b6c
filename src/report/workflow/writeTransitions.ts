import type { EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import { insertRows } from '../../shared/insertRows';
import type { Actor } from '../../shared/request/permissions';
import type { ReportAction, ReportState } from '../model/reportEnums';
import { ReportStep } from '../model/stepTypes';

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

/** A remark of a reviewer on a section, or on one of its cells. */
export interface Remark {
  readonly section: number;
  readonly cellCode?: string | null;
  readonly text: string;
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
  readonly remarks?: readonly Remark[] | null;
}

/** SQL: whether a step (s) gave up a draft that was never published, after which the report is begun anew. */
export const IS_BEGUN_ANEW = `(s.action = 'DISCARD' and s.to_state = 'DRAFT')`;

/** Puts steps on record, in one statement. */
export async function insertSteps(
  manager: EntityManager,
  steps: readonly StepRow[],
  at: Date,
): Promise<void> {
  await insertRows(
    manager,
    ReportStep,
    steps.map(({ actor, samePerson, comment, remarks, ...step }) => ({
      ...step,
      actor: actor.id,
      actorName: actor.name,
      samePerson: samePerson ?? false,
      comment: comment || null,
      remarks: (remarks ?? []).map((remark) => ({ ...remark, cellCode: remark.cellCode ?? null })),
      createdAt: at,
    })),
  );
}
