import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { WebActMany, WebBoard } from '../../api/generated/documents';
import { request } from '../../api/request';
import { useToken } from '../../api/session';
import { queryClient, useAnswer } from '../../api/useAnswer';
import { formatInstant } from '../../figures/formatFigure';
import { useLanguage, useNames } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Answered, Failed, Nothing } from '../../look/states';
import { coverageInWords } from '../../overview/values';
import { PlacePicker } from '../../place/PlacePicker';
import { usePageState } from '../../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../../place/usePlaceAndYear';
import { REPORT_STATES } from '../../report/reportStates';
import { SignIn } from '../SignIn';
import { type BoardRow, boardRows, mayAccept } from './boardRows';

/** Which rows of the board are shown. */
const VIEWS = {
  ALL: () => true,
  OPEN: ({ report }: BoardRow) => report?.state !== 'PUBLISHED',
  LATE: (row: BoardRow) => row.isLate,
  FILED: mayAccept,
} as const;
type View = keyof typeof VIEWS;

/** The board of a year: who stands where and since when, who is late, and what can be accepted at once. */
export default function Board() {
  const where = usePlaceAndYear();
  const token = useToken();
  if (!token) return <SignIn />;
  return where && <BoardOf {...where} />;
}

function BoardOf({ place, year, years }: PlaceAndYear) {
  const { t } = useLanguage();
  const { change } = usePageState();
  const result = useAnswer(WebBoard, { place, year });
  return (
    <>
      <div className="page-head">
        <PlacePicker code={place} onChange={(code) => change({ place: code })} />
        <Select
          aria-label={t('年度', 'Year')}
          value={year}
          options={years.toReversed().map((one) => ({ value: one, label: t(`${one} 年度`, String(one)) }))}
          onChange={(next) => change({ year: String(next) })}
        />
      </div>
      <h1>{t('年度进度', 'The board of the year')}</h1>
      <Answered result={result} rows={10}>
        {(answer) => (
          <>
            {answer.year?.completeness && <p>{coverageInWords(answer.year.completeness, t)}</p>}
            {(answer.reports?.totalCount ?? 0) > 100 && (
              <p>
                {t(
                  '报告超过一百份，只列前一百份：请选下级区划。',
                  'There are more than a hundred reports, of which the first are here: choose a place below.',
                )}
              </p>
            )}
            <Rows rows={boardRows(answer, new Date())} year={year} />
          </>
        )}
      </Answered>
    </>
  );
}

/** Accepts the reports that are chosen, each with its outcome. */
const useAccept = (year: number) =>
  useMutation({
    mutationFn: (rows: readonly BoardRow[]) =>
      request(WebActMany, {
        inputs: rows.flatMap(({ agency, report }) =>
          report
            ? [
                {
                  agency: agency.code,
                  year,
                  action: 'ACCEPT' as const,
                  state: report.state,
                  revision: report.latestRevision,
                },
              ]
            : [],
        ),
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });

function Rows({ rows, year }: { readonly rows: readonly BoardRow[]; readonly year: number }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const [view, setView] = useState<View>('ALL');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const accept = useAccept(year);
  const shown = rows.filter(VIEWS[view]);
  const ready = rows.filter((row) => mayAccept(row) && chosen.has(row.agency.code));
  const count = (one: View) => rows.filter(VIEWS[one]).length;
  const choose = (code: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  const refused = accept.data?.actOnReports?.filter(({ accepted }) => !accepted) ?? [];
  const labels: Readonly<Record<View, string>> = {
    ALL: t(`全部 ${count('ALL')}`, `All ${count('ALL')}`),
    OPEN: t(`未公布 ${count('OPEN')}`, `Not published ${count('OPEN')}`),
    LATE: t(`逾期 ${count('LATE')}`, `Late ${count('LATE')}`),
    FILED: t(`待接收 ${count('FILED')}`, `To be accepted ${count('FILED')}`),
  };
  return (
    <>
      <div className="filters">
        <Select<View>
          aria-label={t('显示', 'Show')}
          value={view}
          popupMatchSelectWidth={false}
          options={(Object.keys(VIEWS) as View[]).map((value) => ({ value, label: labels[value] }))}
          onChange={setView}
        />
        <Popconfirm
          title={t(
            `将公布 ${ready.length} 份报告，人人可见。确定？`,
            `${ready.length} reports will be published for everybody to see. Go on?`,
          )}
          onConfirm={() => accept.mutate(ready)}
          disabled={ready.length === 0}
        >
          <Button type="primary" disabled={ready.length === 0} loading={accept.isPending}>
            {t(`接收并公布所选 ${ready.length} 份`, `Accept and publish ${ready.length}`)}
          </Button>
        </Popconfirm>
      </div>
      {accept.error && <Failed error={accept.error} />}
      {refused.map(({ agencyCode, findings }) => (
        <Alert
          key={agencyCode}
          type="error"
          showIcon
          title={`${agencyCode} ${findings.map(({ messageZh, messageEn }) => t(messageZh, messageEn)).join(' ')}`}
        />
      ))}
      {shown.length === 0 ? (
        <Nothing text={t('没有。', 'None.')} />
      ) : (
        <DataTable
          label={t('年度进度', 'The board of the year')}
          rows={shown}
          keyOf={({ agency }) => agency.code}
          columns={[
            {
              title: t('选', 'Choose'),
              render: (row) =>
                mayAccept(row) && (
                  <Checkbox
                    aria-label={nameOf(row.agency)}
                    checked={chosen.has(row.agency.code)}
                    onChange={(event) => choose(row.agency.code, event.target.checked)}
                  />
                ),
            },
            {
              title: t('机关', 'Agency'),
              render: ({ agency }) => <Link href={`/desk/${agency.code}/${year}`}>{nameOf(agency)}</Link>,
            },
            {
              title: t('状态', 'State'),
              render: ({ report }) =>
                report ? t(...REPORT_STATES[report.state]) : t('尚未开始', 'Not begun'),
            },
            { title: t('自', 'Since'), render: ({ since }) => since && formatInstant(since, language) },
            {
              title: t('截止', 'Due'),
              render: ({ dueOn, isLate }) => (isLate ? t(`${dueOn}，逾期`, `${dueOn}, late`) : dueOn),
            },
            { title: t('退回', 'Returned'), isNumber: true, render: ({ returns }) => returns || '' },
            {
              title: t('错误、提示', 'Errors, warnings'),
              isNumber: true,
              render: ({ report }) => report && `${report.errorCount}, ${report.warningCount}`,
            },
          ]}
        />
      )}
    </>
  );
}
