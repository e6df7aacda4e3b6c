import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, type Edition, REQUEST_COLUMNS } from '../../../src/form/lines';
import { proactiveBlocks } from '../../../src/form/proactiveBlocks';
import { requestRows } from '../../../src/form/requestRows';
import { SECTIONS } from '../../../src/form/sections';
import { notUnderstood } from '../address/addressParts';
import { useMisread } from '../address/misreads';
import { WebReport, WebReportEvidence, type WebReportQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { textOfValue } from '../figures/shownValue';
import { useLanguage } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Answered, Nothing, Part } from '../look/states';
import { AgencyWays } from '../place/AgencyWays';
import { usePageState } from '../place/usePageState';
import { CellDetail, usePointedCell } from './CellDetail';
import { isUnsure } from './evidence';
import { marksOf } from './foundCells';
import { History } from './History';
import { codeOfIndicator, Indicators } from './Indicators';
import { moveAmongCells } from './moveAmongCells';
import { NotPublished } from './NotPublished';
import { ReportHead } from './ReportHead';
import { DisputesTable, ProactiveTable, type RenderCell, RequestsTable } from './tables';

type Report = NonNullable<WebReportQuery['report']>;
type Withdrawal = NonNullable<WebReportQuery['agency']>['withdrawals'][number];

/** Which report is shown. */
interface ReportKey {
  readonly agency: string;
  readonly year: number;
  readonly scope: 'OWN' | 'CONSOLIDATED';
}

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
  const key = { agency: code, year, scope };
  const result = useAnswer(WebReport, key);
  return (
    <Answered result={result} rows={12} waysOut={<AgencyWays wanted={code} />}>
      {({ report, agency }) => {
        if (!agency) return null;
        if (!report) return <NotPublished agency={agency} year={year} scope={scope} />;
        const withdrawals = agency.withdrawals.filter((one) => one.year === year && one.scope === scope);
        return <Shown report={report} reportKey={key} withdrawals={withdrawals} />;
      }}
    </Answered>
  );
}

/** Returns the cells by which the keyboard enters the tables: the first of each. */
const firstCells = ({ proactiveEdition, requestsEdition }: Report): ReadonlySet<string> =>
  new Set([
    proactiveBlocks(proactiveEdition as Edition)[0].rows[0].codes[0] ?? '',
    `requests.${requestRows(requestsEdition as Edition)[0].code}.${REQUEST_COLUMNS[0].code}`,
    `disputes.${DISPUTE_GROUPS[0].code}.${DISPUTE_OUTCOMES[0].code}`,
  ]);

function Shown({
  report,
  reportKey,
  withdrawals,
}: {
  readonly report: Report;
  readonly reportKey: ReportKey;
  readonly withdrawals: readonly Withdrawal[];
}) {
  const { t, language } = useLanguage();
  const article = useRef<HTMLElement>(null);
  const read = useAnswer(WebReportEvidence, reportKey).data?.report;
  const { code: pointed, chosen, region, follow, release } = usePointedCell();
  const cells = useMemo(() => new Map((report.cells ?? []).map((cell) => [cell.code, cell])), [report]);
  const evidence = useMemo(
    () => new Map((read?.reading?.cells ?? []).map((cell) => [cell.code, cell])),
    [read],
  );
  const tables = useMemo(() => {
    const marks = marksOf(report.findings);
    const first = firstCells(report);
    const renderCell: RenderCell = (code) => {
      const shown = cells.get(code);
      if (!shown) return null;
      const mark = marks.get(code);
      return (
        <button
          type="button"
          data-cell={code}
          tabIndex={mark || first.has(code) ? 0 : -1}
          className={`cell${mark ? ` ${mark}` : ''}${isUnsure(evidence.get(code)) ? ' unsure' : ''}`}
        >
          {textOfValue(shown, language) ?? (shown.state === 'NOT_APPLICABLE' ? '／' : '—')}
          {shown.note && <sup title={t(`栏内注：${shown.note}`, `Note in the cell: ${shown.note}`)}>*</sup>}
          {mark && <sup title={t('有检查结果', 'Something was found')}>!</sup>}
        </button>
      );
    };
    return {
      2: <ProactiveTable edition={report.proactiveEdition as Edition} renderCell={renderCell} />,
      3: <RequestsTable edition={report.requestsEdition as Edition} renderCell={renderCell} />,
      4: <DisputesTable renderCell={renderCell} />,
    } as Readonly<Record<number, React.ReactNode>>;
  }, [report, cells, evidence, language, t]);
  const narratives: Readonly<Record<number, string | null>> = {
    1: report.overview.text,
    5: report.problems.text,
    6: report.otherMatters.text,
  };
  const goTo = useCallback(
    (code: string) =>
      article.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(code)}"]`)?.focus(),
    [],
  );
  // Who comes for one cell is led there.
  const { state, change } = usePageState();
  const wanted = state.get('cell');
  useEffect(() => {
    if (wanted) goTo(wanted);
  }, [wanted, goTo]);
  const hasWanted =
    !wanted ||
    cells.has(wanted) ||
    report.indicators?.some(({ indicator }) => codeOfIndicator(indicator) === wanted);
  useMisread(
    hasWanted
      ? null
      : notUnderstood(
          'cell',
          wanted,
          { zh: '不是本报告的栏目或指标', en: 'is no cell or indicator of the report' },
          { zh: '没有指到任何一栏', en: 'none is pointed at' },
          t,
        ),
  );
  // The address is that of the cell one is at, to be passed on.
  const noteChosen = useEffectEvent((cell: string) => {
    if (cell !== wanted) change({ cell }, false);
  });
  useEffect(() => {
    if (chosen) noteChosen(chosen);
  }, [chosen]);
  // Marked however one came to it: a browser shows no focus that the mouse set. A mark is no reason to write all cells again.
  useEffect(() => {
    const cell = chosen && article.current?.querySelector(`[data-cell="${CSS.escape(chosen)}"]`);
    if (!cell) return;
    cell.setAttribute('aria-current', 'true');
    return () => cell.removeAttribute('aria-current');
  }, [chosen]);
  return (
    <article ref={article} onKeyDown={moveAmongCells} {...follow}>
      <ReportHead report={report} withdrawals={withdrawals} document={read?.document ?? null} onGoTo={goTo} />
      {SECTIONS.map(({ number, numeral, zh, en, isNarrative }) => (
        <Part key={number} title={t(`${numeral}、${zh}`, `${number}. ${en}`)}>
          {isNarrative ? (
            narratives[number] ? (
              <div className="narrative" lang="zh">
                {narratives[number]}
              </div>
            ) : (
              <Nothing text={t('没有文字。', 'There is no text.')} />
            )
          ) : (
            <Scroll label={t(zh, en)}>{tables[number]}</Scroll>
          )}
        </Part>
      ))}
      <Indicators report={report} />
      <History report={report} withdrawals={withdrawals} />
      <CellDetail
        region={region}
        isChosen={chosen !== null}
        cell={pointed === null ? undefined : cells.get(pointed)}
        indicator={report.indicators?.find(({ indicator }) => codeOfIndicator(indicator) === pointed)}
        source={report.source}
        findings={report.findings.filter((finding) => pointed !== null && finding.cells.includes(pointed))}
        evidence={pointed === null ? undefined : evidence.get(pointed)}
        pdf={read?.reading?.format === 'PDF' ? (read.document?.sha256 ?? null) : null}
        onClose={release}
      />
    </article>
  );
}
