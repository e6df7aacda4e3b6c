import { Link } from 'wouter';
import { WebAgency, type WebAgencyQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { compareAddress } from '../compare/comparison';
import { Figure } from '../figures/Figure';
import { formatInstant } from '../figures/formatFigure';
import { type Named, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { isLate } from '../report/isLate';
import { REPORT_STATES } from '../report/reportStates';
import { AGENCY_KINDS } from './agencyKinds';

type Agency = NonNullable<WebAgencyQuery['agency']>;

/** Returns the address of a report. */
const addressOf = (code: string, { year, scope }: { readonly year: number; readonly scope: string }) =>
  `/agencies/${code}/${year}${scope === 'CONSOLIDATED' ? '/consolidated' : ''}`;

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

function Facts({ agency }: { readonly agency: Agency }) {
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
        {agency.validFrom} – {agency.validTo ?? t('今', 'now')}
      </dd>
      {agency.formerNames.length > 0 && (
        <>
          <dt>{t('曾用名', 'Former names')}</dt>
          {agency.formerNames.map(({ name, validFrom, validTo }) => (
            <dd key={validFrom}>
              {name} <small>{`${validFrom} – ${validTo}`}</small>
            </dd>
          ))}
        </>
      )}
      <Others title={t('前身', 'Before it')} agencies={agency.predecessors.map(({ agency: one }) => one)} />
      <Others title={t('后继', 'After it')} agencies={agency.successors.map(({ agency: one }) => one)} />
    </dl>
  );
}

/** One agency: what it is, its names through time, and its reports of all years. */
export default function AgencyPage({ code }: { readonly code: string }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebAgency, { code });
  return (
    <Answered result={result} rows={10}>
      {({ agency }) => {
        if (!agency)
          return <Nothing text={t(`没有代码为 ${code} 的机关。`, `No agency has the code ${code}.`)} />;
        const reports = agency.reports.edges.map(({ node }) => node);
        return (
          <>
            <h1>
              {nameOf(agency)}{' '}
              {agency.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}
            </h1>
            <p>
              <Link href={compareAddress([{ kind: 'AGENCY', code }])}>
                {t('与其他机关或年度比较', 'Compare with other agencies or years')}
              </Link>
            </p>
            <Facts agency={agency} />
            <Part title={t('历年报告', 'Reports')}>
              {reports.length === 0 ? (
                <Nothing text={t('尚无公布的报告。', 'No report has been published yet.')} />
              ) : (
                <DataTable
                  label={t('历年报告', 'Reports')}
                  rows={reports}
                  keyOf={(report) => addressOf(code, report)}
                  columns={[
                    {
                      title: t('年度', 'Year'),
                      render: (report) => (
                        <Link href={addressOf(code, report)}>
                          {report.year}
                          {report.scope === 'CONSOLIDATED' && t('（汇总）', ' (consolidated)')}
                        </Link>
                      ),
                    },
                    { title: t('状态', 'State'), render: ({ state }) => t(...REPORT_STATES[state]) },
                    {
                      title: t('新收申请', 'Requests received'),
                      isNumber: true,
                      render: ({ cells }) => cells?.[0] && <Figure shown={cells[0]} />,
                    },
                    {
                      title: t('办理', 'Concluded'),
                      isNumber: true,
                      render: ({ cells }) => cells?.[1] && <Figure shown={cells[1]} />,
                    },
                    {
                      title: t('公开率', 'Disclosure rate'),
                      isNumber: true,
                      render: ({ measures }) => (
                        <Figure
                          shown={{
                            code: 'measures.disclosureRate',
                            value: measures.disclosureRate,
                            reasonZh: '没有办结的申请，或未填报。',
                            reasonEn: 'No request was concluded, or it is not reported.',
                          }}
                        />
                      ),
                    },
                    {
                      title: t('问题', 'Findings'),
                      render: ({ errorCount, warningCount }) =>
                        errorCount + warningCount === 0
                          ? t('无', 'none')
                          : t(
                              `错误 ${errorCount}，提示 ${warningCount}`,
                              `${errorCount} errors, ${warningCount} warnings`,
                            ),
                    },
                    {
                      title: t('公布', 'Published'),
                      render: ({ publishedAt, deadline }) =>
                        publishedAt &&
                        `${formatInstant(publishedAt, language)}${isLate(publishedAt, deadline.dueOn) ? t('，逾期', ', late') : ''}`,
                    },
                  ]}
                />
              )}
            </Part>
          </>
        );
      }}
    </Answered>
  );
}
