import { Button } from 'antd';
import type { ReactNode } from 'react';
import { formatCount } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { Dialog } from '../../look/Dialog';
import { Names } from '../../look/Names';
import type { BoardRow } from './boardRows';
import { Outcomes } from './Outcomes';
import type { useMany } from './useMany';

/** Asks before something is done with many agencies, shows how far it is, and what became of each. */
export function ManyDialog({
  title,
  doIt,
  isReady,
  isDangerous = false,
  rows,
  many: { run, outcomes },
  onStart,
  onClose,
  children,
}: {
  readonly title: string;
  /** What the button says that does it. */
  readonly doIt: string;
  readonly isReady: boolean;
  readonly isDangerous?: boolean;
  /** The agencies that it is done with. */
  readonly rows: readonly BoardRow[];
  readonly many: Pick<ReturnType<typeof useMany>, 'outcomes'> & {
    readonly run: Pick<ReturnType<typeof useMany>['run'], 'isIdle' | 'isPending'>;
  };
  readonly onStart: () => void;
  readonly onClose: () => void;
  /** The consequences, and what else is to be filled in. */
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const count = rows.length;
  return (
    <Dialog title={title} onClose={onClose}>
      {run.isIdle && (
        <>
          <Names names={rows.map(({ agencyInYear }) => nameOf(agencyInYear))} />
          {children}
        </>
      )}
      {run.isPending && (
        <p role="status">
          {t(
            `正在办理：${formatCount(outcomes.length)} / ${formatCount(count)}`,
            `At work: ${formatCount(outcomes.length)} of ${formatCount(count)}`,
          )}
        </p>
      )}
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} />}
      <p className="filters">
        {run.isIdle && (
          <Button type="primary" danger={isDangerous} disabled={!isReady} onClick={onStart}>
            {doIt}
          </Button>
        )}
        <Button onClick={onClose}>{run.isIdle ? t('取消', 'Cancel') : t('关闭', 'Close')}</Button>
      </p>
    </Dialog>
  );
}
