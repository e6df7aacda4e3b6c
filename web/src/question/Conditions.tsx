import { Button } from 'antd';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import { type Condition, MOST_CONDITIONS, type Question } from './question';
import type { OptionGroup } from './valueOptions';

const ConditionFields = loadable(() => import('./ConditionFields'), null);

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
  return (
    <div className="conditions">
      {having.map((condition, at) => (
        <ConditionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the list.
          key={at}
          number={at + 1}
          condition={condition}
          question={question}
          groups={groups}
          onChange={(part) => write(having.with(at, { ...condition, ...part }))}
          onRemove={() => write(having.toSpliced(at, 1))}
        />
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
