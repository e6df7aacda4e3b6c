import { Button } from 'antd';
import { useState } from 'react';
import { beijingToday } from '../../../../src/form/beijing';
import { whyNotEnded } from '../../../../src/form/reportingYears';
import { formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import type { Words } from '../../look/days';
import type { BoardRow } from './boardRows';
import { Deadlines } from './Deadlines';
import { Extend } from './Extend';
import { isExtensible, whyNotExtend } from './extension';
import { type ManyStep, ManySteps } from './ManySteps';
import { Remind } from './Remind';

/** What can be done with agencies that are chosen. */
type Act = ManyStep | 'REMIND' | 'EXTEND';

const CAN: Readonly<Record<Act, (row: BoardRow) => boolean>> = {
  ACCEPT: ({ actions }) => actions.includes('ACCEPT'),
  RETURN: ({ actions }) => actions.includes('RETURN'),
  REMIND: ({ managed, state }) =>
    managed && state !== 'PUBLISHED' && state !== 'FILED' && state !== 'WITHDRAWN',
  EXTEND: isExtensible,
};

/** A window that is open, with the agencies that were chosen then: the board moves while it is open. */
interface Opened {
  readonly act: Act | 'DEADLINES' | 'EXTEND_PLACE';
  readonly rows: readonly BoardRow[];
}

/** Why agencies are not reminded, in words that follow their number. */
const NOT_REMINDED: readonly (readonly [zh: string, en: string, is: (row: BoardRow) => boolean])[] = [
  ['不由您催报', 'not in your charge', ({ managed }) => !managed],
  ['已报送', 'filed', ({ state }) => state === 'FILED'],
  ['已公布', 'published', ({ state }) => state === 'PUBLISHED'],
  ['已撤回公布', 'withdrawn', ({ state }) => state === 'WITHDRAWN'],
];

/** Returns why none of these agencies is reminded: how many there are of each reason, where there are several. */
function whyNotReminded(rows: readonly BoardRow[]): Words {
  const counts = NOT_REMINDED.flatMap(([zh, en, is], at) => {
    const isFirst = (row: BoardRow) => NOT_REMINDED.findIndex((one) => one[2](row)) === at;
    const count = rows.filter((row) => is(row) && isFirst(row)).length;
    return count > 0 ? [{ zh, en, count: formatCount(count) }] : [];
  });
  if (counts.length === 1) return [counts[0].zh, counts[0].en];
  return [
    counts.map(({ zh, count }) => `${zh} ${count} 个`).join('、'),
    counts.map(({ en, count }) => `${count} ${en}`).join(', '),
  ];
}

/** Returns why a step can be taken with none of these agencies. */
function whyNot(act: Act, rows: readonly BoardRow[], year: number): Words | null {
  if (act === 'EXTEND') return whyNotExtend(rows, year, beijingToday());
  if (act === 'REMIND' && whyNotEnded(year)) return whyNotEnded(year);
  if (rows.some(CAN[act])) return null;
  if (act === 'REMIND') return whyNotReminded(rows);
  return ['没有已报送、待接收的报告', 'no report is filed and waits to be accepted'];
}

/**
 * What can be done with the agencies that are chosen: who manages some of the board is offered all of it, others what they may do with some. What cannot be
 * done stays there with the reason.
 */
export function BoardActions({
  rows,
  chosen,
  place,
  year,
}: {
  /** All rows of the board. */
  readonly rows: readonly BoardRow[];
  readonly chosen: readonly BoardRow[];
  readonly place: string;
  readonly year: number;
}) {
  const { t } = useLanguage();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  /** Returns what a button does, and with how many: of what is chosen, those with which it can be done. */
  const labelOf = (act: Act, count: number) => {
    const [all, some] = [formatCount(chosen.length), formatCount(count)];
    const unit = act === 'ACCEPT' || act === 'RETURN' ? '份' : '个';
    return count === chosen.length
      ? t(`${names[act]}所选 ${all} ${unit}`, `${names[act]} ${all}`)
      : t(`${names[act]}所选 ${all} ${unit}中的 ${some} ${unit}`, `${names[act]} ${some} of ${all}`);
  };
  const isManager = rows.some(({ managed }) => managed);
  const offered = (Object.keys(CAN) as Act[]).filter((act) => isManager || rows.some(CAN[act]));
  const names: Readonly<Record<Act, string>> = {
    ACCEPT: t('接收并公布', 'Accept and publish'),
    RETURN: t('退回', 'Return'),
    REMIND: t('催报', 'Remind'),
    EXTEND: t('延期', 'Extend'),
  };
  // Of what is chosen those with which it cannot be done, or the board as long as nothing is chosen.
  const reasons = offered.flatMap((act) => {
    const blocked = chosen.length > 0 ? chosen.filter((row) => !CAN[act](row)) : rows;
    const reason = blocked.length > 0 ? whyNot(act, blocked, year) : whyNot(act, chosen, year);
    if (!reason) return [];
    if (chosen.length === 0)
      return t(
        `本表所列都不能${names[act]}：${reason[0]}。`,
        `${names[act]}: possible with none of the board; ${reason[1]}.`,
      );
    const isAll = blocked.length === chosen.length || blocked.length === 0;
    const some = formatCount(blocked.length);
    return isAll
      ? t(
          `所选都不能${names[act]}：${reason[0]}。`,
          `${names[act]}: possible with none chosen; ${reason[1]}.`,
        )
      : t(
          `所选中有 ${some} 个不能${names[act]}：${reason[0]}。`,
          `${names[act]}: not possible with ${some} of those chosen; ${reason[1]}.`,
        );
  });
  const window = opened && { rows: opened.rows, year, onClose: close };
  return (
    <div className="filters">
      <span aria-live="polite">
        {t(`已选 ${formatCount(chosen.length)} 个`, `${formatCount(chosen.length)} chosen`)}
      </span>
      {offered.map((act) => {
        const ready = chosen.filter(CAN[act]);
        return (
          <Button
            key={act}
            type={act === 'ACCEPT' ? 'primary' : 'default'}
            disabled={ready.length === 0 || whyNot(act, ready, year) !== null}
            onClick={() => setOpened({ act, rows: ready })}
          >
            {labelOf(act, ready.length)}
          </Button>
        );
      })}
      <Button onClick={() => setOpened({ act: 'DEADLINES', rows })}>
        {t('期限与延期', 'Deadlines and extensions')}
      </Button>
      <span className="coverage" aria-live="polite">
        {[
          ...(chosen.length === 0 && offered.length > 0
            ? [t('先在表中选择机关。', 'Choose agencies in the table first.')]
            : []),
          ...reasons,
        ].join(t('', ' '))}
      </span>
      {window && (opened.act === 'ACCEPT' || opened.act === 'RETURN') && (
        <ManySteps step={opened.act} {...window} />
      )}
      {window && opened.act === 'REMIND' && <Remind {...window} />}
      {window && (opened.act === 'EXTEND' || opened.act === 'EXTEND_PLACE') && (
        <Extend place={opened.act === 'EXTEND' ? null : place} {...window} />
      )}
      {opened?.act === 'DEADLINES' && (
        <Deadlines
          rows={rows}
          year={year}
          onExtendPlace={() => setOpened({ act: 'EXTEND_PLACE', rows })}
          onClose={close}
        />
      )}
    </div>
  );
}
