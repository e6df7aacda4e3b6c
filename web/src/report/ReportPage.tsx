import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Edition } from '../../../src/form/lines';
import { SECTIONS, titleOfReport } from '../../../src/form/sections';
import { WebReport, type WebReportQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { Figure } from '../figures/Figure';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Answered, Nothing, Part } from '../look/states';
import { FindingList } from './FindingList';
import { isLate } from './isLate';
import { REPORT_STATES } from './reportStates';
import { DisputesTable, ProactiveTable, type RenderCell, RequestsTable } from './tables';

type Report = NonNullable<WebReportQuery['report']>;

/** A report of an agency and year as it is printed: six sections, with what was found, its source and its revisions. */
export default function ReportPage({
  code,
  year,
  scope,
}: {
  readonly code: string;
  readonly year: number;
  readonly scope: 'OWN' | 'CONSOLIDATED';
}) {
  const { t } = useLanguage();
  const result = useAnswer(WebReport, { agency: code, year, scope });
  return (
    <Answered result={result} rows={12}>
      {({ report }) =>
        report ? (
          <Shown report={report} />
        ) : (
          <Nothing text={t('这一年没有公布的报告。', 'No report of this year has been published.')} />
        )
      }
    </Answered>
  );
}

function Shown({ report }: { readonly report: Report }) {
  const { t } = useLanguage();
  const renderCell = useMemo<RenderCell>(() => {
    const cells = new Map((report.cells ?? []).map((cell) => [cell.code, cell]));
    const found = new Set(report.findings.flatMap((finding) => finding.cells));
    return (code) => {
      const shown = cells.get(code);
      if (!shown) return null;
      return found.has(code) ? (
        <span className="found-figure">
          <Figure shown={shown} />
        </span>
      ) : (
        <Figure shown={shown} />
      );
    };
  }, [report]);
  const narratives: Readonly<Record<number, string | null>> = {
    1: report.overview.text,
    5: report.problems.text,
    6: report.otherMatters.text,
  };
  const tables: Readonly<Record<number, React.ReactNode>> = {
    2: <ProactiveTable edition={report.proactiveEdition as Edition} renderCell={renderCell} />,
    3: <RequestsTable edition={report.requestsEdition as Edition} renderCell={renderCell} />,
    4: <DisputesTable renderCell={renderCell} />,
  };
  return (
    <article>
      <Head report={report} />
      {SECTIONS.map(({ number, numeral, zh, en, isNarrative }) => (
        <Part key={number} title={t(`${numeral}、${zh}`, `${number}. ${en}`)}>
          {isNarrative ? (
            narratives[number] ? (
              <div className="narrative">{narratives[number]}</div>
            ) : (
              <Nothing text={t('没有文字。', 'There is no text.')} />
            )
          ) : (
            <Scroll label={t(zh, en)}>{tables[number]}</Scroll>
          )}
        </Part>
      ))}
      <Indicators report={report} />
      <Revisions report={report} />
    </article>
  );
}

/** Where a report belongs, its title, its state and source, and what was found. */
function Head({ report }: { readonly report: Report }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const { agency, year } = report;
  return (
    <>
      <p className="way">
        <Link href={`/?place=${agency.jurisdiction.code}&year=${year}`}>{nameOf(agency.jurisdiction)}</Link>
        <span aria-hidden="true">›</span>
        <Link href={`/agencies/${agency.code}`}>{nameOf(agency)}</Link>
      </p>
      <h1>
        {language === 'en' && agency.nameEn
          ? `${agency.nameEn}: annual report on open government information, ${year}`
          : titleOfReport(agency.name, String(year))}{' '}
        {agency.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}
      </h1>
      <p className="coverage">
        {t(...REPORT_STATES[report.state])}
        {report.publishedAt && ` ${formatInstant(report.publishedAt, language)}`}
        {report.publishedAt && isLate(report.publishedAt, report.deadline.dueOn) && t('，逾期', ', late')}
        {t(`；第 ${report.revision} 次修订`, `; revision ${report.revision}`)}
        {report.source && (
          <>
            {t('；来源：', '; source: ')}
            {report.source}
          </>
        )}
      </p>
      <p>
        {t('下载：', 'Download: ')}
        {report.downloads.map(({ format, path }) => (
          <a key={path} href={path} download={format === 'HTML' ? undefined : true} className="download">
            {format}
          </a>
        ))}
      </p>
      <FindingList findings={report.findings} />
    </>
  );
}

/** The figures outside the form that a report states, with their sentences. */
export function Indicators({ report: { indicators } }: { readonly report: Pick<Report, 'indicators'> }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  if (!indicators || indicators.length === 0) return null;
  return (
    <Part title={t('补充指标', 'Supplementary indicators')}>
      <Scroll label={t('补充指标', 'Supplementary indicators')}>
        <table className="form">
          <tbody>
            {indicators.map(({ indicator, value, qualifier, sentences }) => (
              <tr key={indicator.code}>
                <th scope="row">{nameOf(indicator)}</th>
                <td className="number">
                  <Figure shown={{ code: indicator.code, value, qualifier }} />
                </td>
                <td>{t(indicator.unitZh, indicator.unitEn)}</td>
                <td>{sentences[0] && <q>{sentences[0].text}</q>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Part>
  );
}

function Revisions({ report: { revisions } }: { readonly report: Report }) {
  const { t, language } = useLanguage();
  if (revisions.length < 2) return null;
  return (
    <Part title={t('修订', 'Revisions')}>
      <ol className="revisions">
        {revisions.map(({ revision, publishedAt, createdAt, correctionReason }) => (
          <li key={revision} value={revision}>
            {formatInstant(publishedAt ?? createdAt, language)} {correctionReason}
          </li>
        ))}
      </ol>
    </Part>
  );
}
