import { Checkbox } from 'antd';
import { Link } from 'wouter';
import { counted, formatDay } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { Explained } from '../../look/Explained';
import { LongTable } from '../../look/LongTable';
import { otherNameInWords } from '../../place/otherNameInWords';
import { usePageState } from '../../place/usePageState';
import { workInWords } from '../../report/reportStates';
import { type BoardRow, type BoardView, daysInState, latenessInWords, type Order } from './boardRows';
import { extensionInWords } from './extension';

const NARROW = 600;

/** The rows of the board, of which only those in view are written. */
export function BoardTable({
  rows,
  year,
  view,
  chosen,
  onChoose,
}: {
  readonly rows: readonly BoardRow[];
  readonly year: number;
  readonly view: BoardView;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { change } = usePageState();
  const now = new Date();
  const chosenHere = rows.filter(({ agency }) => chosen.has(agency.code)).length;
  const nameWidth = innerWidth < NARROW ? 150 : 266;
  const choose = (codes: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const code of codes)
      if (isChosen) next.add(code);
      else next.delete(code);
    onChoose(next);
  };
  const ordered = (key: Order) => ({ key, isOrdering: true });
  return (
    <LongTable
      height={560}
      rows={rows}
      keyOf={({ agency }) => agency.code}
      order={{ key: view.order, isAscending: !view.isDescending }}
      firstIsAscending
      onOrder={(order) =>
        change({ order: order?.key ?? null, desc: order && !order.isAscending ? '1' : null })
      }
      columns={[
        {
          key: 'chosen',
          title: (
            <Checkbox
              aria-label={t('选择所列全部', 'Choose all that are listed')}
              checked={rows.length > 0 && chosenHere === rows.length}
              indeterminate={chosenHere > 0 && chosenHere < rows.length}
              onChange={(event) =>
                choose(
                  rows.map(({ agency }) => agency.code),
                  event.target.checked,
                )
              }
            />
          ),
          width: 44,
          isFixed: true,
          render: ({ agency, agencyInYear }) => (
            <Checkbox
              aria-label={nameOf(agencyInYear)}
              checked={chosen.has(agency.code)}
              onChange={(event) => choose([agency.code], event.target.checked)}
            />
          ),
        },
        {
          title: t('机关', 'Agency'),
          ...ordered('name'),
          width: nameWidth,
          isFixed: true,
          // Of what nobody has begun there is nothing to see at the desk.
          render: ({ agency, agencyInYear, state }) => (
            <Link href={state ? `/desk/${agency.code}/${year}` : `/agencies/${agency.code}`}>
              {nameOf(agencyInYear)}
              {otherNameInWords(agency, agencyInYear, t)}
            </Link>
          ),
        },
        {
          title: t('状态', 'State'),
          ...ordered('state'),
          width: 132,
          render: (row) => workInWords(row, t),
        },
        {
          title: t('自（北京时间）', 'Since (Beijing)'),
          ...ordered('since'),
          width: 152,
          render: (row) => {
            const days = daysInState(row, now);
            return (
              <>
                {row.since && formatDay(row.since)}{' '}
                {days !== null && <small>{t(`${days} 天`, counted(days, 'day'))}</small>}
              </>
            );
          },
        },
        {
          title: t('截止', 'Due'),
          ...ordered('due'),
          width: 138,
          render: ({ deadline }) => (
            <>
              {deadline.dueOn}{' '}
              {deadline.extensionReason !== null && (
                <Explained className="mark" text={t(...extensionInWords(deadline))}>
                  {deadline.dueOn > deadline.ruleDueOn ? t('延期', 'extended') : t('过期后开放', 'reopened')}
                </Explained>
              )}
            </>
          ),
        },
        {
          title: t('逾期天数', 'Days late'),
          ...ordered('late'),
          width: 132,
          isNumber: true,
          render: (row) => latenessInWords(row, t),
        },
        {
          key: 'reminded',
          title: t('催报', 'Reminded'),
          width: 112,
          render: ({ remindedAt }) => remindedAt && formatDay(remindedAt),
        },
        {
          title: t('退回', 'Returned'),
          ...ordered('returned'),
          width: 104,
          isNumber: true,
          render: ({ returns }) => returns || '',
        },
        {
          title: t('错误、警告', 'Errors, warnings'),
          ...ordered('findings'),
          width: 134,
          isNumber: true,
          render: ({ state, errorCount, warningCount }) =>
            state === null ? '' : `${errorCount}, ${warningCount}`,
        },
      ]}
    />
  );
}
