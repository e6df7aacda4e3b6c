import { Summary, VirtualTable } from '@rc-component/table';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

/** The height of a row of one line, in pixels; those of more lines are measured. */
const ROW = { listItemHeight: 39 };

/** A column of a long table. Its width is in pixels; wider pages share out what is left. */
export interface LongColumn<Row> {
  readonly key: string;
  readonly title: ReactNode;
  readonly width: number;
  readonly isNumber?: boolean;
  /** Whether it stays at the side while the others scroll. */
  readonly isFixed?: boolean;
  /** Whether a click on its head orders the rows by it. */
  readonly isOrdering?: boolean;
  readonly classOf?: (row: Row) => string;
  readonly render: (row: Row) => ReactNode;
  /** What the last line, which is of the whole, has in it; a table without any has no such line. */
  readonly totals?: ReactNode;
}

/** By which column the rows of a long table are ordered. */
export interface LongOrder {
  readonly key: string;
  readonly isAscending: boolean;
}

/**
 * A table of which only the rows in view are written, however many there are; short tables and paper use `DataTable`. The first click on a head
 * orders by it in the direction of `firstIsAscending`, the second in the other, the third not at all.
 */
export function LongTable<Row extends object>({
  rows,
  keyOf,
  columns,
  height,
  order = null,
  firstIsAscending = false,
  onOrder,
}: {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  readonly columns: readonly LongColumn<Row>[];
  readonly height: number;
  readonly order?: LongOrder | null;
  readonly firstIsAscending?: boolean;
  readonly onOrder?: (order: LongOrder | null) => void;
}) {
  const { t } = useLanguage();
  const headOf = ({ key, title, isOrdering }: LongColumn<Row>) => {
    if (!isOrdering) return title;
    const isOwn = order?.key === key;
    const next = !isOwn
      ? { key, isAscending: firstIsAscending }
      : order.isAscending === firstIsAscending
        ? { key, isAscending: !firstIsAscending }
        : null;
    return (
      <button type="button" onClick={() => onOrder?.(next)} title={t('点按排序', 'Order by this')}>
        <span>{title}</span> <i aria-hidden="true">{isOwn ? (order.isAscending ? '▲' : '▼') : '↕'}</i>
      </button>
    );
  };
  return (
    <VirtualTable<Row>
      prefixCls="long"
      {...ROW}
      scroll={{ y: height, x: columns.reduce((sum, { width }) => sum + width, 0) }}
      rowKey={keyOf}
      summary={
        columns.some(({ totals }) => totals !== undefined)
          ? () => (
              <Summary fixed>
                <Summary.Row>
                  {columns.map(({ key, isNumber, totals }, at) => (
                    <Summary.Cell key={key} index={at} align={isNumber ? 'right' : undefined}>
                      {totals}
                    </Summary.Cell>
                  ))}
                </Summary.Row>
              </Summary>
            )
          : undefined
      }
      data={rows}
      columns={columns.map((column) => ({
        key: column.key,
        title: headOf(column),
        width: column.width,
        fixed: column.isFixed ? ('start' as const) : undefined,
        align: column.isNumber ? ('right' as const) : undefined,
        onHeaderCell: () => ({
          className: column.isNumber ? 'long-number' : undefined,
          'aria-sort':
            column.isOrdering && order?.key === column.key
              ? order.isAscending
                ? ('ascending' as const)
                : ('descending' as const)
              : undefined,
        }),
        onCell: (row: Row) => ({ className: column.classOf?.(row) }),
        render: (_: unknown, row: Row) => column.render(row),
      }))}
    />
  );
}
