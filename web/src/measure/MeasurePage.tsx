import { Skeleton } from 'antd';
import { WebMeasures, type WebMeasuresQuery, WebRows } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLabels, useLanguage, useNames } from '../language/language';
import { Answered, Nothing } from '../look/states';
import { AtPlace } from '../place/AtPlace';
import { dayInWords, endOfDay } from '../place/day';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear, useStart } from '../place/usePlaceAndYear';
import { usePlaceInYear } from '../place/usePlaceInYear';
import { FormulaInWords } from './FormulaInWords';
import { codesOfFormula } from './formulaParts';
import { MeasureFigures } from './MeasureFigures';

type Measure = NonNullable<WebMeasuresQuery['measures']>[number];

/** The most values of one question beside the measure itself. */
const MOST_PARTS = 49;

/** What a measure is: its formula, unit and definition, who keeps it, and what it comes to in a place with the figures that it is formed of. */
export default function MeasurePage({ code }: { readonly code: string }) {
  const { t } = useLanguage();
  const address = usePlaceAndYear();
  const { state } = usePageState();
  const demonstration = useDemonstration();
  const result = useAnswer(WebMeasures, {});
  if (!address) return <Skeleton active />;
  return (
    <Answered result={result} rows={8}>
      {({ measures }) => {
        const measure = measures?.find((one) => one.code === code);
        const isOfDemonstration = measure?.demonstration && demonstration && !state.has('place');
        const where = isOfDemonstration ? { ...address, place: demonstration } : address;
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

/** Returns the code of the demonstration's place at the top of the tree; null where there is none, and while that is read. */
function useDemonstration(): string | null {
  const { data: start } = useStart();
  return start?.jurisdictions?.edges.find(({ node }) => node.demonstration)?.node.code ?? null;
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
  where,
}: {
  readonly measure: Measure;
  readonly all: readonly Measure[];
  readonly where: PlaceAndYear;
}) {
  const { place, years, asOf } = where;
  const { t } = useLanguage();
  const labelOf = useLabels();
  const nameOf = useNames();
  const { change } = usePageState();
  const shown = usePlace(place).data?.jurisdiction;
  const inYear = usePlaceInYear(place, where.year, asOf);
  // What came with the demonstration is formed of its data alone.
  const isOutside = measure.demonstration && shown?.demonstration === false;
  const value = `measures.${measure.code}`;
  const codes = [value, ...codesOfFormula(measure.formula).slice(0, MOST_PARTS)];
  const isRead = !measure.demonstration || shown?.demonstration === true;
  const result = useAnswer(
    WebRows,
    isRead
      ? {
          years,
          asOf: asOf && endOfDay(asOf),
          place,
          by: ['YEAR'],
          values: codes,
          first: years.length,
        }
      : null,
  );
  return (
    <>
      <PlacePicker code={place} inYear={inYear} onChange={(next) => change({ place: next })} />
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
        <FormulaInWords
          formula={measure.formula}
          measures={all}
          values={result.data?.rollup?.rows?.nodes[0]?.values ?? []}
          where={where}
        />
        <dt>{t('公式的代码', 'In codes')}</dt>
        <dd className="code terms">{measure.formula}</dd>
        <dt>{t('单位', 'Unit')}</dt>
        <dd>{t(measure.unitZh, measure.unitEn)}</dd>
        <dt>{t('由谁定义', 'Defined by')}</dt>
        <dd>{t(...keeperInWords(measure))}</dd>
        <dt>{t('代码', 'Code')}</dt>
        <dd className="code">{value}</dd>
      </dl>
      {isOutside ? (
        <Nothing
          text={t(
            '这一派生指标随演示数据而来，只按演示数据计算，不与真实数据相混。',
            'This measure came with the demonstration. It is formed of demonstration data only, and never of real figures.',
          )}
        />
      ) : (
        <MeasureFigures
          measure={measure}
          value={value}
          placeName={inYear ? `${nameOf(inYear)}${inYear.other}` : ''}
          where={where}
          result={result}
        />
      )}
    </>
  );
}
