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

/** Returns why a step can be taken with none of these agencies. */
function whyNot(act: Act, rows: readonly BoardRow[], year: number): Words | null {
  if (act === 'EXTEND') return whyNotExtend(rows, year, beijingToday());
  if (act === 'REMIND' && whyNotEnded(year)) return whyNotEnded(year);
  if (rows.some(CAN[act])) return null;
  if (act === 'REMIND') return ['都已报送、公布或撤回', 'all are filed, published or withdrawn'];
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
  const labelOf = (act: Act, count: number) => {
    if (act === 'ACCEPT')
      return t(`接收并公布所选 ${formatCount(count)} 份`, `Accept and publish ${formatCount(count)}`);
    if (act === 'RETURN') return t(`退回所选 ${formatCount(count)} 份`, `Return ${formatCount(count)}`);
    if (act === 'REMIND') return t(`催报所选 ${formatCount(count)} 个`, `Remind ${formatCount(count)}`);
    return t(`延期所选 ${formatCount(count)} 个`, `Extend ${formatCount(count)}`);
  };
  const isManager = rows.some(({ managed }) => managed);
  const offered = (Object.keys(CAN) as Act[]).filter((act) => isManager || rows.some(CAN[act]));
  const names: Readonly<Record<Act, string>> = {
    ACCEPT: t('接收并公布', 'Accept and publish'),
    RETURN: t('退回', 'Return'),
    REMIND: t('催报', 'Remind'),
    EXTEND: t('延期', 'Extend'),
  };
  // Of what is chosen, or of the board as long as nothing is.
  const judged = chosen.length > 0 ? chosen : rows;
  const reasons = offered.flatMap((act) => {
    const reason = whyNot(act, judged, year);
    return reason
      ? t(`不能${names[act]}：${reason[0]}。`, `${names[act]} is not possible: ${reason[1]}.`)
      : [];
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
