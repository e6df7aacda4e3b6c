import { Button, Segmented, Skeleton } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { notUnderstood } from '../address/addressParts';
import { useMisread } from '../address/misreads';
import { WebRows, type WebRowsQuery } from '../api/generated/documents';
import { forwards, type List, useList } from '../api/useList';
import { Chart } from '../charts/Chart';
import { counted, formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { Failed, Nothing, Part } from '../look/states';
import { Caution } from '../overview/Caution';
import { Included } from '../overview/Counted';
import { useTotals } from '../place/useTotals';
import { chartOf } from './chartOf';
import { Downloads } from './Downloads';
import { LastYearly } from './LastYearly';
import { Notes } from './Notes';
import { hasTotals, type Order, type Question, spanOf, variablesOf, yearsOf } from './question';
import { ResultTable, widthOf } from './ResultTable';
import { useAllRows } from './useAllRows';
import { VIEWS } from './views';

const Distribution = loadable(() => import('./Distribution'));
const Behind = loadable(() => import('./Behind'));

/** How wide a table is at most that has its chart beside it, in pixels; a wider one has it below. */
const MOST_BESIDE = 690;
/** How many rows are read at once. */
const PAGE = 1000;

type RollUp = NonNullable<WebRowsQuery['rollup']>;
/** A row of an answer. */
export type ResultRow = NonNullable<RollUp['rows']>['nodes'][number];

/** The answer to a question: a table with its chart, how a value is spread, or what it was asked with; and files of it. */
export function Result({
  question,
  labels,
  view: viewOfAddress,
  onView,
  onOrder,
  onDraw,
}: {
  readonly question: Question;
  /** The labels of the values of its rows by their codes. */
  readonly labels: ReadonlyMap<string, string>;
  readonly view: string | null;
  readonly onView: (view: string | null) => void;
  readonly onOrder: (order: Order | null) => void;
  readonly onDraw: (drawing: readonly string[]) => void;
}) {
  const { t } = useLanguage();
  const view = VIEWS.find((one) => one === viewOfAddress) ?? 'ANSWER';
  const variables = variablesOf(question, PAGE);
  const list = useList(
    WebRows,
    variables,
    (after) => variablesOf(question, PAGE, after),
    ({ rollup }) => forwards(rollup?.rows),
  );
  const rollup = list.first?.rollup;
  // The rows before are shown as the answer to their own question until others come: nothing is drawn twice for a click.
  const [answered, setAnswered] = useState(question);
  if (!list.isBefore && answered !== question) setAnswered(question);
  return (
    <Part
      title={t('结果', 'Answer')}
      extra={
        <Segmented
          aria-label={t('看法', 'View')}
          value={view}
          onChange={(next) => onView(next === 'ANSWER' ? null : next)}
          options={[
            { value: 'ANSWER', label: t('表和图', 'Table and chart') },
            { value: 'DISTRIBUTION', label: t('分布', 'Distribution') },
            { value: 'GRAPHQL', label: 'GraphQL' },
          ]}
        />
      }
    >
      {view === 'DISTRIBUTION' && <Distribution question={question} labels={labels} />}
      {view === 'GRAPHQL' && <Behind variables={variables} />}
      {view === 'ANSWER' && (
        <div className={list.isBefore ? 'stale' : undefined} aria-busy={list.isBefore}>
          {list.error && <Failed error={list.error} retry={list.again} />}
          {list.rows === undefined ? (
            !list.error && <Skeleton active title={false} paragraph={{ rows: 10 }} />
          ) : rollup && list.rows.length > 0 ? (
            <Rows rollup={rollup} list={list} question={answered} onOrder={onOrder} onDraw={onDraw} />
          ) : (
            <Nothing
              text={t('没有符合条件的数据，请放宽条件。', 'Nothing meets these conditions: widen them.')}
            />
          )}
        </div>
      )}
    </Part>
  );
}

function Rows({
  rollup: { coverage },
  list,
  question,
  onOrder,
  onDraw,
}: {
  readonly rollup: RollUp;
  readonly list: List<ResultRow>;
  readonly question: Question;
  readonly onOrder: (order: Order | null) => void;
  readonly onDraw: (drawing: readonly string[]) => void;
}) {
  const { t, language } = useLanguage();
  const { rows = [], total } = list;
  const chart = useMemo(() => chartOf(rows, total, question, language), [rows, total, question, language]);
  const isComing = useAllRows(list);
  const absent = question.drawing.filter((key) => !rows.some((row) => chart.keyOf(row) === key));
  useMisread(
    isComing || absent.length === 0
      ? null
      : notUnderstood(
          'draw',
          absent.join(','),
          { zh: '不是表中的组', en: 'is no group of the table' },
          { zh: '没有画', en: 'it is not drawn' },
          t,
        ),
  );
  const totals = useTotals(
    hasTotals(question) ? { ...question, years: yearsOf(question) } : null,
    question.values,
  );
  // The table comes first.
  const drawn = useDeferredValue(isComing ? null : chart);
  return (
    <>
      <div className={chart.isWide || widthOf(rows, question) > MOST_BESIDE ? undefined : 'answer'}>
        <ResultTable
          rows={rows}
          question={question}
          totals={totals}
          chart={isComing ? { ...chart, shown: [], most: 0 } : chart}
          onOrder={onOrder}
          onDraw={onDraw}
        />
        <div>
          {drawn ? (
            <Chart option={drawn.option} sentence={drawn.sentence} height={drawn.height} />
          ) : (
            <p role="status">
              {t(
                `图由全部 ${formatCount(total)} 行画出，已读 ${formatCount(rows.length)} 行……`,
                `The chart is drawn of all ${formatCount(total)} rows, of which ${formatCount(rows.length)} were read …`,
              )}
            </p>
          )}
          {question.drawing.length > 0 && (
            <button type="button" className="link" onClick={() => onDraw([])}>
              {t('画默认的组', 'Draw the usual groups')}
            </button>
          )}
        </div>
      </div>
      <p className="coverage">
        <Included covered={{ ...question, years: spanOf(question) }} counts={coverage} />
        {coverage.demonstrationLeftOut && t('；演示数据未计入', '; demonstration data is left out')}
        {t(`；共 ${formatCount(total)} 行`, `; ${counted(total, 'row')}`)}
        {list.hasMore &&
          t(
            `，已列前 ${formatCount(rows.length)} 行`,
            `, of which the first ${formatCount(rows.length)} are here`,
          )}
        {t('。', '.')} <Reasons rows={rows} isPart={list.hasMore} />
      </p>
      {question.from === question.to ? (
        <Caution where={{ ...question, year: question.to }} />
      ) : (
        <PartCaution rows={rows} />
      )}
      <Notes rows={rows} question={question} />
      <LastYearly rows={rows} question={question} />
      {list.hasMore && !isComing && (
        <p>
          <Button size="small" loading={list.isReading} onClick={list.more}>
            {t(`再列 ${PAGE} 行`, `${PAGE} more rows`)}
          </Button>
        </p>
      )}
      <Downloads question={question} chart={isComing ? null : chart} />
    </>
  );
}

/** Says of the changes of several years that they are also those of who reported, where not all have in one of them. */
function PartCaution({ rows }: { readonly rows: readonly ResultRow[] }) {
  const { t } = useLanguage();
  const hasChanges = rows.some(({ values }) => values.some(({ difference }) => difference !== null));
  if (!hasChanges || rows.every(({ coverage: { expected, included } }) => expected === included)) return null;
  return (
    <p className="coverage caution">
      {t(
        '各年的报告不都齐全，比上年的增减也反映报告机关的变化。',
        'Not all reports of every year are here: a change to the year before also shows who reported.',
      )}
    </p>
  );
}

/** Why values are missing, in words, with how often in the rows that are here. */
function Reasons({ rows, isPart }: { readonly rows: readonly ResultRow[]; readonly isPart: boolean }) {
  const { t } = useLanguage();
  const counts = new Map<string, number>();
  for (const { value, reasonZh, reasonEn } of rows.flatMap(({ values }) => values)) {
    if (value !== null) continue;
    const reason = t(reasonZh ?? '空白', reasonEn ?? 'Blank');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  return (
    <>
      {isPart
        ? t('所列各行中没有数值的（不是零）：', 'Without a value in these rows, which is not zero: ')
        : t('没有数值的（不是零）：', 'Without a value, which is not zero: ')}
      {[...counts]
        .slice(0, 3)
        .map(([reason, count]) =>
          t(`${reason.replace(/。$/, '')}（${formatCount(count)} 处）`, `${reason} (${formatCount(count)})`),
        )
        .join(t('；', '; '))}
      {counts.size > 3 && '…'}
    </>
  );
}
