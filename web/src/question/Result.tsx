import { Segmented } from 'antd';
import { useMemo } from 'react';
import { WebRows, type WebRowsQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { Chart } from '../charts/Chart';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { Answered, Nothing, Part } from '../look/states';
import { coverageInWords } from '../overview/values';
import { chartOf } from './chartOf';
import { Downloads } from './Downloads';
import { type Order, type Question, variablesOf } from './question';
import { ResultTable, widthOf } from './ResultTable';

const Distribution = loadable(() => import('./Distribution'));
const Behind = loadable(() => import('./Behind'));

/** How wide a table is at most that has its chart beside it, in pixels; a wider one has it below. */
const MOST_BESIDE = 690;
/** The most rows that the page reads. */
const MOST_ROWS = 1000;

type RollUp = NonNullable<WebRowsQuery['rollup']>;
/** A row of an answer. */
export type ResultRow = NonNullable<RollUp['rows']>['nodes'][number];

const VIEWS = ['ANSWER', 'DISTRIBUTION', 'GRAPHQL'] as const;

/** The answer to a question: a table with its chart, how a value is spread, or what it was asked with; and files of it. */
export function Result({
  question,
  view: viewOfAddress,
  onView,
  onOrder,
}: {
  readonly question: Question;
  readonly view: string | null;
  readonly onView: (view: string | null) => void;
  readonly onOrder: (order: Order | null) => void;
}) {
  const { t } = useLanguage();
  const view = VIEWS.find((one) => one === viewOfAddress) ?? 'ANSWER';
  const variables = variablesOf(question, MOST_ROWS);
  const result = useAnswer(WebRows, variables);
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
      {view === 'DISTRIBUTION' && <Distribution question={question} />}
      {view === 'GRAPHQL' && <Behind variables={variables} />}
      {view === 'ANSWER' && (
        <Answered result={result} rows={10}>
          {({ rollup }) =>
            rollup?.rows && rollup.rows.nodes.length > 0 ? (
              <Rows
                rollup={rollup}
                rows={rollup.rows.nodes}
                totalCount={rollup.rows.totalCount}
                question={question}
                onOrder={onOrder}
              />
            ) : (
              <Nothing
                text={t('没有符合条件的数据，请放宽条件。', 'Nothing meets these conditions: widen them.')}
              />
            )
          }
        </Answered>
      )}
    </Part>
  );
}

function Rows({
  rollup: { coverage },
  rows,
  totalCount,
  question,
  onOrder,
}: {
  readonly rollup: RollUp;
  readonly rows: readonly ResultRow[];
  readonly totalCount: number;
  readonly question: Question;
  readonly onOrder: (order: Order | null) => void;
}) {
  const { t, language } = useLanguage();
  const chart = useMemo(
    () => chartOf(rows, totalCount, question, language),
    [rows, totalCount, question, language],
  );
  return (
    <>
      <div className={widthOf(rows, question) > MOST_BESIDE ? undefined : 'answer'}>
        <ResultTable rows={rows} question={question} onOrder={onOrder} />
        <Chart option={chart.option} sentence={chart.sentence} height={chart.height} />
      </div>
      <p className="coverage">
        {coverageInWords(coverage, t)}
        {coverage.demonstrationLeftOut && t('；演示数据未计入', '; demonstration data is left out')}
        {t(`；共 ${totalCount} 行`, `; ${totalCount} rows`)}
        {totalCount > rows.length &&
          t(`，只列前 ${rows.length} 行`, `, of which the first ${rows.length} are here`)}
        {t('。', '.')} <Reasons rows={rows} />
      </p>
      <Downloads question={question} chart={chart} />
    </>
  );
}

/** Why values are missing, in words, with how often. */
function Reasons({ rows }: { readonly rows: readonly ResultRow[] }) {
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
      {t('没有数值的（不是零）：', 'Without a value, which is not zero: ')}
      {[...counts]
        .slice(0, 3)
        .map(([reason, count]) => t(`${reason.replace(/。$/, '')}（${count} 处）`, `${reason} (${count})`))
        .join(t('；', '; '))}
      {counts.size > 3 && '…'}
    </>
  );
}
