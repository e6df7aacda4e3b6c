import { canExtend, dueDaysOf } from '../../../../src/form/dueDays';
import type { Words } from '../../look/days';
import type { BoardRow } from './boardRows';

/** Whether the report of an agency needs no more time: it is published, or was withdrawn. */
const isOver = ({ published, withdrawnAt }: BoardRow): boolean => published || withdrawnAt !== null;

/** Whether an extension would change anything for an agency, as the hub judges it: its report is not published, and its deadline has not passed or locks. */
const canGain = (row: BoardRow): boolean => !isOver(row) && (!row.deadline.hasPassed || row.deadline.locks);

/** Returns whether the deadline of an agency can be extended by the viewer. */
export const isExtensible = (row: BoardRow): boolean => row.managed && canGain(row);

const IS_OVER: Words = ['已公布或撤回的不必延期', 'what is published or withdrawn needs none'];
/** Of those whose deadline has passed and does not lock. */
const HAS_PASSED: Words = [
  '未公布的截止日已过，此后批准的延期不使逾期变为按时；填报没有锁定，不延期也可以报送，未报送的请用催报',
  'for what is not published the deadline has passed, and an extension granted now makes no report timely; filing is not locked and goes on without one, so remind those who have not filed',
];

/** Returns why the deadline of none of these agencies can be extended; null where that of some can. */
export function whyNotExtend(rows: readonly BoardRow[], year: number, today: string): Words | null {
  if (!canExtend(year, today)) {
    const { last } = dueDaysOf(year);
    return [
      `${year} 年度的期限最晚延至 ${last}，已过`,
      `deadlines of ${year} are extended until ${last} at most`,
    ];
  }
  if (rows.some(isExtensible)) return null;
  const own = rows.filter(({ managed }) => managed);
  if (own.length === 0) return ['这些机关不由您管理', 'you do not manage these agencies'];
  const late = own.filter((row) => !isOver(row));
  const why = [...(late.length < own.length ? [IS_OVER] : []), ...(late.length > 0 ? [HAS_PASSED] : [])];
  return [why.map(([zh]) => zh).join('；'), why.map(([, en]) => en).join('; ')];
}

/** Returns what the extension of a deadline did, why, and who granted it when. */
export function extensionInWords({
  dueOn,
  ruleDueOn,
  openUntil,
  extensionReason,
  extensionGrantedBy,
  extensionGrantedOn,
}: BoardRow['deadline']): Words {
  const [zh, en] =
    dueOn > ruleDueOn
      ? [`原 ${ruleDueOn}`, `Was ${ruleDueOn}`]
      : [
          `截止日过后批准，只开放填报至 ${openUntil}，仍是逾期`,
          `Granted after the deadline: filing is open until ${openUntil}, and it stays late`,
        ];
  return [
    `${zh}；理由：${extensionReason}；批准：${extensionGrantedBy}，${extensionGrantedOn}`,
    `${en}; reason: ${extensionReason}; granted by ${extensionGrantedBy} on ${extensionGrantedOn}`,
  ];
}

/** What a later day does for the agencies it is for. */
export interface ExtensionEffect {
  /** Those who get more time. */
  readonly gaining: number;
  /** Those who are late and stay so, and to whom filing is open again. */
  readonly unlocked: number;
  /** Those for whom nothing changes. */
  readonly unchanged: number;
}

/** Returns what an extension to a day does. */
export function effectOfExtension(rows: readonly BoardRow[], dueOn: string): ExtensionEffect {
  const able = rows.filter(canGain);
  const gaining = able.filter(({ deadline }) => !deadline.hasPassed && deadline.dueOn < dueOn).length;
  const unlocked = able.filter(({ deadline }) => deadline.hasPassed && deadline.openUntil < dueOn).length;
  return { gaining, unlocked, unchanged: rows.length - gaining - unlocked };
}
