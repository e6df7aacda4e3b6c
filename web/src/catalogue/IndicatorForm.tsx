import { Select } from 'antd';
import { WebSaveIndicator } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed } from '../look/states';
import { FindingList } from '../report/FindingList';
import type { Indicator } from './Catalogue';
import { CatalogueForm } from './CatalogueForm';
import { useFields } from './useFields';

/** How indicators add up, in words. */
export const AGGREGATIONS: Readonly<Record<Indicator['aggregation'], readonly [zh: string, en: string]>> = {
  SUM: ['相加', 'Summed over agencies and years'],
  LAST: ['各机关相加，取最后一年', 'Summed over agencies, of the last year'],
  NONE: ['不汇总', 'Never added'],
};

const EMPTY: Indicator = {
  code: '',
  name: '',
  nameEn: '',
  unitZh: '',
  unitEn: '',
  aggregation: 'SUM',
  descriptionZh: '',
  descriptionEn: '',
  retired: false,
};

/** Adds an indicator, or changes one. */
export function IndicatorForm({
  indicator,
  onClose,
}: {
  /** The one to change; null for a new one. */
  readonly indicator: Indicator | null;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const save = useChange(WebSaveIndicator, ({ saveIndicator }) => saveIndicator?.indicator && onClose());
  const form = useFields<Indicator & Record<string, string | boolean>>(
    { ...(indicator ?? EMPTY) },
    save.reset,
  );
  return (
    <CatalogueForm
      title={
        indicator
          ? t(`修改“${indicator.name}”`, `Change ${indicator.nameEn}`)
          : t('新建补充指标', 'New indicator')
      }
      isNew={indicator === null}
      form={form}
      names={['name', 'nameEn']}
      retiredLabel={t(
        '停用：不再填报，已有的数据不变',
        'Retired: it takes no new values, and keeps those it has',
      )}
      own={
        <Labelled label={t('汇总方式（有数据后不能改）', 'How it adds up; fixed once there are values')}>
          <Select<Indicator['aggregation']>
            value={form.fields.aggregation}
            options={(Object.keys(AGGREGATIONS) as Indicator['aggregation'][]).map((value) => ({
              value,
              label: t(...AGGREGATIONS[value]),
            }))}
            onChange={(aggregation) => form.set({ aggregation })}
          />
        </Labelled>
      }
      isPending={save.isPending}
      onSave={() => save.mutate({ input: form.fields })}
      onClose={onClose}
    >
      {save.error && <Failed error={save.error} />}
      <FindingList findings={save.data?.saveIndicator?.findings ?? []} />
    </CatalogueForm>
  );
}
