import { Button, Checkbox, Input, Select } from 'antd';
import { AGENCY_KINDS } from '../agency/agencyKinds';
import { useLanguage } from '../language/language';
import { DayField } from '../look/DayField';
import type { Days } from '../look/days';
import { Labelled } from '../look/Labelled';
import { LEVELS } from '../place/levels';
import { NodePicker } from '../place/NodePicker';
import { EMPTY_PART, UNKNOWN_FOUNDING } from './changeInput';
import type { Field, FieldValue, SplitPart } from './fields';

const MOST = 100;

interface FieldOptions {
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly onChange: (value: FieldValue) => void;
}

/** A field of a change, with its label. */
export function ChangeField({
  field,
  value,
  days,
  onChange,
}: FieldOptions & { /** The days that the change can have. */ readonly days: Days }) {
  const { t } = useLanguage();
  const label = t(field.zh, field.en);
  if (field.type === 'FLAG')
    return (
      <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
    );
  const named = field.isOptional ? t(`${label}（可不填）`, `${label}, may be left out`) : label;
  if (field.type === 'DATE')
    return (
      <DayField
        label={named}
        days={days}
        value={typeof value === 'string' ? value : ''}
        onChange={(_, typed) => onChange(typed)}
      />
    );
  if (field.type === 'AGENCY_PARTS' || field.type === 'PLACE_PARTS')
    return <Parts field={field} value={value} onChange={onChange} />;
  return (
    <Labelled label={named}>
      <Control field={field} value={value} onChange={onChange} />
    </Labelled>
  );
}

function Control({ field: { type, zh, en }, value, onChange }: FieldOptions) {
  const { t } = useLanguage();
  const label = t(zh, en);
  const text = typeof value === 'string' ? value : '';
  switch (type) {
    case 'AGENCY':
    case 'PLACE':
      return (
        <NodePicker
          kind={type}
          label={label}
          value={text ? [text] : []}
          onChange={([code]) => onChange(code ?? '')}
        />
      );
    case 'AGENCIES':
    case 'PLACES':
      return (
        <NodePicker
          kind={type === 'AGENCIES' ? 'AGENCY' : 'PLACE'}
          label={label}
          most={MOST}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange}
        />
      );
    case 'AGENCY_KIND':
    case 'LEVEL':
      return (
        <Select<string>
          aria-label={label}
          value={text || null}
          allowClear
          options={Object.entries(type === 'LEVEL' ? LEVELS : AGENCY_KINDS).map(([one, words]) => ({
            value: one,
            label: t(...words),
          }))}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'FOUNDING':
      return (
        <Select<string>
          aria-label={label}
          value={text || null}
          allowClear
          options={[
            {
              value: UNKNOWN_FOUNDING,
              label: t('不详，起始日只是开始记录之日', 'Not known, recorded since its first day'),
            },
            { value: 'KNOWN', label: t('已知，即最早的起始日', 'Known, on its first day') },
          ]}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    default:
      return <Input value={text} onChange={(event) => onChange(event.target.value)} />;
  }
}

/** The new agencies or places of a split, a row each. */
function Parts({ field, value, onChange }: FieldOptions) {
  const { t } = useLanguage();
  const isOfAgency = field.type === 'AGENCY_PARTS';
  const parts = (Array.isArray(value) ? value : [EMPTY_PART]) as readonly SplitPart[];
  const change = (at: number, more: Partial<SplitPart>) =>
    onChange(parts.map((part, one) => (one === at ? { ...part, ...more } : part)));
  return (
    <fieldset className="all">
      <legend>{t(field.zh, field.en)}</legend>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has nothing else of its own before it is filled in.
        <div className="fields" key={at}>
          <Labelled label={t(`代码 ${at + 1}`, `Code ${at + 1}`)}>
            <Input value={part.code} onChange={(event) => change(at, { code: event.target.value })} />
          </Labelled>
          <Labelled label={t(`名称 ${at + 1}`, `Name ${at + 1}`)}>
            <Input value={part.name} onChange={(event) => change(at, { name: event.target.value })} />
          </Labelled>
          {isOfAgency ? (
            <Labelled label={t(`类别 ${at + 1}`, `Kind ${at + 1}`)}>
              <Select<string>
                value={part.kind ?? 'DEPARTMENT'}
                options={Object.entries(AGENCY_KINDS).map(([one, words]) => ({
                  value: one,
                  label: t(...words),
                }))}
                onChange={(kind) => change(at, { kind })}
              />
            </Labelled>
          ) : (
            <>
              <Labelled label={t(`划入的机关 ${at + 1}`, `Agencies that go there ${at + 1}`)}>
                <NodePicker
                  kind="AGENCY"
                  label={t(`划入的机关 ${at + 1}`, `Agencies that go there ${at + 1}`)}
                  most={MOST}
                  value={part.agencies}
                  onChange={(agencies) => change(at, { agencies })}
                />
              </Labelled>
              <Labelled label={t(`划入的下级区划 ${at + 1}`, `Places that go there ${at + 1}`)}>
                <NodePicker
                  kind="PLACE"
                  label={t(`划入的下级区划 ${at + 1}`, `Places that go there ${at + 1}`)}
                  most={MOST}
                  value={part.children}
                  onChange={(children) => change(at, { children })}
                />
              </Labelled>
            </>
          )}
        </div>
      ))}
      <p className="filters">
        <Button onClick={() => onChange([...parts, EMPTY_PART])}>{t('再加一个', 'One more')}</Button>
        {parts.length > 1 && (
          <Button onClick={() => onChange(parts.slice(0, -1))}>
            {t('去掉最后一个', 'Take the last away')}
          </Button>
        )}
      </p>
    </fieldset>
  );
}
