import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { codeOfFormula, formulaOfCode, formulasOf } from './formulas';
import { MOST_VALUES, type Question } from './question';
import { type Catalogue, labelsOf, type OptionGroup } from './valueOptions';

const WriteFormula = loadable(() => import('./WriteFormula'));

/** A formula that is being written: a new one, or another for one of the question. */
export interface Draft {
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
        <WriteFormula
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
