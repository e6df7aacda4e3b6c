import { Button, Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { FormulaField } from '../measure/FormulaField';
import { problemsOf } from '../measure/formulaMarks';
import { codeOfFormula, formulaOfCode, formulasOf, whyNoFormula } from './formulas';
import { MOST_VALUES, type Question } from './question';
import { type Catalogue, labelsOf, type OptionGroup, valueOptions } from './valueOptions';

/** A formula that is being written: a new one, or another for one of the question. */
interface Draft {
  readonly text: string;
  readonly replaced: string | null;
}

/** Returns a question with another code in place of one, wherever it names it. */
function replaceCode(question: Question, old: string, code: string): Question {
  const renamed = (one: string) => (one === old ? code : one);
  return {
    ...question,
    values: [...new Set(question.values.map(renamed))],
    having: question.having.map((condition) => ({ ...condition, value: renamed(condition.value) })),
    order: question.order && { ...question.order, field: renamed(question.order.field) },
  };
}

/** Formulas of one's own: each is a value of the question, to order, filter, draw and download by like any other. Nothing is stored but in the address. */
export function OwnFormulas({
  question,
  groups,
  catalogue,
  onChange,
}: {
  readonly question: Question;
  /** The values of the question's rows, with the formulas among them. */
  readonly groups: readonly OptionGroup[];
  readonly catalogue: Catalogue;
  readonly onChange: (question: Question) => void;
}) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState<Draft | null>(null);
  const labels = labelsOf(groups);
  const formulas = formulasOf(question);
  if (question.by.includes('OUTCOME')) return null;
  const add = ({ text, replaced }: Draft) => {
    const code = codeOfFormula(text);
    onChange(
      replaced === null
        ? { ...question, values: [...new Set([...question.values, code])] }
        : replaceCode(question, replaced, code),
    );
    setDraft(null);
  };
  return (
    <section className="conditions" aria-label={t('自拟公式', 'Formulas of your own')}>
      {formulas.length > 0 && (
        <ul className="formulas">
          {formulas.map((code) => (
            <li key={code}>
              {labels.get(code) ?? formulaOfCode(code)}{' '}
              <button
                type="button"
                className="link"
                onClick={() => setDraft({ text: formulaOfCode(code), replaced: code })}
              >
                {t('修改', 'Change')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {draft ? (
        <Writing
          draft={draft}
          question={question}
          catalogue={catalogue}
          onChange={setDraft}
          onAdd={() => add(draft)}
        />
      ) : (
        <Button
          type="dashed"
          disabled={question.values.length >= MOST_VALUES}
          onClick={() => setDraft({ text: '', replaced: null })}
        >
          {t('写公式', 'Write a formula')}
        </Button>
      )}
    </section>
  );
}

/** The field of a formula, with the values that it may name to choose from. */
function Writing({
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
