import { Button } from 'antd';
import { useState } from 'react';
import { beijingToday } from '../../../../src/form/beijing';
import { canExtend } from '../../../../src/form/dueDays';
import { formatCount } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import type { BoardRow } from './boardRows';
import { Deadlines } from './Deadlines';
import { Extend } from './Extend';
import { type ManyStep, ManySteps } from './ManySteps';
import { Remind } from './Remind';

/** What can be done with agencies that are chosen. */
type Act = ManyStep | 'REMIND' | 'EXTEND';

const CAN: Readonly<Record<Act, (row: BoardRow) => boolean>> = {
  ACCEPT: ({ actions }) => actions.includes('ACCEPT'),
  RETURN: ({ actions }) => actions.includes('RETURN'),
  REMIND: ({ managed, state }) =>
    managed && state !== 'PUBLISHED' && state !== 'FILED' && state !== 'WITHDRAWN',
  EXTEND: ({ managed, state }) => managed && state !== 'PUBLISHED',
};

/** A window that is open, with the agencies that were chosen then: the board moves while it is open. */
interface Opened {
  readonly act: Act | 'DEADLINES' | 'EXTEND_PLACE';
  readonly rows: readonly BoardRow[];
}

/** What can be done with the agencies that are chosen; only what the viewer may do with some of the board is offered. */
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
  const offered = (Object.keys(CAN) as Act[]).filter(
    (act) => rows.some(CAN[act]) && (act !== 'EXTEND' || canExtend(year, beijingToday())),
  );
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
            disabled={ready.length === 0}
            onClick={() => setOpened({ act, rows: ready })}
          >
            {labelOf(act, ready.length)}
          </Button>
        );
      })}
      <Button onClick={() => setOpened({ act: 'DEADLINES', rows })}>
        {t('期限与延期', 'Deadlines and extensions')}
      </Button>
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
