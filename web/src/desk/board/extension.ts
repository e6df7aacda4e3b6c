import { canExtend, dueDaysOf } from '../../../../src/form/dueDays';
import type { Words } from '../../look/days';
import type { BoardRow } from './boardRows';

/** Whether an extension would change anything for an agency, as the hub judges it: its report is not published, and its deadline has not passed or locks. */
const canGain = ({ published, state, deadline }: BoardRow): boolean =>
  !published && state !== 'WITHDRAWN' && (!deadline.hasPassed || deadline.locks);

/** Returns whether the deadline of an agency can be extended by the viewer. */
export const isExtensible = (row: BoardRow): boolean => row.managed && canGain(row);

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
  if (!rows.some(({ managed }) => managed)) return ['这些机关不由您管理', 'you do not manage these agencies'];
  return [
    '已公布或撤回的不必延期；截止日已过的，此后批准的延期不使逾期变为按时，不延期也可以报送',
    'what is published or withdrawn needs none; where the deadline has passed, an extension makes no report timely, and it can be filed without one',
  ];
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
