import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { type Condition, FIGURES, figuresOf, isImpossible, type Question } from './question';
import type { OptionGroup } from './valueOptions';

/** A condition that rows meet: of which value, what of it, and its bounds. */
export default function ConditionFields({
  number,
  condition: { value, figure, min, max },
  question,
  groups,
  onChange,
  onRemove,
}: {
  /** Its place in the list, from 1. */
  readonly number: number;
  readonly condition: Condition;
  readonly question: Question;
  readonly groups: readonly OptionGroup[];
  readonly onChange: (part: Partial<Condition>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useLanguage();
  return (
    <fieldset aria-label={t(`条件 ${number}`, `Condition ${number}`)}>
      <Select
        aria-label={t('数值', 'Value')}
        value={value}
        options={groups.map(({ label, options }) => ({ label, title: label, options: [...options] }))}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={480}
        onChange={(next) => onChange({ value: next })}
      />
      <Select
        aria-label={t('取值', 'Which figure')}
        value={figure}
        options={figuresOf(question).map((one) => ({
          value: one,
          label: t(...FIGURES[one]),
        }))}
        onChange={(next) => onChange({ figure: next })}
      />
      <Bound
        label={t('不小于', 'At least')}
        sign="≥"
        value={min}
        onChange={(next) => onChange({ min: next })}
      />
      <Bound
        label={t('不大于', 'At most')}
        sign="≤"
        value={max}
        onChange={(next) => onChange({ max: next })}
      />
      <Button onClick={onRemove}>{t('去掉', 'Remove')}</Button>
      {isImpossible({ min, max }) && (
        <small role="alert">
          {t(
            `下限 ${min} 大于上限 ${max}，没有数能符合：此条件没有使用。`,
            `The least, ${min}, is more than the most, ${max}, and no figure meets both: the condition is not used.`,
          )}
        </small>
      )}
    </fieldset>
  );
}

/** The least or the greatest that a condition allows. What is typed and is no number is said, with what counts until it is one. */
function Bound({
  label,
  sign,
  value,
  onChange,
}: {
  readonly label: string;
  readonly sign: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  // What separates thousands is left out, as the box does.
  const isNoNumber = Number.isNaN(Number(typed.replace(/[^\w.-]+/g, '')));
  const counts = value === null ? t('没有这一条件', 'no such condition') : `${sign} ${value}`;
  return (
    <span>
      <InputNumber
        aria-label={label}
        prefix={sign}
        value={value}
        status={isNoNumber ? 'error' : undefined}
        onInput={setTyped}
        onChange={(next) => {
          setTyped('');
          onChange(next);
        }}
      />
      {isNoNumber && (
        <small role="alert">
          {t(
            `“${typed}”不是数，现在的是：${counts}。`,
            `"${typed}" is no number. What counts now: ${counts}.`,
          )}
        </small>
      )}
    </span>
  );
}
