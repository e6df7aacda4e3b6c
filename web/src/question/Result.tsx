import { Button, Segmented, Table } from 'antd';
import { useMemo, useState } from 'react';
import { WebRows, type WebRowsQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { Chart } from '../charts/Chart';
import { Figure } from '../figures/Figure';
import { formatPercent } from '../figures/formatFigure';
import { useLabels, useLanguage } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Answered, Nothing, Part } from '../look/states';
import { coverageInWords } from '../overview/values';
import { chartOf } from './chartOf';
import { asGraphQL, DIMENSIONS, type Question, variablesOf } from './question';
import { saveAsCsv } from './saveAsCsv';

/** The most rows that the page reads. */
const MOST_ROWS = 1000;

/** A row of an answer. */
export type ResultRow = NonNullable<NonNullable<WebRowsQuery['rollup']>['rows']>['nodes'][number];

/** The answer to a question: a table, a chart, what it was asked with, and a file. */
export function Result({
  question,
  onOrder,
}: {
  readonly question: Question;
  readonly onOrder: (order: string | null, isAscending: boolean) => void;
}) {
  const { t } = useLanguage();
  const [view, setView] = useState<'table' | 'chart' | 'graphql'>('table');
  const result = useAnswer(WebRows, variablesOf(question, MOST_ROWS));
  const rows = result.data?.rollup?.rows?.nodes ?? [];
  return (
    <Part
      title={t('结果', 'Answer')}
      extra={
        <span className="filters">
          <Segmented
            aria-label={t('看法', 'View')}
            value={view}
            onChange={setView}
            options={[
              { value: 'table', label: t('表', 'Table') },
              { value: 'chart', label: t('图', 'Chart') },
              { value: 'graphql', label: 'GraphQL' },
            ]}
          />
          <Button disabled={rows.length === 0} onClick={() => saveAsCsv(rows, 'ogi-hub.csv')}>
            CSV
          </Button>
        </span>
      }
    >
      <Answered result={result} rows={10}>
        {({ rollup }) => {
          if (view === 'graphql') return <Behind question={question} />;
          if (!rollup?.rows || rows.length === 0)
            return (
              <Nothing
                text={t('没有符合条件的数据，请放宽条件。', 'Nothing meets these conditions: widen them.')}
              />
            );
          const {
            coverage,
            rows: { totalCount },
          } = rollup;
          return (
            <>
              {view === 'chart' ? (
                <ResultChart rows={rows} question={question} />
              ) : (
                <ResultTable rows={rows} question={question} onOrder={onOrder} />
              )}
              <p className="coverage">
                {coverageInWords(coverage, t)}
                {coverage.demonstrationLeftOut && t('；演示数据未计入', '; demonstration data is left out')}
                {t(`；共 ${totalCount} 行`, `; ${totalCount} rows`)}
                {totalCount > rows.length &&
                  t(`，只列前 ${rows.length} 行`, `, of which the first ${rows.length} are here`)}
                {t('。', '.')}
              </p>
            </>
          );
        }}
      </Answered>
    </Part>
  );
}

function ResultTable({
  rows,
  question,
  onOrder,
}: {
  readonly rows: readonly ResultRow[];
  readonly question: Question;
  readonly onOrder: (order: string | null, isAscending: boolean) => void;
}) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  return (
    <Table
      size="small"
      virtual
      pagination={false}
      scroll={{ y: 560, x: rows[0].keys.length * 200 + rows[0].values.length * 260 + 80 }}
      rowKey={({ keys }) => keys.map(({ code }) => code).join('/')}
      dataSource={[...rows]}
      onChange={(_, __, sorter) => {
        const { columnKey, order } = Array.isArray(sorter) ? sorter[0] : sorter;
        onOrder(order ? String(columnKey) : null, order === 'ascend');
      }}
      columns={[
        ...(question.order
          ? [
              {
                title: t('位次', 'Rank'),
                width: 80,
                align: 'right' as const,
                render: (_: unknown, { rank }: ResultRow) => rank,
              },
            ]
          : []),
        ...rows[0].keys.map(({ dimension }, at) => ({
          title: t(...DIMENSIONS[dimension]),
          width: 200,
          render: (_: unknown, { keys }: ResultRow) => labelOf(keys[at]),
        })),
        ...rows[0].values.flatMap((value, at) => [
          {
            title: `${labelOf(value)}（${language === 'zh' ? value.unitZh : value.unitEn}）`,
            key: value.code,
            width: 180,
            align: 'right' as const,
            sorter: true,
            sortOrder:
              question.order === value.code
                ? ((question.isAscending ? 'ascend' : 'descend') as 'ascend' | 'descend')
                : null,
            render: (_: unknown, { values }: ResultRow) => <Figure shown={values[at]} />,
          },
          {
            title: t('占比', 'Share'),
            width: 80,
            align: 'right' as const,
            render: (_: unknown, { values }: ResultRow) => {
              const { share } = values[at];
              return share === null ? '' : formatPercent(share, language);
            },
          },
        ]),
      ]}
    />
  );
}

function ResultChart({
  rows,
  question,
}: {
  readonly rows: readonly ResultRow[];
  readonly question: Question;
}) {
  const { language } = useLanguage();
  const { option, sentence, height } = useMemo(
    () => chartOf(rows, question, language),
    [rows, question, language],
  );
  return <Chart option={option} sentence={sentence} height={height} />;
}

function Behind({ question }: { readonly question: Question }) {
  const { t } = useLanguage();
  const text = asGraphQL(question, MOST_ROWS);
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <Scroll label="GraphQL">
        <pre className="graphql">{text}</pre>
      </Scroll>
      <p className="filters">
        <Button onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {isCopied ? t('已复制', 'Copied') : t('复制', 'Copy')}
        </Button>
        <a href="/explorer">{t('打开查询页', 'Open the explorer')}</a>
      </p>
    </>
  );
}
