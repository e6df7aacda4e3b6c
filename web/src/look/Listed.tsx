import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { List } from '../api/useList';
import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Failed, Nothing } from './states';

/** Shows a list with its number of rows, and a button for more of it. */
export function Listed<Row>({
  list,
  empty,
  children,
}: {
  readonly list: List<Row>;
  /** What is said when there is nothing. */
  readonly empty: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}) {
  const { t } = useLanguage();
  if (list.error) return <Failed error={list.error} retry={list.again} />;
  if (!list.rows) return <Skeleton active />;
  if (list.rows.length === 0) return <Nothing text={empty} />;
  return (
    <>
      {children(list.rows)}
      <p className="filters">
        <span aria-live="polite">
          {t(
            `共 ${formatCount(list.total)} 条，已列 ${formatCount(list.rows.length)} 条。`,
            `${formatCount(list.rows.length)} of ${formatCount(list.total)}.`,
          )}
        </span>
        {list.hasMore && (
          <Button loading={list.isReading} onClick={list.more}>
            {t('再列一些', 'More')}
          </Button>
        )}
      </p>
    </>
  );
}
