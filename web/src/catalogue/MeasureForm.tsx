import { Button } from 'antd';
import { useState } from 'react';
import { WebSaveMeasure } from '../api/generated/documents';
import { request } from '../api/request';
import { useChange } from '../api/useChange';
import { useSingle } from '../api/useSingle';
import { Figure } from '../figures/Figure';
import { useLanguage } from '../language/language';
import { Failed } from '../look/states';
import { FormulaField } from '../measure/FormulaField';
import { problemsOf } from '../measure/formulaMarks';
import { NodePicker } from '../place/NodePicker';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { FindingList } from '../report/FindingList';
import type { Indicator, Measure } from './Catalogue';
import { CatalogueForm } from './CatalogueForm';
import { useFields } from './useFields';

interface MeasureFormOptions {
  /** The one to change; null for a new one. */
  readonly measure: Measure | null;
  readonly catalogue: { readonly indicators: readonly Indicator[]; readonly measures: readonly Measure[] };
  readonly onClose: () => void;
}

/** Adds a measure, or changes one: its formula is checked while it is typed, and tried before it is saved. */
export function MeasureForm(options: MeasureFormOptions) {
  const where = usePlaceAndYear();
  return where && <MeasureFormAt {...options} where={where} />;
}

const EMPTY = {
  code: '',
  labelZh: '',
  labelEn: '',
  unitZh: '',
  unitEn: '',
  formula: '',
  descriptionZh: '',
  descriptionEn: '',
  retired: false,
};

/** Returns what is sent to try a formula before the rest is filled in. */
function trialOf(fields: typeof EMPTY) {
  const filled = Object.entries(fields).map(([name, value]) => [name, value === '' ? '—' : value]);
  return { ...fields, ...Object.fromEntries(filled), code: fields.code || 'trial', dryRun: true };
}

function MeasureFormAt({
  measure,
  catalogue,
  onClose,
  where,
}: MeasureFormOptions & { readonly where: PlaceAndYear }) {
  const { t } = useLanguage();
  const [place, setPlace] = useState(where.place);
  const over = { years: [where.year], place };
  const trial = useSingle({
    mutationFn: (tried: { input: ReturnType<typeof trialOf> } & typeof over) =>
      request(WebSaveMeasure, tried),
  });
  const save = useChange(WebSaveMeasure, ({ saveMeasure }) => saveMeasure?.measure && onClose());
  const { builtIn: _, ...beginning } = { builtIn: false, ...(measure ?? EMPTY) };
  const form = useFields(beginning, () => {
    trial.reset();
    save.reset();
  });
  const { fields } = form;
  const problems = problemsOf(
    fields.formula,
    catalogue.indicators,
    catalogue.measures.filter(({ builtIn }) => !builtIn),
  );
  const payload = save.data?.saveMeasure ?? trial.data?.saveMeasure;
  return (
    <CatalogueForm
      title={
        measure
          ? t(`修改“${measure.labelZh}”`, `Change ${measure.labelEn}`)
          : t('新建派生指标', 'New measure')
      }
      isNew={measure === null}
      form={form}
      names={['labelZh', 'labelEn']}
      retiredLabel={t('停用：不再列出，仍可按代码取数', 'Retired: no longer listed, still read by its code')}
      first={
        <FormulaField
          value={fields.formula}
          problems={problems}
          onChange={(formula) => form.set({ formula })}
        />
      }
      isDisabled={problems.length > 0}
      isPending={save.isPending}
      onSave={() => save.mutate({ input: { ...fields, dryRun: false }, ...over })}
      onClose={onClose}
    >
      <h3>{t('试算', 'Try it')}</h3>
      <div className="filters">
        <NodePicker
          kind="PLACE"
          label={t('试算的区划', 'Over this place')}
          value={place ? [place] : []}
          onChange={([code]) => {
            setPlace(code ?? where.place);
            trial.reset();
          }}
        />
        <span>{t(`${where.year} 年度`, `in ${where.year}`)}</span>
        <Button
          disabled={problems.length > 0 || fields.formula.trim() === ''}
          loading={trial.isPending}
          onClick={() => trial.mutate({ input: trialOf(fields), ...over })}
        >
          {t('试算，不保存', 'Try, save nothing')}
        </Button>
      </div>
      <div aria-live="polite">
        {(trial.error ?? save.error) && <Failed error={(trial.error ?? save.error) as Error} />}
        {payload && <FindingList findings={payload.findings} />}
        {payload?.valueOver && (
          <p>
            {t('结果：', 'It comes to ')}
            <b>
              <Figure shown={{ code: 'formula', ...payload.valueOver }} />
            </b>{' '}
            {t(fields.unitZh, fields.unitEn)}
          </p>
        )}
      </div>
    </CatalogueForm>
  );
}
