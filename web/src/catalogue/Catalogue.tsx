import { Button, Checkbox, Segmented } from 'antd';
import { Link } from 'wouter';
import { WebCatalogue, type WebCatalogueQuery } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { mayEnter, type Viewer } from '../api/viewer';
import { useLabels, useLanguage, useNames } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing } from '../look/states';
import { sourceAddress } from '../place/addresses';
import { usePageState } from '../place/usePageState';
import { usePlaceAndYear } from '../place/usePlaceAndYear';
import { AGGREGATIONS, IndicatorForm } from './IndicatorForm';
import { MeasureForm } from './MeasureForm';

/** An indicator of the catalogue. */
export type Indicator = NonNullable<WebCatalogueQuery['indicators']>[number];
/** A measure of the catalogue. */
export type Measure = NonNullable<WebCatalogueQuery['measures']>[number];

/** The catalogue of indicators and measures, to add to and to change. */
export default function Catalogue() {
  return <Room room={ROOMS.catalogue}>{(viewer) => <CatalogueOf viewer={viewer} />}</Room>;
}

/** The address of a form for something new. */
const NEW = 'new';

type View = 'INDICATORS' | 'MEASURES';

function CatalogueOf({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const result = useAnswer(WebCatalogue, {});
  const view: View = state.get('view') === 'MEASURES' ? 'MEASURES' : 'INDICATORS';
  const edited = state.get('edit');
  const edit = (code: string | null) => change({ edit: code });
  const mayChange = mayEnter(viewer, {
    permissions: [view === 'MEASURES' ? 'MANAGE_MEASURES' : 'MANAGE_INDICATORS'],
    isHub: true,
  });
  return (
    <>
      <p>
        {t(
          '补充指标由各机关在报告之外填报，如热线工单；派生指标由公式算出，可用于概览、提问和下载。',
          'Indicators are stated by agencies beside the form, such as hotline tickets; measures are formed by formulas and serve wherever a value does.',
        )}
      </p>
      {!mayChange && (
        <p>
          {t(
            '目录全平台通用，由全平台的主管部门或管理员维护：要新增或修改，请把名称、单位、口径和公式告诉他们。您可以查看，并在本区划使用。',
            'The catalogue is that of the whole hub and is kept by its officers and administrators: to add or change something, tell them its name, unit, what it counts and its formula. You can read it and use it for your place.',
          )}
        </p>
      )}
      <div className="filters">
        <Segmented<View>
          aria-label={t('目录', 'Catalogue')}
          value={view}
          options={[
            { value: 'INDICATORS', label: t('补充指标', 'Indicators') },
            { value: 'MEASURES', label: t('派生指标', 'Measures') },
          ]}
          onChange={(next) => change({ view: next, edit: null })}
        />
        <Checkbox
          checked={state.get('retired') === 'yes'}
          onChange={(event) => change({ retired: event.target.checked ? 'yes' : null })}
        >
          {t('含已停用的', 'Retired ones too')}
        </Checkbox>
        {mayChange && (
          <Button type="primary" onClick={() => edit(NEW)}>
            {view === 'MEASURES' ? t('新建派生指标', 'New measure') : t('新建补充指标', 'New indicator')}
          </Button>
        )}
      </div>
      <Answered result={result}>
        {({ indicators, measures }) => {
          const all = { indicators: indicators ?? [], measures: measures ?? [] };
          const isShown = ({ retired }: { readonly retired: boolean }) =>
            !retired || state.get('retired') === 'yes';
          return view === 'MEASURES' ? (
            edited && mayChange ? (
              <MeasureForm
                key={edited}
                measure={all.measures.find(({ code }) => code === edited) ?? null}
                catalogue={all}
                onClose={() => edit(null)}
              />
            ) : (
              <MeasureTable rows={all.measures.filter(isShown)} onEdit={mayChange ? edit : null} />
            )
          ) : edited && mayChange ? (
            <IndicatorForm
              key={edited}
              indicator={all.indicators.find(({ code }) => code === edited) ?? null}
              onClose={() => edit(null)}
            />
          ) : (
            <IndicatorTable rows={all.indicators.filter(isShown)} onEdit={mayChange ? edit : null} />
          );
        }}
      </Answered>
    </>
  );
}

interface TableOptions<Row> {
  readonly rows: readonly Row[];
  /** Opens the form of a row; null for who may not change it. */
  readonly onEdit: ((code: string) => void) | null;
}

function EditLink({ name, onEdit }: { readonly name: string; readonly onEdit: () => void }) {
  const { t } = useLanguage();
  return (
    <button type="button" className="link" aria-label={t(`修改${name}`, `Change ${name}`)} onClick={onEdit}>
      {t('修改…', 'Change …')}
    </button>
  );
}

/** A link to the values of the agencies of the place that the page is of. */
function ValuesLink({ name, code }: { readonly name: string; readonly code: string }) {
  const { t } = useLanguage();
  const where = usePlaceAndYear();
  return (
    where && (
      <Link
        href={sourceAddress(where.place, where.year, code, null)}
        aria-label={t(`各机关的数值：${name}`, `Values of agencies: ${name}`)}
      >
        {t('各机关的数值', 'Values of agencies')}
      </Link>
    )
  );
}

function IndicatorTable({ rows, onEdit }: TableOptions<Indicator>) {
  const { t } = useLanguage();
  const nameOf = useNames();
  if (rows.length === 0) return <Nothing text={t('还没有补充指标。', 'There are no indicators yet.')} />;
  return (
    <DataTable
      label={t('补充指标', 'Indicators')}
      rows={rows}
      keyOf={({ code }) => code}
      columns={[
        { title: t('名称', 'Name'), render: (row) => <span className="row-name">{nameOf(row)}</span> },
        { title: t('代码', 'Code'), render: ({ code }) => <span className="code">{code}</span> },
        { title: t('单位', 'Unit'), render: ({ unitZh, unitEn }) => t(unitZh, unitEn) },
        { title: t('汇总方式', 'Adds up'), render: ({ aggregation }) => t(...AGGREGATIONS[aggregation]) },
        {
          title: t('口径', 'What is counted'),
          render: ({ descriptionZh, descriptionEn }) => t(descriptionZh, descriptionEn),
        },
        {
          title: t('操作', 'Actions'),
          render: ({ code, name, nameEn, retired }) => (
            <>
              {!retired && <ValuesLink name={nameOf({ name, nameEn })} code={`indicators.${code}`} />}{' '}
              {retired && <span className="mark">{t('已停用', 'Retired')}</span>}{' '}
              {onEdit && <EditLink name={nameOf({ name, nameEn })} onEdit={() => onEdit(code)} />}
            </>
          ),
        },
      ]}
    />
  );
}

function MeasureTable({ rows, onEdit }: TableOptions<Measure>) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  return (
    <DataTable
      label={t('派生指标', 'Measures')}
      rows={rows}
      keyOf={({ code }) => code}
      columns={[
        { title: t('名称', 'Name'), render: (row) => <span className="row-name">{labelOf(row)}</span> },
        { title: t('代码', 'Code'), render: ({ code }) => <span className="code">{code}</span> },
        { title: t('单位', 'Unit'), render: ({ unitZh, unitEn }) => t(unitZh, unitEn) },
        { title: t('公式', 'Formula'), render: ({ formula }) => <span className="code">{formula}</span> },
        {
          title: t('操作', 'Actions'),
          render: ({ code, labelZh, labelEn, builtIn, retired }) => (
            <>
              {!retired && <ValuesLink name={labelOf({ labelZh, labelEn })} code={`measures.${code}`} />}{' '}
              {builtIn && <span className="mark">{t('表格自带', 'Of the form')}</span>}
              {retired && <span className="mark">{t('已停用', 'Retired')}</span>}{' '}
              {!builtIn && onEdit && (
                <EditLink name={labelOf({ labelZh, labelEn })} onEdit={() => onEdit(code)} />
              )}
            </>
          ),
        },
      ]}
    />
  );
}
