import { Select } from 'antd';
import { Fragment, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { WebDistribution, type WebDistributionQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { Chart } from '../charts/Chart';
import { Figure } from '../figures/Figure';
import { counted, formatCount } from '../figures/formatFigure';
import { textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Labelled } from '../look/Labelled';
import { Answered, Nothing } from '../look/states';
import { Sourced } from '../place/Sourced';
import { Downloads } from './Downloads';
import { distributionOf, type Question } from './question';
import { keyAddress, valueAddress } from './rowAddress';
import { spreadOf } from './spreadOf';

/** The most groups outside that are listed; the chart draws more. */
const MOST_LISTED = 20;

/** How a value is spread over groups. */
export type Spread = NonNullable<NonNullable<WebDistributionQuery['rollup']>['distribution']>;

/** How a value of a question is spread over its groups: quartiles, a histogram, and who lies outside. */
export default function Distribution({
  question,
  labels,
}: {
  readonly question: Question;
  /** The labels of the values of its rows by their codes. */
  readonly labels: ReadonlyMap<string, string>;
}) {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState(question.values[0]);
  const value = question.values.includes(chosen) ? chosen : question.values[0];
  const result = useAnswer(WebDistribution, distributionOf(question, value));
  return (
    <Answered result={result} rows={8}>
      {({ rollup }) => {
        const spread = rollup?.distribution;
        if (!spread) return <Nothing text={t('没有数据。', 'There is no data.')} />;
        return (
          <>
            {question.values.length > 1 && (
              <div className="filters">
                <Labelled label={t('哪一项', 'Which value')}>
                  <Select
                    value={value}
                    popupMatchSelectWidth={false}
                    options={question.values.map((code) => ({
                      value: code,
                      label: labels.get(code) ?? code,
                    }))}
                    onChange={setChosen}
                  />
                </Labelled>
              </div>
            )}
            {spread.count === 0 ? (
              <Nothing text={t('没有一组有数值。', 'No group has a value.')} />
            ) : (
              <Shown spread={spread} question={question} />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function Shown({ spread, question }: { readonly spread: Spread; readonly question: Question }) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  const chart = useMemo(() => spreadOf(spread, language), [spread, language]);
  const facts: readonly (readonly [label: string, value: number | null])[] = [
    [t('最小', 'Smallest'), spread.minimum],
    [t('下四分位', 'Lower quartile'), spread.lowerQuartile],
    [t('中位数', 'Median'), spread.median],
    [t('上四分位', 'Upper quartile'), spread.upperQuartile],
    [t('最大', 'Largest'), spread.maximum],
    [t('平均', 'Mean'), spread.mean],
    [t('标准差', 'Standard deviation'), spread.standardDeviation],
  ];
  const said = (value: number) => textOfValue({ code: spread.code, value }, language);
  return (
    <>
      <p>
        {labelOf(spread)}
        {t(
          `（${spread.unitZh}）：${formatCount(spread.count)} 组有数值，${spread.blank} 组没有（不是零）。`,
          ` (${spread.unitEn}): ${counted(spread.count, 'group')} with a value, ${formatCount(spread.blank)} without one, which is not zero.`,
        )}
      </p>
      <div className="answer">
        <DataTable
          label={t('四分位数', 'Quartiles')}
          rows={facts}
          keyOf={([label]) => label}
          columns={[
            { title: t('统计量', 'Statistic'), render: ([label]) => label },
            {
              title: t('数值', 'Value'),
              isNumber: true,
              render: ([, value]) => <Figure shown={{ code: spread.code, value }} />,
            },
          ]}
        />
        <Chart option={chart.option} sentence={chart.sentence} height={chart.height} />
      </div>
      <Downloads question={question} chart={chart} />
      <div className="columns">
        <Outliers spread={spread} question={question} />
        <div>
          <h3>{t('直方图的数据', 'The figures of the histogram')}</h3>
          <DataTable
            label={t('直方图的数据', 'The figures of the histogram')}
            rows={spread.bins.filter(({ count }) => count > 0)}
            keyOf={({ from }) => from}
            columns={[
              { title: t('自（含）', 'From'), isNumber: true, render: ({ from }) => said(from) },
              { title: t('至', 'To'), isNumber: true, render: ({ to }) => said(to) },
              { title: t('组数', 'Groups'), isNumber: true, render: ({ count }) => count },
            ]}
          />
        </div>
      </div>
    </>
  );
}

/** The groups that lie outside, those farthest first. */
function Outliers({ spread, question }: { readonly spread: Spread; readonly question: Question }) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const { outliers } = spread;
  const listed = outliers?.slice(0, MOST_LISTED) ?? [];
  const outside = spread.lowOutliers + spread.highOutliers;
  return (
    <div>
      <h3>
        {t(`离群的 ${outside} 组`, `${counted(outside, 'group')} outside`)}{' '}
        <small>
          {t('距四分位数超过四分位距的 1.5 倍', 'beyond 1.5 interquartile ranges from the quartiles')}
        </small>
      </h3>
      {listed.length > 0 && (
        <DataTable
          label={t('离群的组', 'Groups outside')}
          rows={listed}
          keyOf={({ keys }) => keys.map(({ code }) => code).join('/')}
          columns={[
            { title: t('位次', 'Rank'), isNumber: true, render: ({ rank }) => rank },
            {
              title: t('组', 'Group'),
              render: ({ keys }) =>
                keys.map((key, at) => {
                  const href = keyAddress(key, question);
                  return (
                    <Fragment key={key.dimension}>
                      {at > 0 && ' · '}
                      {href === null ? labelOf(key) : <Link href={href}>{labelOf(key)}</Link>}
                    </Fragment>
                  );
                }),
            },
            {
              title: t('数值', 'Value'),
              isNumber: true,
              render: ({ keys, values: [value] }) => (
                <Sourced shown={value} href={valueAddress(keys, value.code, question)} />
              ),
            },
          ]}
        />
      )}
      {outside > listed.length && (
        <p className="coverage">
          {t(
            `只列最远的 ${formatCount(listed.length)} 组。`,
            `The farthest ${formatCount(listed.length)} are here.`,
          )}
        </p>
      )}
    </div>
  );
}
