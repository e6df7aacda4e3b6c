import { Link } from 'wouter';
import { beijingToday } from '../../../src/form/beijing';
import type { WebAgencyQuery } from '../api/generated/documents';
import { formatInstant } from '../figures/formatFigure';
import { type Named, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Folded } from '../look/Folded';
import { Part } from '../look/states';
import { AGENCY_KINDS } from './agencyKinds';
import { lastDay, type NameThroughTime, namesThroughTime, successionInWords } from './peers';

type Agency = NonNullable<WebAgencyQuery['agency']>;
type Succession = Agency['predecessors'][number];

function Others({
  title,
  agencies,
}: {
  readonly title: string;
  readonly agencies: readonly (Named & { readonly code: string })[];
}) {
  const nameOf = useNames();
  if (agencies.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      {agencies.map((agency) => (
        <dd key={agency.code}>
          <Link href={`/agencies/${agency.code}`}>{nameOf(agency)}</Link>
        </dd>
      ))}
    </>
  );
}

/** What an agency is and where it belongs. */
export function Facts({ agency }: { readonly agency: Agency }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  return (
    <dl className="facts">
      <dt>{t('代码', 'Code')}</dt>
      <dd>{agency.code}</dd>
      <dt>{t('类别', 'Kind')}</dt>
      <dd>{t(...AGENCY_KINDS[agency.kind])}</dd>
      <dt>{t('区划', 'Place')}</dt>
      <dd>
        <Link href={`/?place=${agency.jurisdiction.code}`}>{nameOf(agency.jurisdiction)}</Link>
      </dd>
      <Others
        title={t('主管机关', 'Supervised by')}
        agencies={agency.supervisingAgency ? [agency.supervisingAgency] : []}
      />
      <dt>{t('存续', 'In force')}</dt>
      <dd>
        {agency.foundingUnknown
          ? t(
              `设立日期不详，本平台自 ${agency.validFrom} 起记录`,
              `when it was founded is not known; recorded here since ${agency.validFrom}`,
            )
          : agency.validFrom}{' '}
        – {lastDay(agency.validTo) ?? t('今', 'now')}
      </dd>
    </dl>
  );
}

const NAME_STATES: Readonly<Record<NameThroughTime['state'], readonly [zh: string, en: string]>> = {
  FORMER: ['曾用名', 'former'],
  PRESENT: ['现名', 'present'],
  LAST: ['终止时名称', 'when it ended'],
  COMING: ['将用名', 'coming'],
};

/** The names of an agency and the days between which it bears them, the agencies it came from, and those that follow it. */
export function Through({ agency }: { readonly agency: Agency }) {
  const { t } = useLanguage();
  const names = namesThroughTime(agency, beijingToday());
  const successions = [
    ...agency.predecessors.map((one) => ({ ...one, isBefore: true })),
    ...agency.successors.map((one) => ({ ...one, isBefore: false })),
  ];
  return (
    <Part title={t('沿革', 'Through time')}>
      <DataTable
        label={t('名称沿革', 'Names through time')}
        rows={names}
        keyOf={({ from, state }) => `${state} ${from}`}
        columns={[
          { title: t('名称', 'Name'), render: ({ name }) => name },
          {
            title: t('起', 'From'),
            render: ({ from }) =>
              agency.foundingUnknown && from === agency.validFrom ? t('不详', 'not known') : from,
          },
          { title: t('止（含当日）', 'Last day'), render: ({ to }) => to ?? t('今', 'now') },
          { title: '', render: ({ state }) => t(...NAME_STATES[state]) },
        ]}
      />
      {successions.length > 0 && <Successions successions={successions} />}
      {agency.withdrawals.length > 0 && <Withdrawals withdrawals={agency.withdrawals} />}
    </Part>
  );
}

function Successions({
  successions,
}: {
  readonly successions: readonly (Succession & { readonly isBefore: boolean })[];
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  return (
    <>
      <h3>{t('前身与后继', 'Before and after it')}</h3>
      <ul className="plain">
        {successions.map(({ agency, effectiveOn, kind, isBefore }) => (
          <li key={`${agency.code} ${isBefore}`}>
            {isBefore ? t('前身：', 'Before it: ') : t('后继：', 'After it: ')}
            <Link href={`/agencies/${agency.code}`}>{nameOf(agency)}</Link>
            {t('，', ', ')}
            {t(...successionInWords({ kind, effectiveOn, isBefore }, beijingToday()))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Withdrawals({ withdrawals }: { readonly withdrawals: Agency['withdrawals'] }) {
  const { t, language } = useLanguage();
  return (
    <>
      <h3>{t('撤回公布', 'Withdrawn from publication')}</h3>
      <ul className="plain">
        {withdrawals.map(({ year, scope, revision, withdrawnAt, reason }) => (
          <li key={`${year} ${scope} ${revision}`}>
            {scope === 'CONSOLIDATED'
              ? t(`${year} 年度汇总报告，`, `The consolidated report of ${year}, `)
              : t(`${year} 年度报告，`, `The report of ${year}, `)}
            {formatInstant(withdrawnAt, language)}
            {t('：', ': ')}
            <Folded text={reason} />
          </li>
        ))}
      </ul>
    </>
  );
}
