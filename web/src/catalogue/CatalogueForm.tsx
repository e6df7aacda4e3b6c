import { Button, Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Part } from '../look/states';
import type { FieldsOfForm } from './useFields';

/** What indicators and measures have in common beside their names. */
interface CommonFields extends Readonly<Record<string, string | boolean>> {
  readonly code: string;
  readonly unitZh: string;
  readonly unitEn: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly retired: boolean;
}

/** The form of an indicator or a measure: the fields that both have, those of its own before and among them, and what is below them. */
export function CatalogueForm<Fields extends CommonFields>({
  title,
  isNew,
  form: { fields, set, control },
  names: [nameZh, nameEn],
  retiredLabel,
  first,
  own,
  children,
  isDisabled = false,
  isPending,
  onSave,
  onClose,
}: {
  readonly title: string;
  readonly isNew: boolean;
  readonly form: FieldsOfForm<Fields>;
  /** The fields that have the names in Chinese and English. */
  readonly names: readonly [zh: keyof Fields, en: keyof Fields];
  /** What retiring it means. */
  readonly retiredLabel: string;
  readonly first?: ReactNode;
  readonly own?: ReactNode;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
  readonly isPending: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  return (
    <Part title={title} extra={<Button onClick={onClose}>{t('关闭', 'Close')}</Button>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <div className="fields">
          {first}
          <Labelled
            label={t('代码（小驼峰英文，不能更改）', 'Code in lowerCamelCase, which cannot be changed')}
          >
            <Input {...control('code')} required readOnly={!isNew} className="code" />
          </Labelled>
          <Labelled label={t('名称', 'Name in Chinese')}>
            <Input {...control(nameZh)} required />
          </Labelled>
          <Labelled label={t('英文名称', 'Name in English')}>
            <Input {...control(nameEn)} required />
          </Labelled>
          <Labelled label={t('单位', 'Unit in Chinese')}>
            <Input {...control('unitZh')} required />
          </Labelled>
          <Labelled label={t('英文单位', 'Unit in English')}>
            <Input {...control('unitEn')} required />
          </Labelled>
          {own}
          <Labelled label={t('口径说明', 'What it says, in Chinese')}>
            <Input.TextArea {...control('descriptionZh')} rows={3} required />
          </Labelled>
          <Labelled label={t('英文口径说明', 'What it says, in English')}>
            <Input.TextArea {...control('descriptionEn')} rows={3} required />
          </Labelled>
          <Checkbox
            checked={fields.retired}
            onChange={(event) => set({ retired: event.target.checked } as Partial<Fields>)}
          >
            {retiredLabel}
          </Checkbox>
        </div>
        {children}
        <p className="filters">
          <Button type="primary" htmlType="submit" disabled={isDisabled} loading={isPending}>
            {t('保存', 'Save')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
