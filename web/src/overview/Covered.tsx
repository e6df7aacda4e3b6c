import { Button, Select, Skeleton } from 'antd';
import { Link } from 'wouter';
import { WebCovered, type WebCoveredQuery, type WebCoveredVariables } from '../api/generated/documents';
import { forwards, useList } from '../api/useList';
import { formatCount, formatDay } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Failed, Nothing } from '../look/states';
import { AtPlace } from '../place/AtPlace';
import { dayInWords, endOfDay } from '../place/day';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
import { TIMELINESS } from '../place/timeliness';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { readQuestion, spanOf, yearsOf } from '../question/question';

const PAGE = 100;
type CoveredRow = NonNullable<
  NonNullable<WebCoveredQuery['rollup']>['coverage']['coveredReports']
>['nodes'][number];
type CoveragePart = WebCoveredVariables['part'];

/** The parts of a coverage in words. */
const PARTS: Readonly<Record<CoveragePart, readonly [zh: string, en: string]>> = {
  EXPECTED: ['应报的报告', 'Reports that are expected'],
  INCLUDED: ['已公布的报告', 'Published reports'],
  IN_TIME: ['按时公布的报告', 'Reports published in time'],
  LATE: ['逾期公布的报告', 'Reports published late'],
  RECORDED: [
    '补录的报告（原已在别处公布，时间不详）',
    'Recorded reports, published elsewhere before, it is not known when',
  ],
  OVERDUE: ['缺报（已过截止日）', 'Missing reports, past their deadlines'],
  AWAITED: ['未到期的报告', 'Reports not due yet'],
  WITH_ERRORS: ['有勾稽错误的报告', 'Reports with arithmetic errors'],
  BLANK_SECTIONS: ['有整表空白的报告', 'Reports with a table in which nothing is filled in'],
  EDITION_2019: ['2019 版式的报告', 'Reports in the form of 2019'],
};

/** The reports that a number of a coverage counts. */
export default function Covered() {
  const where = usePlaceAndYear();
  return where ? <CoveredOf where={where} /> : <Skeleton active />;
}

function CoveredOf({ where }: { readonly where: PlaceAndYear }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const question = readQuestion(state, where);
  const { place, asOf, kinds, levels } = question;
  const named = state.get('part') ?? '';
  const part = (named in PARTS ? named : 'EXPECTED') as CoveragePart;
  const shown = usePlace(place).data?.jurisdiction;
  const selection = {
    place,
    years: yearsOf(question),
    asOf: asOf && endOfDay(asOf),
    kinds: kinds.length > 0 ? kinds : null,
    levels: levels.length > 0 ? levels : null,
    part,
  };
  const list = useList(
    WebCovered,
    selection,
    (after): WebCoveredVariables => ({ ...selection, first: PAGE, after }),
    ({ rollup }) => forwards(rollup?.coverage.coveredReports),
  );
  const { rows, total } = list;
  return (
    <AtPlace code={place}>
      <PlacePicker code={place} onChange={(code) => change({ place: code })} />
      <h1>
        {shown ? nameOf(shown) : ' '} {spanOf(question)} {t('：', ': ')}
        {t(...PARTS[part])}{' '}
        {shown?.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}{' '}
        {asOf && <small className="mark">{dayInWords(asOf, t)}</small>}
      </h1>
      <StateOf day={asOf} />
      <div className="filters">
        <Select<CoveragePart>
          aria-label={t('哪些报告', 'Which reports')}
          value={part}
          popupMatchSelectWidth={false}
          options={(Object.keys(PARTS) as CoveragePart[]).map((value) => ({
            value,
            label: t(...PARTS[value]),
          }))}
          onChange={(next) => change({ part: next })}
        />
        <span aria-live="polite">
          {rows && t(`共 ${formatCount(total)} 份`, `${formatCount(total)} in all`)}
        </span>
      </div>
      {list.error && <Failed error={list.error} retry={list.again} />}
      {!rows && !list.error && <Skeleton active title={false} paragraph={{ rows: 10 }} />}
      {rows?.length === 0 && <Nothing text={t('没有这样的报告。', 'There is no such report.')} />}
      {rows && rows.length > 0 && (
        <DataTable
          label={t(...PARTS[part])}
          rows={rows}
          keyOf={({ agency, year }) => `${agency.code}/${year}`}
          columns={[
            {
              title: t('机关', 'Agency'),
              render: ({ agency, year, firstPublishedAt }) => (
                <Link href={`/agencies/${agency.code}${firstPublishedAt ? `/${year}` : ''}`}>
                  {nameOf(agency)}
                </Link>
              ),
            },
            ...(selection.years.length > 1
              ? [{ title: t('年度', 'Year'), render: ({ year }: CoveredRow) => year }]
              : []),
            { title: t('时效', 'In time'), render: ({ timeliness }) => t(...TIMELINESS[timeliness]) },
            {
              title: t('错误', 'Errors'),
              isNumber: true,
              render: ({ errorCount }) => errorCount ?? '—',
            },
            {
              title: t('在本平台首次公布（北京时间）', 'First in the hub (Beijing)'),
              render: ({ firstPublishedAt }) =>
                firstPublishedAt ? formatDay(firstPublishedAt, language) : '—',
            },
            { title: t('截止', 'Due'), isNumber: true, render: ({ dueOn }) => dueOn },
          ]}
        />
      )}
      {list.hasMore && (
        <p className="more">
          <Button size="small" loading={list.isReading} onClick={list.more}>
            {t(`再列 ${PAGE} 份`, `${PAGE} more`)}
          </Button>
        </p>
      )}
    </AtPlace>
  );
}
