import { useMemo } from 'react';
import { REQUEST_COLUMNS } from '../../../src/form/lines';
import { REQUEST_GROUPS } from '../../../src/form/requestRows';
import { WebOutcomes, type WebOutcomesQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatGrowth, formatPercent } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Answered, Nothing, Part } from '../look/states';
import { sourceAddress } from '../place/addresses';
import { endOfDay } from '../place/day';
import { Sourced } from '../place/Sourced';
import { type RowLabel, readRowLabel } from '../report/rowLabels';
import { Caution } from './Caution';
import type { Where } from './useWall';

const TOTAL = 'requests.total';
const APPLICANTS = REQUEST_COLUMNS.filter(({ code }) => `requests.${code}` !== TOTAL);
const VALUES = [TOTAL, ...APPLICANTS.map(({ code }) => `requests.${code}`)];

type Outcome = NonNullable<NonNullable<WebOutcomesQuery['rollup']>['rows']>['nodes'][number];

/** Outcomes under one heading, or one that has none. */
interface OutcomeGroup {
  readonly heading: RowLabel['heading'];
  readonly outcomes: readonly { readonly label: RowLabel['label']; readonly outcome: Outcome }[];
}

/** Returns outcomes in the order of the form, those of one heading together. */
function groupsOf(outcomes: readonly Outcome[]): OutcomeGroup[] {
  const groups: {
    heading: RowLabel['heading'];
    outcomes: { label: RowLabel['label']; outcome: Outcome }[];
  }[] = [];
  for (const outcome of outcomes) {
    const [{ labelZh, labelEn }] = outcome.keys;
    const { heading, label } = readRowLabel({ zh: labelZh, en: labelEn ?? labelZh });
    const last = groups.at(-1);
    if (last && heading && last.heading?.zh === heading.zh) last.outcomes.push({ label, outcome });
    else groups.push({ heading, outcomes: [{ label, outcome }] });
  }
  return groups;
}

/** Returns the sum of a value over outcomes, of the year or of the year before; null where none of them is reported. */
const sumOf = (
  outcomes: OutcomeGroup['outcomes'],
  at: number,
  year: 'value' | 'base' = 'value',
): number | null => {
  const reported = outcomes.flatMap(({ outcome: { values } }) => values[at][year] ?? []);
  return reported.length === 0 ? null : reported.reduce<number>((sum, value) => sum + Number(value), 0);
};

/** Returns the growth of the sum of outcomes; null where one of the years reports none of them, or the year before has zero. */
function growthOf(outcomes: OutcomeGroup['outcomes']): number | null {
  const [base, value] = [sumOf(outcomes, 0, 'base'), sumOf(outcomes, 0)];
  return base === null || base === 0 || value === null ? null : (value - base) / base;
}

/** What became of the requests of a year: every outcome that is printed, by kind of applicant. */
export function Outcomes({ where }: { readonly where: Where }) {
  const { t } = useLanguage();
  const { place, year, asOf } = where;
  const result = useAnswer(WebOutcomes, { year, place, values: VALUES, asOf: asOf && endOfDay(asOf) });
  return (
    <Part title={t('申请的办理结果', 'What became of the requests')}>
      <Answered result={result} rows={8}>
        {({ rollup }) => {
          const outcomes = rollup?.rows?.nodes ?? [];
          if (outcomes.every(({ values: [total] }) => total.value === null))
            return <Nothing text={t('这一年没有纳入的报告。', 'No report of this year is there.')} />;
          return (
            <>
              <Scroll label={t('办理结果', 'Outcomes')}>
                <OutcomeTable outcomes={outcomes} where={where} />
              </Scroll>
              <Caution where={where} />
            </>
          );
        }}
      </Answered>
    </Part>
  );
}

function OutcomeTable({ outcomes, where }: { readonly outcomes: readonly Outcome[]; readonly where: Where }) {
  const { t } = useLanguage();
  const groups = useMemo(() => groupsOf(outcomes), [outcomes]);
  return (
    <table className="form wide">
      <thead>
        <tr>
          <th scope="col">{t('办理结果', 'Outcome')}</th>
          <th scope="col" className="number">
            {t('总计', 'Total')}
          </th>
          <th scope="col" className="number">
            {t('占比', 'Share')}
          </th>
          <th scope="col" className="number">
            {t('比上年', 'Growth')}
          </th>
          {APPLICANTS.map(({ code, zh, en }) => (
            <th scope="col" className="number" key={code}>
              {t(zh, en)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ heading, outcomes: own }) => (
        <tbody key={own[0].outcome.keys[0].code}>
          {heading && <GroupRow heading={heading} outcomes={own} where={where} />}
          {own.map(({ label, outcome }) => (
            <OutcomeRow
              key={outcome.keys[0].code}
              label={label}
              outcome={outcome}
              isBelow={heading !== null}
              where={where}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function GroupRow({
  heading,
  outcomes,
  where: { place, year, asOf },
}: {
  readonly heading: { zh: string; en: string };
  readonly outcomes: OutcomeGroup['outcomes'];
  readonly where: Where;
}) {
  const { t, language } = useLanguage();
  const [{ outcome: first }] = outcomes;
  const group = REQUEST_GROUPS.find(({ rows }) => rows.some(({ code }) => code === first.keys[0].code));
  const sourced = (at: number) => {
    const code = VALUES[at].replace('requests.', `requests.${group?.code}.subtotal.`);
    return (
      <Sourced shown={{ code, value: sumOf(outcomes, at) }} href={sourceAddress(place, year, code, asOf)} />
    );
  };
  const growth = growthOf(outcomes);
  const shares = outcomes.flatMap(({ outcome: { values } }) => values[0].share ?? []);
  return (
    <tr className="main-row">
      <th scope="row">{t(heading.zh, heading.en)}</th>
      <td className="number">{sourced(0)}</td>
      <td className="number">
        {shares.length > 0 &&
          formatPercent(
            shares.reduce<number>((sum, share) => sum + Number(share), 0),
            language,
          )}
      </td>
      <td className="number">{growth === null ? '' : formatGrowth(growth, language)}</td>
      {APPLICANTS.map(({ code }, at) => (
        <td key={code} className="number">
          {sourced(at + 1)}
        </td>
      ))}
    </tr>
  );
}

function OutcomeRow({
  label,
  outcome: { keys, values },
  isBelow,
  where: { place, year, asOf },
}: {
  readonly label: { zh: string; en: string };
  readonly outcome: Outcome;
  readonly isBelow: boolean;
  readonly where: Where;
}) {
  const { t, language } = useLanguage();
  const [{ share, growth }] = values;
  const sourced = (shown: Outcome['values'][number]) => (
    <Sourced
      shown={shown}
      href={sourceAddress(place, year, shown.code.replace('requests.', `requests.${keys[0].code}.`), asOf)}
    />
  );
  return (
    <tr className={isBelow ? 'below' : 'main-row'}>
      <th scope="row">{t(label.zh, label.en)}</th>
      <td className="number">{sourced(values[0])}</td>
      <td className="number">{share === null ? '' : formatPercent(share, language)}</td>
      <td className="number">{growth === null ? '' : formatGrowth(growth, language)}</td>
      {APPLICANTS.map(({ code }, at) => (
        <td key={code} className="number">
          {sourced(values[at + 1])}
        </td>
      ))}
    </tr>
  );
}
