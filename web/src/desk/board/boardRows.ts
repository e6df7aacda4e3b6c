import type { WebBoardQuery } from '../../api/generated/documents';
import { counted } from '../../figures/formatFigure';
import type { Translate } from '../../language/language';
import { TIMELINESS } from '../../place/timeliness';
import { isOverdue, type WorkState, workStateOf } from '../../report/reportStates';

/** Where one agency stands with its report of a year. */
export type BoardRow = NonNullable<WebBoardQuery['board']>['nodes'][number];

/** The states of the board, those that lag most first. */
export const ROW_STATES: readonly WorkState[] = [
  'NOT_BEGUN',
  'DRAFT',
  'RETURNED',
  'SECTION_REVIEW',
  'OFFICE_REVIEW',
  'LEADER_REVIEW',
  'FILED',
  'WITHDRAWN',
  'PUBLISHED',
];

/** Returns the state under which a row is counted, found and ordered: what was withdrawn from publication is withdrawn until it is published again, however far its correction is. */
export const boardStateOf = (row: BoardRow): WorkState =>
  row.withdrawnAt === null ? workStateOf(row) : 'WITHDRAWN';

/** What may set rows apart beside their state. */
export const MARKS = {
  late: ({ daysLate }: BoardRow) => daysLate > 0,
  overdue: isOverdue,
  returned: ({ returns }: BoardRow) => returns > 0,
  extended: ({ deadline }: BoardRow) => deadline.extensionReason !== null,
  reminded: ({ remindedAt }: BoardRow) => remindedAt !== null,
  errors: ({ errorCount }: BoardRow) => errorCount > 0,
  warnings: ({ warningCount }: BoardRow) => warningCount > 0,
} as const;
export type Mark = keyof typeof MARKS;

const byState = (one: BoardRow, other: BoardRow) =>
  ROW_STATES.indexOf(boardStateOf(one)) - ROW_STATES.indexOf(boardStateOf(other));

/** What the rows can be ordered by. */
export const ORDERS = {
  name: (one: BoardRow, other: BoardRow) =>
    one.agencyInYear.name.localeCompare(other.agencyInYear.name, 'zh'),
  state: byState,
  since: (one: BoardRow, other: BoardRow) => (one.since ?? '').localeCompare(other.since ?? ''),
  due: (one: BoardRow, other: BoardRow) => one.deadline.dueOn.localeCompare(other.deadline.dueOn),
  late: (one: BoardRow, other: BoardRow) => one.daysLate - other.daysLate,
  returned: (one: BoardRow, other: BoardRow) => one.returns - other.returns,
  findings: (one: BoardRow, other: BoardRow) =>
    one.errorCount - other.errorCount || one.warningCount - other.warningCount,
} as const;
export type Order = keyof typeof ORDERS;

/** What of a board is shown, and in which order. */
export interface BoardView {
  /** Part of a name, or a code; empty for all. */
  readonly name: string;
  readonly state: WorkState | null;
  readonly mark: Mark | null;
  readonly kind: string | null;
  readonly order: Order;
  readonly isDescending: boolean;
}

/** Returns the word if it is one of these; null otherwise. */
const oneOf = <Word extends string>(words: readonly Word[], word: string | null): Word | null =>
  words.find((one) => one === word) ?? null;

/** Reads a view from the address of the board. */
export const readView = (address: URLSearchParams): BoardView => ({
  name: address.get('name') ?? '',
  state: oneOf(ROW_STATES, address.get('state')),
  mark: oneOf(Object.keys(MARKS) as Mark[], address.get('mark')),
  kind: address.get('kind'),
  order: oneOf(Object.keys(ORDERS) as Order[], address.get('order')) ?? 'state',
  isDescending: address.get('desc') === '1',
});

/** By what a row is found: its code, its names of the year, and its present ones. */
const namesOf = ({ agency, agencyInYear }: BoardRow): string[] => [
  agency.code,
  ...[agency, agencyInYear].flatMap(({ name, nameEn }) => [name, nameEn ?? '']),
];

/** Returns the rows that a view shows but for their state, which are counted by it. */
export function countedRows(rows: readonly BoardRow[], { name, mark, kind }: BoardView): BoardRow[] {
  const part = name.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (part === '' || namesOf(row).some((text) => text.toLowerCase().includes(part))) &&
      (mark === null || MARKS[mark](row)) &&
      (kind === null || row.agency.kind === kind),
  );
}

/** Returns the rows of a view in its order; rows that are alike in it come by state, and then by code. */
export function shownRows(rows: readonly BoardRow[], view: BoardView): BoardRow[] {
  const compare = ORDERS[view.order];
  const direction = view.isDescending ? -1 : 1;
  return countedRows(rows, view)
    .filter((row) => view.state === null || boardStateOf(row) === view.state)
    .sort(
      (one, other) =>
        direction * compare(one, other) ||
        byState(one, other) ||
        one.agency.code.localeCompare(other.agency.code),
    );
}

const DAY = 24 * 60 * 60 * 1000;

/** Returns for how many whole days a row has waited in its state, as withdrawn too; null where nothing is begun, and where nothing is to be done. */
export const daysInState = ({ since, state }: BoardRow, now: Date): number | null =>
  since === null || state === 'PUBLISHED' ? null : Math.floor((now.getTime() - Date.parse(since)) / DAY);

/** Returns by how many days a row is late, or why it is not: it was published in time, it is not due yet, or nobody knows when it was published. */
export const latenessInWords = ({ daysLate, timeliness }: BoardRow, t: Translate): string =>
  daysLate > 0 ? t(`${daysLate} 天`, counted(daysLate, 'day')) : t(...TIMELINESS[timeliness]);
