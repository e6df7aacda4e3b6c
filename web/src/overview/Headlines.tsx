import { About } from '../figures/About';
import { formatChange, formatGrowth } from '../figures/formatFigure';
import { decimalsOf, isAbout, isRatio } from '../figures/shownValue';
import { useLanguage } from '../language/language';
import { Nothing } from '../look/states';
import { sourceAddress } from '../place/addresses';
import { Sourced } from '../place/Sourced';
import { Counted, Included } from './Counted';
import { Held } from './Held';
import { rowsByYear, type TrendAnswer } from './useTrend';
import { useWall, type Where } from './useWall';
import { useShortNames } from './values';

interface Changed {
  readonly code: string;
  readonly difference: number | string | null;
  readonly growth: number | string | null;
  readonly changeQualifier: string | null;
}

/** A change to the year before: of a ratio in percentage points, of others in per cent. */
function Change({ changed }: { readonly changed: Changed }) {
  const { language, t } = useLanguage();
  const { code, difference, growth } = changed;
  if (difference === null) return <small>{t('无可比的上年数', 'Nothing to compare with')}</small>;
  const text = isRatio(code)
    ? t(
        `${formatChange(Math.round(Number(difference) * 1000) / 10, language)} 个百分点`,
        `${formatChange(Math.round(Number(difference) * 1000) / 10, language)} points`,
      )
    : `${formatChange(difference, language, decimalsOf(code, difference))}${growth === null ? '' : ` (${formatGrowth(growth, language)})`}`;
  return (
    <small>
      {t('比上年 ', '')}
      <About text={text} isAbout={isAbout(changed)} />
      {t('', ' on the year before')}
    </small>
  );
}

/** The main figures of a year, each beside the year before, with how much of what was expected they hold. */
export function Headlines({ answer, where }: { readonly answer: TrendAnswer; readonly where: Where }) {
  const { t } = useLanguage();
  const nameOf = useShortNames();
  const { place, year, asOf } = where;
  const row = rowsByYear(answer).get(year);
  const wall = useWall(where, row?.coverage.expected ?? null);
  if (!row) return <Nothing text={t('没有这一年的数据。', 'There is nothing of this year.')} />;
  const { coverage } = row;
  if (coverage.expected === 0)
    return <Nothing text={t('这一年没有应报的机关。', 'No agency is expected to report for the year.')} />;
  const covered = { place, years: year, asOf };
  const times = wall.data && (wall.data.rollup?.coverage.timeliness ?? null);
  return (
    <>
      <dl className="headlines">
        {row.values.map((value) => (
          <div key={value.code}>
            <dt>{nameOf(value)}</dt>
            <dd>
              <Sourced shown={value} href={sourceAddress(place, year, value.code, asOf)} />
            </dd>
            <dd>
              <Change changed={value} />
            </dd>
            <dd>
              <Held where={where} value={value.code} counts={coverage} times={times} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="coverage">
        <Included covered={covered} counts={coverage} />
        {t('；', '; ')}
        {coverage.withErrors ? (
          <>
            {t('其中 ', '')}
            <Counted count={coverage.withErrors} covered={covered} part="WITH_ERRORS" />
            {t(' 份有勾稽错误', ' with errors')}
          </>
        ) : (
          t('均无勾稽错误', 'none has errors')
        )}
        {coverage.edition2019 ? (
          <>
            {t('；', '; ')}
            <Counted count={coverage.edition2019} covered={covered} part="EDITION_2019" />
            {t(' 份为 2019 版式', ' in the form of 2019')}
          </>
        ) : null}
        {coverage.demonstrationLeftOut && t('；演示数据未计入', '; demonstration data is left out')}
        {t('。', '.')}
      </p>
    </>
  );
}
