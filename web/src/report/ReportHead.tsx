import { Link } from 'wouter';
import { titleOfReport } from '../../../src/form/sections';
import type { WebReportEvidenceQuery, WebReportQuery } from '../api/generated/documents';
import { useToken } from '../api/session';
import { mayFill, useViewer } from '../api/viewer';
import { useLanguage, useNames } from '../language/language';
import { Folded } from '../look/Folded';
import { Linked } from '../look/Linked';
import { otherNameInWords } from '../place/otherNameInWords';
import { FindingList } from './FindingList';
import { reportStateInWords } from './publicationInWords';

type Report = NonNullable<WebReportQuery['report']>;
type Withdrawal = NonNullable<WebReportQuery['agency']>['withdrawals'][number];
type SourceDocument = NonNullable<WebReportEvidenceQuery['report']>['document'];

/** Where a report belongs, its title with the name that its agency had then, its state and source, its files, and what was found. */
export function ReportHead({
  report,
  withdrawals,
  document,
  onGoTo,
}: {
  readonly report: Report;
  readonly withdrawals: readonly Withdrawal[];
  readonly document: SourceDocument;
  readonly onGoTo: (code: string) => void;
}) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const isSignedIn = useToken() !== null;
  const { agency, agencyInYear, year } = report;
  const { jurisdiction: place } = agencyInYear;
  const [other, otherPlace] = [
    otherNameInWords(agency, agencyInYear, t),
    otherNameInWords(place, place.inYear, t),
  ];
  return (
    <>
      <p className="way">
        <Link href={`/?place=${place.code}&year=${year}`}>{nameOf(place.inYear)}</Link>
        {otherPlace && <small>{otherPlace}</small>}
        <span aria-hidden="true">›</span>
        <Link href={`/agencies/${agency.code}`}>{nameOf(agencyInYear)}</Link>
        {other && <small>{other}</small>}
      </p>
      <h1>
        {language === 'en' && agencyInYear.nameEn
          ? `${agencyInYear.nameEn}: annual report on open government information, ${year}`
          : titleOfReport(agencyInYear.name, String(year))}
        {other && <small>{other}</small>}{' '}
        {report.scope === 'CONSOLIDATED' && (
          <small className="mark">{t('本级政府汇总', 'Consolidated figures of the government')}</small>
        )}{' '}
        {agency.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}
      </h1>
      <p className="coverage">
        {reportStateInWords(report, withdrawals, t, language)}
        {report.correctionReason && (
          <>
            {t('，更正理由：', ', corrected: ')}
            <Folded text={report.correctionReason} />
          </>
        )}
        {report.source && (
          <>
            {t('；来源（录入时所记原文）：', '; source, in the words in which it was recorded: ')}
            <span lang={/\p{Script=Han}/u.test(report.source) ? 'zh' : 'en'}>
              <Linked text={report.source} />
            </span>
          </>
        )}
        {document && (
          <>
            {t('；由文档读出：', '; read from the document ')}
            {isSignedIn ? (
              // A link does not say who asks, and the document may be for those who work on it.
              document.name
            ) : (
              <a href={`/documents/${document.sha256}`} download={document.name}>
                {document.name}
              </a>
            )}
            {t('，指到栏目可见其在文档何处', '; point at a cell to see where it stands there')}
          </>
        )}
      </p>
      <p className="downloads">
        {t('下载：', 'Download: ')}
        {report.downloads.map(({ format, path }) => (
          <a key={path} href={path} download={format === 'HTML' ? undefined : true} className="download">
            {format}
          </a>
        ))}
      </p>
      <WorkLink agency={agency.code} year={year} />
      <FindingList findings={report.findings} onGoTo={onGoTo} />
    </>
  );
}

/** The way to the desk for who files the reports of the agency: there corrections begin. Nobody else is led to what they may not do. */
function WorkLink({ agency, year }: { readonly agency: string; readonly year: number }) {
  const { t } = useLanguage();
  const { viewer } = useViewer();
  if (!viewer || !mayFill(viewer, agency)) return null;
  return (
    <p>
      <Link href={`/desk/${agency}/${year}`}>
        {t('办理这份报告（更正从这里开始）', 'Work on this report; corrections begin there')}
      </Link>
    </p>
  );
}
