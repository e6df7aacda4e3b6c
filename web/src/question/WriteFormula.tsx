import { Button, Select } from 'antd';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { FormulaField } from '../measure/FormulaField';
import { problemsOf } from '../measure/formulaMarks';
import { codeOfFormula, whyNoFormula } from './formulas';
import type { Draft } from './OwnFormulas';
import type { Question } from './question';
import { type Catalogue, valueOptions } from './valueOptions';

/** The field of a formula, with the values that it may name to choose from. */
export default function WriteFormula({
  draft,
  question: { by },
  catalogue,
  onChange,
  onAdd,
}: {
  readonly draft: Draft;
  readonly question: Question;
  readonly catalogue: Catalogue;
  readonly onChange: (draft: Draft | null) => void;
  readonly onAdd: () => void;
}) {
  const { t } = useLanguage();
  const { text } = draft;
  const problems = problemsOf(text, catalogue.indicators, catalogue.ownMeasures);
  const others =
    problems.length > 0 || text.trim() === '' ? [] : whyNoFormula(codeOfFormula(text), by, catalogue);
  const named = valueOptions(['AGENCY'], { ...catalogue, ownMeasures: [] }, t);
  return (
    <form
      className="writing"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd();
      }}
    >
      <div className="fields">
        <Labelled label={t('插入数值', 'Put in a value')}>
          <Select
            value={null}
            placeholder={t('选一项，代码写到公式末尾', 'Its code is written at the end of the formula')}
            options={named.map(({ label, options }) => ({ label, title: label, options: [...options] }))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={480}
            onChange={(code: string | null) =>
              code && onChange({ ...draft, text: text.trim() === '' ? code : `${text.trimEnd()} ${code}` })
            }
          />
        </Labelled>
      </div>
      <FormulaField
        value={text}
        problems={problems}
        onChange={(next) => onChange({ ...draft, text: next })}
      />
      <div aria-live="polite">
        {others.map(({ zh, en }) => (
          <p key={en} className="coverage">
            {t(zh, en)}
          </p>
        ))}
      </div>
      <p className="coverage">
        {t(
          '公式先对各报告之和计算，不是比率的平均；写入网址，不另保存。',
          'A formula is applied to sums, and is no mean of ratios. The address holds it; nothing else stores it.',
        )}
      </p>
      <p className="filters">
        <Button
          type="primary"
          htmlType="submit"
          disabled={text.trim() === '' || problems.length > 0 || others.length > 0}
        >
          {draft.replaced === null ? t('加入结果', 'Add it to the answer') : t('用新公式', 'Use this one')}
        </Button>{' '}
        <Button onClick={() => onChange(null)}>{t('取消', 'Cancel')}</Button>
      </p>
    </form>
  );
}
