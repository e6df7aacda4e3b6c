import { Button, Checkbox, Input, Select } from 'antd';
import type { FormEvent } from 'react';
import { WebSaveIndicator } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import type { Indicator } from './Catalogue';
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
  const { fields, set, control } = useFields(indicator ?? EMPTY, save.reset);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ input: fields });
  };
  return (
    <Part
      title={
        indicator
          ? t(`修改“${indicator.name}”`, `Change ${indicator.nameEn}`)
          : t('新建补充指标', 'New indicator')
      }
      extra={<Button onClick={onClose}>{t('关闭', 'Close')}</Button>}
    >
      <form onSubmit={send}>
        <div className="fields">
          <Labelled
            label={t('代码（小驼峰英文，不能更改）', 'Code in lowerCamelCase, which cannot be changed')}
          >
            <Input {...control('code')} required readOnly={indicator !== null} className="code" />
          </Labelled>
          <Labelled label={t('名称', 'Name in Chinese')}>
            <Input {...control('name')} required />
          </Labelled>
          <Labelled label={t('英文名称', 'Name in English')}>
            <Input {...control('nameEn')} required />
          </Labelled>
          <Labelled label={t('单位', 'Unit in Chinese')}>
            <Input {...control('unitZh')} required />
          </Labelled>
          <Labelled label={t('英文单位', 'Unit in English')}>
            <Input {...control('unitEn')} required />
          </Labelled>
          <Labelled label={t('汇总方式（有数据后不能改）', 'How it adds up; fixed once there are values')}>
            <Select<Indicator['aggregation']>
              value={fields.aggregation}
              options={(Object.keys(AGGREGATIONS) as Indicator['aggregation'][]).map((value) => ({
                value,
                label: t(...AGGREGATIONS[value]),
              }))}
              onChange={(aggregation) => set({ aggregation })}
            />
          </Labelled>
          <Labelled label={t('口径说明', 'What is counted, in Chinese')}>
            <Input.TextArea {...control('descriptionZh')} rows={3} required />
          </Labelled>
          <Labelled label={t('英文口径说明', 'What is counted, in English')}>
            <Input.TextArea {...control('descriptionEn')} rows={3} required />
          </Labelled>
          <Checkbox checked={fields.retired} onChange={(event) => set({ retired: event.target.checked })}>
            {t('停用：不再填报，已有的数据不变', 'Retired: it takes no new values, and keeps those it has')}
          </Checkbox>
        </div>
        {save.error && <Failed error={save.error} />}
        <FindingList findings={save.data?.saveIndicator?.findings ?? []} />
        <p className="filters">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('保存', 'Save')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
