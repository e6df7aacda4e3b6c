import { Link } from 'wouter';
import { WebRows } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { compareAddress, MOST_COLUMNS, type Subject } from '../compare/comparison';
import { Figure } from '../figures/Figure';
import { Growth } from '../figures/Growth';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Part } from '../look/states';
import { nodeAddress, reportAddress, sourceAddress } from '../place/addresses';
import { Defined } from '../place/Defined';
import { endOfDay } from '../place/day';
import { Sourced } from '../place/Sourced';
import { useTotals } from '../place/useTotals';
import { Caution } from './Caution';
import { useChoice } from './useChoice';
import type { Where } from './useWall';

const FIRST = 20;

/** Returns the first of a league, as many as can be compared. */
const firstOf = (
  rows: readonly { readonly keys: readonly { readonly code: string }[] }[],
  dimension: 'AGENCY' | 'CHILD',
): Subject[] =>
  rows
    .slice(0, MOST_COLUMNS)
    .map(({ keys: [{ code }] }) => ({ kind: dimension === 'CHILD' ? 'PLACE' : 'AGENCY', code }));

/** The agencies or places with the most of a value. */
export function League({
  where: { place, year, asOf },
  dimension,
}: {
  readonly where: Where;
  readonly dimension: 'AGENCY' | 'CHILD';
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const { value, control } = useChoice('league');
  const result = useAnswer(WebRows, {
    years: [year],
    asOf: asOf && endOfDay(asOf),
    place,
    by: [dimension],
    values: [value.code],
    orderBy: { field: value.code, direction: 'DESC' },
    first: FIRST,
  });
  const totals = useTotals({ place, years: [year], asOf }, [value.code])?.[0];
  return (
    <Part
      title={dimension === 'CHILD' ? t('区划排名', 'Places by rank') : t('机关排名', 'Agencies by rank')}
      extra={
        <span className="filters">
          <Defined code={value.code} label={t(value.zh, value.en)} where={{ place, year, asOf }} />
          {control}
        </span>
      }
    >
      <Answered result={result} rows={8}>
        {({ rollup }) => (
          <>
            <DataTable
              label={t(value.zh, value.en)}
              rows={rollup?.rows?.nodes ?? []}
              keyOf={({ keys: [key] }) => key.code}
              columns={[
                { title: t('位次', 'Rank'), isNumber: true, render: ({ rank }) => rank },
                {
                  title: dimension === 'CHILD' ? t('区划', 'Place') : t('机关', 'Agency'),
                  totals: totals && t('全部', 'The whole'),
                  render: ({ keys: [key] }) => (
                    <Link href={nodeAddress(dimension, key.code, year, asOf)}>{labelOf(key)}</Link>
                  ),
                },
                {
                  title: t(value.zh, value.en),
                  isNumber: true,
                  totals: totals && <Figure shown={totals} />,
                  render: ({ keys: [key], values: [shown] }) => (
                    <Sourced
                      shown={shown}
                      href={
                        dimension === 'CHILD'
                          ? sourceAddress(key.code, year, value.code, asOf)
                          : reportAddress(key.code, year, value.code)
                      }
                    />
                  ),
                },
                {
                  title: t('比上年', 'On the year before'),
                  isNumber: true,
                  totals: totals && <Growth changed={totals} />,
                  render: ({ values: [shown] }) => <Growth changed={shown} />,
                },
              ]}
            />
            <Caution where={{ place, year, asOf }} />
            <p className="more">
              {(rollup?.rows?.totalCount ?? 0) > FIRST && (
                <Link
                  href={`/ask?place=${place}&years=${year}&values=${value.code}&by=${dimension}&order=${value.code}${asOf ? `&asOf=${asOf}` : ''}`}
                >
                  {t(`全部 ${rollup?.rows?.totalCount} 个`, `All ${rollup?.rows?.totalCount}`)}
                </Link>
              )}{' '}
              {(rollup?.rows?.totalCount ?? 0) > 1 && (
                <Link href={compareAddress(firstOf(rollup?.rows?.nodes ?? [], dimension), [year], asOf)}>
                  {t('并列比较前几名', 'Compare the first side by side')}
                </Link>
              )}
            </p>
          </>
        )}
      </Answered>
    </Part>
  );
}
