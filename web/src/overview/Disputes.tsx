import { Link } from 'wouter';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES } from '../../../src/form/lines';
import { WebTrend } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Answered, Nothing, Part } from '../look/states';
import { coverageAddress, sourceAddress } from '../place/addresses';
import { endOfDay } from '../place/day';
import { Sourced } from '../place/Sourced';
import { editionChanges } from './editions';
import { rowsByYear } from './useTrend';
import type { Where } from './useWall';
import { valueOfMeasure } from './values';

/** The lines of section four, with the share that was corrected below each part that has one. */
const LINES = DISPUTE_GROUPS.map((group) => ({
  group,
  outcomes: DISPUTE_OUTCOMES.map((outcome) => ({
    ...outcome,
    value: `disputes.${group.code}.${outcome.code}`,
  })),
}));
const RATES = ['reconsiderationOverturnRate', 'litigationOverturnRate'].map(valueOfMeasure);
const VALUES = [
  ...LINES.flatMap(({ outcomes }) => outcomes.map(({ value }) => value)),
  ...RATES.map(({ code }) => code),
];

/** Reconsideration and litigation over the years: what became of the disputes, and the share that was corrected. */
export function Disputes({
  where: { place, year, asOf },
  years,
}: {
  readonly where: Where;
  readonly years: readonly number[];
}) {
  const { t } = useLanguage();
  const result = useAnswer(WebTrend, { years, place, values: VALUES, asOf: asOf && endOfDay(asOf) });
  return (
    <Part title={t('行政复议与行政诉讼', 'Reconsideration and litigation')}>
      <Answered result={result} rows={8}>
        {(answer) => {
          const rows = [...rowsByYear(answer)];
          if (rows.every(([, { values }]) => values.every(({ value }) => value === null)))
            return <Nothing text={t('各年都没有纳入的报告。', 'No year has a report.')} />;
          const changed = editionChanges(rows.map(([one]) => one));
          const lineOf = (value: string, zh: string, en: string, className?: string) => (
            <tr key={value} className={className}>
              <th scope="row">{t(zh, en)}</th>
              {rows.map(([one, row]) => (
                <td
                  key={one}
                  className={`number${changed.has(one) ? ' changed' : ''}${one === year ? ' chosen' : ''}`}
                >
                  <Sourced
                    shown={row.values[VALUES.indexOf(value)]}
                    href={sourceAddress(place, one, value, asOf)}
                  />
                </td>
              ))}
            </tr>
          );
          const unequal = rows.flatMap(([one, { values }]) =>
            LINES.filter(({ outcomes }) => {
              const read = (isTotal: boolean) =>
                outcomes
                  .filter(({ code }) => (code === 'total') === isTotal)
                  .reduce((sum, { value }) => sum + Number(values[VALUES.indexOf(value)].value ?? 0), 0);
              return read(true) !== read(false);
            }).map(({ group }) => ({ year: one, group })),
          );
          return (
            <>
              <Scroll label={t('行政复议与行政诉讼', 'Reconsideration and litigation')}>
                <table className="form wide">
                  <thead>
                    <tr>
                      <th scope="col">{t('结果', 'Result')}</th>
                      {rows.map(([one]) => (
                        <th scope="col" key={one} className={changed.has(one) ? 'number changed' : 'number'}>
                          {one}
                          {changed.has(one) && (
                            <small>
                              <br />
                              {t(`自此为 ${changed.get(one)} 版式`, `form of ${changed.get(one)} from here`)}
                            </small>
                          )}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {LINES.map(({ group, outcomes }) => [
                      <tr key={group.code} className="group">
                        <th scope="colgroup" colSpan={rows.length + 1}>
                          {t(group.zh, group.en)}
                        </th>
                      </tr>,
                      ...outcomes.map(({ value, zh, en, code }) =>
                        lineOf(value, zh, en, code === 'total' ? 'main-row' : 'below'),
                      ),
                    ])}
                    <tr className="group">
                      <th scope="colgroup" colSpan={rows.length + 1}>
                        {t('已审结中被纠正的', 'Corrected, of those decided')}
                      </th>
                    </tr>
                    {RATES.map(({ code, zh, en }) => lineOf(code, zh, en, 'main-row'))}
                  </tbody>
                </table>
              </Scroll>
              {unequal.length > 0 && (
                <p className="coverage">
                  {t(
                    '总计为各报告所填之和，与各项之和不等：',
                    'The totals are added as they were reported, and are not the sum of their parts: ',
                  )}
                  {unequal.map(({ year: one, group }, at) => (
                    <span key={`${one} ${group.code}`}>
                      {at > 0 && t('；', '; ')}
                      <Link href={coverageAddress({ place, years: one, asOf }, 'WITH_ERRORS')}>
                        {t(
                          `${one} 年 ${group.zh}，见有勾稽错误的报告`,
                          `${one}, ${group.en}: the reports with errors`,
                        )}
                      </Link>
                    </span>
                  ))}
                </p>
              )}
            </>
          );
        }}
      </Answered>
    </Part>
  );
}
