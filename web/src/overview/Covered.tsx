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
import { dueInWords } from '../place/deadline';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
import { expectedInWords } from '../place/timeliness';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { usePlaceInYear } from '../place/usePlaceInYear';
import { readQuestion, spanOf, yearsOf } from '../question/question';
import { type CoveragePart, PARTS } from './coverageParts';

const PAGE = 100;
type CoveredRow = NonNullable<
  NonNullable<WebCoveredQuery['rollup']>['coverage']['coveredReports']
>['nodes'][number];

/** The reports that a number of a coverage counts. */
export default function Covered() {
  const where = usePlaceAndYear();
  return where ? <CoveredOf where={where} /> : <Skeleton active />;
}

function CoveredOf({ where }: { readonly where: PlaceAndYear }) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { state, change } = usePageState();
  const question = readQuestion(state, where);
  const { place, asOf, kinds, levels } = question;
  const named = state.get('part') ?? '';
  const part = (named in PARTS ? named : 'EXPECTED') as CoveragePart;
  const shown = usePlace(place).data?.jurisdiction;
  const inYear = usePlaceInYear(place, question.to, asOf);
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
      <PlacePicker code={place} inYear={inYear} onChange={(code) => change({ place: code })} />
      <h1>
        {inYear ? nameOf(inYear) : ' '}
        {inYear?.other && <small>{inYear.other}</small>} {spanOf(question)}
        {t('：', ': ')}
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
          isStacking
          columns={[
            {
              title: t('机关', 'Agency'),
              render: ({ agency, agencyInYear, year, firstPublishedAt, withdrawnAt }) => (
                <Link href={`/agencies/${agency.code}${(firstPublishedAt ?? withdrawnAt) ? `/${year}` : ''}`}>
                  {nameOf(agencyInYear)}
                </Link>
              ),
            },
            ...(selection.years.length > 1
              ? [{ title: t('年度', 'Year'), render: ({ year }: CoveredRow) => year }]
              : []),
            { title: t('时效', 'In time'), render: (row) => expectedInWords(row, t) },
            {
              title: t('错误', 'Errors'),
              isNumber: true,
              render: ({ errorCount }) => errorCount ?? '—',
            },
            {
              title: t('在本平台首次公布（北京时间）', 'First in the hub (Beijing)'),
              render: ({ firstPublishedAt }) => (firstPublishedAt ? formatDay(firstPublishedAt) : '—'),
            },
            { title: t('截止', 'Due'), isNumber: true, render: (row) => dueInWords(row, t) },
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
