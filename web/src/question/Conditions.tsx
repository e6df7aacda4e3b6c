import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { type Condition, FIGURES, figuresOf, isImpossible, MOST_CONDITIONS, type Question } from './question';
import type { OptionGroup } from './valueOptions';

/** The conditions that rows meet, each of a value, its share or its growth, and a button that adds one. */
export function Conditions({
  question,
  groups,
  onChange,
}: {
  readonly question: Question;
  readonly groups: readonly OptionGroup[];
  readonly onChange: (question: Question) => void;
}) {
  const { t } = useLanguage();
  const { having, values } = question;
  const write = (next: readonly Condition[]) => onChange({ ...question, having: next });
  const replace = (at: number, part: Partial<Condition>) =>
    write(having.with(at, { ...having[at], ...part }));
  return (
    <div className="conditions">
      {having.map(({ value, figure, min, max }, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the list.
          key={at}
          aria-label={t(`条件 ${at + 1}`, `Condition ${at + 1}`)}
        >
          <Select
            aria-label={t('数值', 'Value')}
            value={value}
            options={groups.map(({ label, options }) => ({ label, title: label, options: [...options] }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={480}
            onChange={(next) => replace(at, { value: next })}
          />
          <Select
            aria-label={t('取值', 'Which figure')}
            value={figure}
            options={figuresOf(question).map((one) => ({
              value: one,
              label: t(...FIGURES[one]),
            }))}
            onChange={(next) => replace(at, { figure: next })}
          />
          <Bound
            label={t('不小于', 'At least')}
            sign="≥"
            value={min}
            onChange={(next) => replace(at, { min: next })}
          />
          <Bound
            label={t('不大于', 'At most')}
            sign="≤"
            value={max}
            onChange={(next) => replace(at, { max: next })}
          />
          <Button onClick={() => write(having.toSpliced(at, 1))}>{t('去掉', 'Remove')}</Button>
          {isImpossible({ min, max }) && (
            <small role="alert">
              {t(
                `下限 ${min} 大于上限 ${max}，没有数能符合：此条件没有使用。`,
                `The least, ${min}, is more than the most, ${max}, and no figure meets both: the condition is not used.`,
              )}
            </small>
          )}
        </fieldset>
      ))}
      {having.length < MOST_CONDITIONS && (
        <Button
          type="dashed"
          onClick={() => write([...having, { value: values[0], figure: 'VALUE', min: null, max: null }])}
        >
          {t('加条件', 'Add a condition')}
        </Button>
      )}
    </div>
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
