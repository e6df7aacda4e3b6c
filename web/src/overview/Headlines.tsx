import { About } from '../figures/About';
import { formatChange, formatCount, formatGrowth } from '../figures/formatFigure';
import { decimalsOf, isAbout, isRatio } from '../figures/shownValue';
import { useLanguage } from '../language/language';
import { Nothing } from '../look/states';
import { sourceAddress } from '../place/addresses';
import { Sourced } from '../place/Sourced';
import { Held } from './Held';
import { rowsByYear, type TrendAnswer } from './useTrend';
import { coverageInWords, useShortNames } from './values';

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
export function Headlines({
  answer,
  year,
  place,
}: {
  readonly answer: TrendAnswer;
  readonly year: number;
  readonly place: string;
}) {
  const { t } = useLanguage();
  const nameOf = useShortNames();
  const row = rowsByYear(answer).get(year);
  if (!row) return <Nothing text={t('没有这一年的数据。', 'There is nothing of this year.')} />;
  const { coverage } = row;
  if (coverage.expected === 0)
    return <Nothing text={t('这一年没有应报的机关。', 'No agency is expected to report for the year.')} />;
  return (
    <>
      <dl className="headlines">
        {row.values.map((value) => (
          <div key={value.code}>
            <dt>{nameOf(value)}</dt>
            <dd>
              <Sourced shown={value} href={sourceAddress(place, year, value.code)} />
            </dd>
            <dd>
              <Change changed={value} />
            </dd>
            <dd>
              <Held place={place} year={year} value={value.code} coverage={coverage} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="coverage">
        {coverageInWords(coverage, t)}
        {t('；', '; ')}
        {coverage.withErrors
          ? t(
              `其中 ${formatCount(coverage.withErrors)} 份有勾稽错误`,
              `${formatCount(coverage.withErrors)} with errors`,
            )
          : t('均无勾稽错误', 'none has errors')}
        {coverage.edition2019
          ? t(
              `；${formatCount(coverage.edition2019)} 份为 2019 版式`,
              `; ${formatCount(coverage.edition2019)} in the form of 2019`,
            )
          : ''}
        {coverage.demonstrationLeftOut && t('；演示数据未计入', '; demonstration data is left out')}
        {t('。', '.')}
      </p>
    </>
  );
}
