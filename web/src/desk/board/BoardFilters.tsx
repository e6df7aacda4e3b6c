import { Input, Select } from 'antd';
import { AGENCY_KINDS } from '../../agency/agencyKinds';
import { formatFigure } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { usePageState } from '../../place/usePageState';
import { WORK_STATES } from '../../report/reportStates';
import {
  type BoardRow,
  type BoardView,
  boardStateOf,
  countedRows,
  MARKS,
  type Mark,
  ROW_STATES,
} from './boardRows';

/** How many agencies are in each state, each to be clicked, and what else sets rows apart. */
export function BoardFilters({
  rows,
  view,
}: {
  readonly rows: readonly BoardRow[];
  readonly view: BoardView;
}) {
  const { t, language } = useLanguage();
  const { change } = usePageState();
  const counted = countedRows(rows, view);
  const marks: Readonly<Record<Mark, string>> = {
    overdue: t('逾期未公布', 'Overdue'),
    late: t('逾期（含已公布）', 'Late, published too'),
    returned: t('曾被退回', 'Returned'),
    extended: t('有延期', 'With an extension'),
    reminded: t('已催报', 'Reminded'),
    errors: t('有错误', 'With errors'),
    warnings: t('有警告', 'With warnings'),
  };
  return (
    <>
      <ul className="counts" aria-label={t('各状态的机关数', 'Agencies by state')}>
        {[null, ...ROW_STATES].map((state) => (
          <li key={state ?? 'ALL'}>
            <button
              type="button"
              aria-pressed={view.state === state}
              onClick={() => change({ state }, false)}
            >
              <b>
                {formatFigure(
                  counted.filter((row) => state === null || boardStateOf(row) === state).length,
                  language,
                )}
              </b>
              {state === null ? t('全部', 'All') : t(...WORK_STATES[state])}
            </button>
          </li>
        ))}
      </ul>
      <div className="filters">
        <Input
          allowClear
          aria-label={t('名称或代码', 'Name or code')}
          placeholder={t('名称或代码包含…', 'Name or code contains…')}
          value={view.name}
          onChange={(event) => change({ name: event.target.value }, false)}
        />
        <Select<Mark | ''>
          aria-label={t('其他条件', 'Other conditions')}
          value={view.mark ?? ''}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('不限条件', 'Any condition') },
            ...Object.entries(marks).map(([value, label]) => ({
              value: value as Mark,
              label: `${label} ${rows.filter(MARKS[value as Mark]).length}`,
            })),
          ]}
          onChange={(mark) => change({ mark }, false)}
        />
        <Select
          aria-label={t('类别', 'Kind')}
          value={view.kind ?? ''}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('各类', 'All kinds') },
            ...Object.entries(AGENCY_KINDS).map(([value, [zh, en]]) => ({ value, label: t(zh, en) })),
          ]}
          onChange={(kind) => change({ kind }, false)}
        />
      </div>
    </>
  );
}
