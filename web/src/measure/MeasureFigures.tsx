import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { WebMeasuresQuery, WebRowsQuery } from '../api/generated/documents';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { sourceAddress } from '../place/addresses';
import { Sourced } from '../place/Sourced';
import type { PlaceAndYear } from '../place/usePlaceAndYear';
import { yearsWithFigures } from './formulaParts';

/** What a measure comes to in a place, year by year, with the figures that it is formed of. */
export function MeasureFigures({
  measure,
  value,
  placeName,
  where: { place, year, asOf },
  result,
}: {
  readonly measure: NonNullable<WebMeasuresQuery['measures']>[number];
  /** The code of the measure as a value. */
  readonly value: string;
  readonly placeName: string;
  readonly where: PlaceAndYear;
  readonly result: UseQueryResult<WebRowsQuery>;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  return (
    <Part
      title={t(`${placeName}历年的数和算出它的数`, `${placeName} by year, with the figures it is formed of`)}
      extra={
        <Link
          href={`/ask?place=${place}&years=${year}&values=${value}&by=AGENCY&order=${value}${asOf ? `&asOf=${asOf}` : ''}`}
        >
          {t('各机关的数', 'Figures of the agencies')}
        </Link>
      }
    >
      <Answered result={result} rows={6}>
        {({ rollup }) => {
          const rows = (rollup?.rows?.nodes ?? []).toSorted(
            (one, other) => Number(one.keys[0].code) - Number(other.keys[0].code),
          );
          if (rows.length === 0)
            return <Nothing text={t('这里没有应报的机关。', 'No agency is expected to report here.')} />;
          const { filled, others } = yearsWithFigures(
            rows.map(({ keys, values: [own] }) => ({
              year: Number(keys[0].code),
              value: own.value,
              reason: t(own.reasonZh ?? '空白。', own.reasonEn ?? 'Blank.'),
            })),
          );
          return (
            <>
              <DataTable
                label={labelOf(measure)}
                rows={rows[0].values.map((_, at) => at)}
                keyOf={(at) => at}
                isChosen={(at) => at === 0}
                isStacking
                columns={[
                  {
                    title: t('数值', 'Value'),
                    render: (at) => {
                      const { unitZh, unitEn } = rows[0].values[at];
                      return `${labelOf(rows[0].values[at])}${t(`（${unitZh}）`, ` (${unitEn})`)}`;
                    },
                  },
                  ...rows.map((row) => ({
                    title: row.keys[0].code,
                    isNumber: true,
                    render: (at: number) => (
                      <Sourced
                        shown={row.values[at]}
                        href={sourceAddress(place, Number(row.keys[0].code), row.values[at].code, asOf)}
                      />
                    ),
                  })),
                ]}
              />
              <p className="coverage">
                {filled.length > 0
                  ? t(`有数的年度：${filled.join('、')}。`, `There are figures of ${filled.join(', ')}.`)
                  : t('各年都没有数。', 'No year has a figure.')}
                {others.map(({ years: without, reason }) => (
                  <span key={reason}>
                    {' '}
                    {t(`${without.join('、')} 年没有：${reason}`, `None of ${without.join(', ')}: ${reason}`)}
                  </span>
                ))}{' '}
                {t(
                  '各年的数由合计按公式算出，不是各机关比率的平均。',
                  'A figure is the formula over the sums, and no average of ratios.',
                )}
              </p>
            </>
          );
        }}
      </Answered>
    </Part>
  );
}
