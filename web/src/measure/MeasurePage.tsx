import { Skeleton } from 'antd';
import { Link } from 'wouter';
import { WebMeasures, type WebMeasuresQuery, WebRows } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLabels, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { AtPlace } from '../place/AtPlace';
import { measureAddress, sourceAddress } from '../place/addresses';
import { dayInWords, endOfDay } from '../place/day';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { Sourced } from '../place/Sourced';
import { StateOf } from '../place/StateOf';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { codesOfFormula, formulaParts, yearsWithFigures } from './formulaParts';

type Measure = NonNullable<WebMeasuresQuery['measures']>[number];

/** The most values of one question beside the measure itself. */
const MOST_PARTS = 49;

/** What a measure is: its formula, unit and definition, who keeps it, and what it comes to in a place with the figures that it is formed of. */
export default function MeasurePage({ code }: { readonly code: string }) {
  const { t } = useLanguage();
  const where = usePlaceAndYear();
  const result = useAnswer(WebMeasures, {});
  if (!where) return <Skeleton active />;
  return (
    <Answered result={result} rows={8}>
      {({ measures }) => {
        const measure = measures?.find((one) => one.code === code);
        return measure ? (
          <AtPlace code={where.place}>
            <MeasureAt measure={measure} all={measures ?? []} where={where} />
          </AtPlace>
        ) : (
          <Nothing text={t(`没有代码为 ${code} 的派生指标。`, `No measure has the code ${code}.`)} />
        );
      }}
    </Answered>
  );
}

/** Returns in words who keeps a measure. */
function keeperInWords({ builtIn, demonstration }: Measure): readonly [zh: string, en: string] {
  if (builtIn)
    return [
      '表格自带：由法定表格的栏目算出，谁也不能修改。',
      'Of the form: formed of its cells, and changed by nobody.',
    ];
  return demonstration
    ? [
        '随演示数据而来，只与演示数据一起列出。',
        'It came with the demonstration and is listed with its data only.',
      ]
    : [
        '本平台自定：由全平台的主管部门或管理员在指标目录中定义。',
        'Of this hub: defined in its catalogue by the officers or administrators of the whole hub.',
      ];
}

function MeasureAt({
  measure,
  all,
  where: { place, year, years, asOf },
}: {
  readonly measure: Measure;
  readonly all: readonly Measure[];
  readonly where: PlaceAndYear;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const nameOf = useNames();
  const { change } = usePageState();
  const shown = usePlace(place).data?.jurisdiction;
  const value = `measures.${measure.code}`;
  const codes = [value, ...codesOfFormula(measure.formula).slice(0, MOST_PARTS)];
  const result = useAnswer(WebRows, {
    years,
    asOf: asOf && endOfDay(asOf),
    place,
    by: ['YEAR'],
    values: codes,
    first: years.length,
  });
  return (
    <>
      <PlacePicker code={place} onChange={(next) => change({ place: next })} />
      <h1>
        {labelOf(measure)}{' '}
        {measure.demonstration && <small className="mark">{t('演示数据', 'Demonstration data')}</small>}{' '}
        {measure.retired && <small className="mark">{t('已停用', 'Retired')}</small>}{' '}
        {asOf && <small className="mark">{dayInWords(asOf, t)}</small>}
      </h1>
      <StateOf day={asOf} />
      <dl className="facts">
        <dt>{t('口径', 'What it says')}</dt>
        <dd>{t(measure.descriptionZh, measure.descriptionEn)}</dd>
        <dt>{t('公式', 'Formula')}</dt>
        <dd className="code terms">
          {formulaParts(measure.formula).map(({ text, isCode }, at) => {
            const own = isCode && all.find(({ code }) => `measures.${code}` === text);
            return own ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is named by its place.
              <Link key={at} href={measureAddress(text, place, year, asOf)}>
                {text}
              </Link>
            ) : (
              text
            );
          })}
        </dd>
        <dt>{t('单位', 'Unit')}</dt>
        <dd>{t(measure.unitZh, measure.unitEn)}</dd>
        <dt>{t('由谁定义', 'Defined by')}</dt>
        <dd>{t(...keeperInWords(measure))}</dd>
        <dt>{t('代码', 'Code')}</dt>
        <dd className="code">{value}</dd>
      </dl>
      <Part
        title={t(
          `${shown ? nameOf(shown) : ''}历年的数和算出它的数`,
          `${shown ? nameOf(shown) : ''} by year, with the figures it is formed of`,
        )}
        extra={
          <Link
            href={`/ask?place=${place}&years=${year}&values=${value}&by=AGENCY&order=${value}${asOf ? `&asOf=${asOf}` : ''}`}
          >
            {t('各机关的数', 'Figures of the agencies')}
          </Link>
        }
      >
        <Answered result={result} rows={6}>
          {({ rollup }) => {
            const rows = (rollup?.rows?.nodes ?? []).toSorted(
              (one, other) => Number(one.keys[0].code) - Number(other.keys[0].code),
            );
            if (rows.length === 0)
              return <Nothing text={t('这里没有应报的机关。', 'No agency is expected to report here.')} />;
            const { filled, others } = yearsWithFigures(
              rows.map(({ keys, values: [own] }) => ({
                year: Number(keys[0].code),
                value: own.value,
                reason: t(own.reasonZh ?? '空白。', own.reasonEn ?? 'Blank.'),
              })),
            );
            return (
              <>
                <DataTable
                  label={labelOf(measure)}
                  rows={rows[0].values.map((_, at) => at)}
                  keyOf={(at) => at}
                  isChosen={(at) => at === 0}
                  isStacking
                  columns={[
                    {
                      title: t('数值', 'Value'),
                      render: (at) => {
                        const { unitZh, unitEn } = rows[0].values[at];
                        return `${labelOf(rows[0].values[at])}${t(`（${unitZh}）`, ` (${unitEn})`)}`;
                      },
                    },
                    ...rows.map((row) => ({
                      title: row.keys[0].code,
                      isNumber: true,
                      render: (at: number) => (
                        <Sourced
                          shown={row.values[at]}
                          href={sourceAddress(place, Number(row.keys[0].code), row.values[at].code, asOf)}
                        />
                      ),
                    })),
                  ]}
                />
                <p className="coverage">
                  {filled.length > 0
                    ? t(`有数的年度：${filled.join('、')}。`, `There are figures of ${filled.join(', ')}.`)
                    : t('各年都没有数。', 'No year has a figure.')}
                  {others.map(({ years: without, reason }) => (
                    <span key={reason}>
                      {' '}
                      {t(
                        `${without.join('、')} 年没有：${reason}`,
                        `None of ${without.join(', ')}: ${reason}`,
                      )}
                    </span>
                  ))}{' '}
                  {t(
                    '各年的数由合计按公式算出，不是各机关比率的平均。',
                    'A figure is the formula over the sums, and no average of ratios.',
                  )}
                </p>
              </>
            );
          }}
        </Answered>
      </Part>
    </>
  );
}
