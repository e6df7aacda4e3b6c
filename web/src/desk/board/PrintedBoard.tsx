import { counted, formatCount, formatDay } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { otherNameInWords } from '../../place/otherNameInWords';
import { WORK_STATES, workInWords } from '../../report/reportStates';
import { type BoardRow, boardStateOf, latenessInWords, ROW_STATES } from './boardRows';

/** The board on paper: how many agencies are in each state, and all of its rows. */
export function PrintedBoard({ rows, year }: { readonly rows: readonly BoardRow[]; readonly year: number }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const counts = ROW_STATES.map((state) => ({
    state,
    count: rows.filter((row) => boardStateOf(row) === state).length,
  })).filter(({ count }) => count > 0);
  return (
    <>
      <p>
        {t(
          `${year} 年度，${formatCount(rows.length)} 个机关：`,
          `${year}, ${counted(rows.length, 'agency')}: `,
        )}
        {counts
          .map(({ state, count }) => `${t(...WORK_STATES[state])} ${formatCount(count)}`)
          .join(t('，', ', '))}
      </p>
      <DataTable
        label={t('年度进度', 'The board of the year')}
        rows={rows}
        keyOf={({ agency }) => agency.code}
        columns={[
          {
            title: t('机关', 'Agency'),
            render: ({ agency, agencyInYear }) =>
              `${nameOf(agencyInYear)}${otherNameInWords(agency, agencyInYear, t)}`,
          },
          {
            title: t('状态', 'State'),
            render: (row) => workInWords(row, t),
          },
          {
            title: t('自（北京时间）', 'Since (Beijing)'),
            render: ({ since }) => since && formatDay(since),
          },
          { title: t('截止', 'Due'), render: ({ deadline }) => <time>{deadline.dueOn}</time> },
          {
            title: t('逾期天数', 'Days late'),
            isNumber: true,
            render: (row) => latenessInWords(row, t),
          },
          { title: t('退回', 'Returned'), isNumber: true, render: ({ returns }) => returns || '' },
          {
            title: t('错误、警告', 'Errors, warnings'),
            isNumber: true,
            render: ({ state, errorCount, warningCount }) =>
              state === null ? '' : `${errorCount}, ${warningCount}`,
          },
        ]}
      />
    </>
  );
}
