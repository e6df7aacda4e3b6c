import type { EntityManager } from 'typeorm';
import { CELLS_IN_ORDER, type Cell } from '../../form/cells';
import { exactFigure, getFigure } from '../../form/figures';
import { TABLE_SECTIONS } from '../../form/sections';
import { FigureState, labelsOf } from '../model/cellTypes';
import type { CellConflict, RevisionConflict, TextConflict } from '../model/conflictTypes';
import { findRevisionsByNumber } from '../model/revisionQueries';
import { type ComposedReport, composeReport, sentSections } from './composeReport';
import type { Submission } from './submission';
import { composedOf } from './validateSubmission';

/**
 * Returns where a submission over an older revision meets what others stored since: the cells and texts that they changed and that are now otherwise than
 * they were sent. The caller must be allowed to read the report's drafts.
 */
export async function findConflict(
  manager: EntityManager,
  reportKey: number,
  input: Submission,
  latest: number,
): Promise<RevisionConflict> {
  const from = input.expectedRevision ?? 0;
  const revisions = await findRevisionsByNumber(manager, reportKey, [from, latest]);
  const find = (number: number): ComposedReport | null => {
    const revision = revisions.find((one) => one.revision === number);
    return revision ? composedOf(revision, input.year) : null;
  };
  const before = find(from);
  const { report: sent } = composeReport(input, input.year, before);
  return { from, to: latest, ...compareThree(sentSections(input), { before, sent, current: find(latest) }) };
}

/** The three states of a report between which a conflict lies. */
interface ThreeStates {
  readonly before: ComposedReport | null;
  readonly sent: ComposedReport;
  readonly current: ComposedReport | null;
}

function compareThree(
  sections: readonly number[],
  { before, sent, current }: ThreeStates,
): Pick<RevisionConflict, 'cells' | 'texts'> {
  const tables = TABLE_SECTIONS.filter((section) => sections.includes(section));
  const cells = CELLS_IN_ORDER.filter(({ section }) => tables.includes(section)).flatMap(
    (cell): CellConflict[] => {
      const [was, own, now] = [before, sent, current].map((report) => readState(report, cell));
      // What both leave to the hub to add up follows from the other cells.
      const isComputed = own.state === FigureState.COMPUTED && now.state === FigureState.COMPUTED;
      if (isComputed || isSame(was, now) || isSame(own, now)) return [];
      return [
        {
          ...labelsOf(cell),
          before: was.value,
          beforeState: was.state,
          sent: own.value,
          sentState: own.state,
          current: now.value,
          currentState: now.state,
        },
      ];
    },
  );
  const texts = ([1, 5, 6] as const).flatMap((section): TextConflict[] => {
    if (!sections.includes(section)) return [];
    const [was, own, now] = [before, sent, current].map((report) => readText(report, section));
    return was === now || own === now ? [] : [{ section, before: was, sent: own, current: now }];
  });
  return { cells, texts };
}

interface CellState {
  readonly value: number | string | null;
  readonly state: FigureState;
}

function readState(report: ComposedReport | null, cell: Cell): CellState {
  const value = report && getFigure(report.figures, cell);
  const mark = report?.marks[cell.code];
  if (value === null)
    return {
      value,
      state: mark?.status === 'NOT_APPLICABLE' ? FigureState.NOT_APPLICABLE : FigureState.BLANK,
    };
  return { value: exactFigure(value), state: mark?.computed ? FigureState.COMPUTED : FigureState.REPORTED };
}

const isSame = (one: CellState, other: CellState): boolean =>
  one.value === other.value && (one.value !== null || one.state === other.state);

const readText = (report: ComposedReport | null, section: 1 | 5 | 6): string | null =>
  report ? ({ 1: report.overview, 5: report.problems, 6: report.otherMatters }[section] ?? null) : null;
