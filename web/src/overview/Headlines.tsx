import { About, Uncertain } from '../figures/About';
import { type Changed, isUncertain, textOfChange } from '../figures/change';
import { counted, formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Nothing } from '../look/states';
import { sourceAddress } from '../place/addresses';
import { Defined } from '../place/Defined';
import { Sourced } from '../place/Sourced';
import { Counted, Included } from './Counted';
import { Held } from './Held';
import { type SameAgencies, useSameAgencies } from './useSameAgencies';
import { useShortNames } from './useShortNames';
import { rowsByYear, type TrendAnswer } from './useTrend';
import { useWall, type Where } from './useWall';

/** A change to the year before: of a ratio in percentage points, of others in per cent. Where who reported is not the same in both years it is that of those who reported in both. */
function Change({
  changed,
  same,
}: {
  readonly changed: Changed;
  readonly same: SameAgencies | null | undefined;
}) {
  const { language, t } = useLanguage();
  // The change of all reports is not shown before it is known whether it is one of those who reported.
  if (same === undefined) return <small>{'\u00a0'}</small>;
  const found = same?.changeOf(changed.code) ?? null;
  const own = found ?? changed;
  if (isUncertain(own))
    return (
      <small>
        {t('与上年', 'The year before ')}
        <Uncertain />
        {t('（两年都只是“至少”或“至多”的数）', ' (both years are only “at least” or “at most”)')}
      </small>
    );
  const { difference } = own;
  if (difference === null) return <small>{t('无可比的上年数', 'Nothing to compare with')}</small>;
  return (
    <small>
      {t('比上年 ', '')}
      <About text={textOfChange({ ...own, difference }, language, t)} qualifier={own.changeQualifier} />
      {t('', ' on the year before')}
      {same &&
        (found && same.count !== null
          ? t(`（同一批 ${formatCount(same.count)} 个机关）`, ` (the same ${counted(same.count, 'agency')})`)
          : t('（两年的报告机关不同）', ' (not the same agencies in both years)'))}
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
  const same = useSameAgencies(
    where,
    row?.values.map(({ code }) => code) ?? [],
    row !== undefined && rowsByYear(answer).has(year - 1),
  );
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
            <dt>
              {nameOf(value)} <Defined code={value.code} label={nameOf(value)} where={where} />
            </dt>
            <dd>
              <Sourced shown={value} href={sourceAddress(place, year, value.code, asOf)} />
            </dd>
            <dd>
              <Change changed={value} same={same} />
            </dd>
            <dd>
              <Held where={where} value={value.code} counts={coverage} times={times} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="coverage">
        <Included covered={covered} counts={coverage} />
        {coverage.included > 0 && t('；', '; ')}
        {coverage.withErrors ? (
          <>
            {t('其中 ', '')}
            <Counted count={coverage.withErrors} covered={covered} part="WITH_ERRORS" />
            {t(' 份有勾稽错误', ' with errors')}
          </>
        ) : (
          coverage.included > 0 && t('均无勾稽错误', 'none has errors')
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
      {same && <p className="coverage caution">{t(`比上年：${same.cautionZh}`, same.cautionEn)}</p>}
    </>
  );
}
