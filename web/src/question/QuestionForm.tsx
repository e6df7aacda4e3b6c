import { InputNumber, Select } from 'antd';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { DIMENSIONS, type Dimension, MOST_DIMENSIONS, MOST_VALUES, type Question } from './question';
import type { OptionGroup } from './valueOptions';

/** The controls of a question. */
export function QuestionForm({
  question,
  years,
  groups,
  onChange,
}: {
  readonly question: Question;
  readonly years: readonly number[];
  readonly groups: readonly OptionGroup[];
  readonly onChange: (question: Question) => void;
}) {
  const { t } = useLanguage();
  const yearOptions = years.map((year) => ({ value: year, label: String(year) }));
  return (
    <div className="question">
      <Labelled label={t('看什么', 'What')}>
        <Select
          mode="multiple"
          maxCount={MOST_VALUES}
          value={[...question.values]}
          options={groups.map(({ label, options }) => ({ label, title: label, options: [...options] }))}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={480}
          onChange={(values) => values.length > 0 && onChange({ ...question, values })}
        />
      </Labelled>
      <Labelled label={t('按什么', 'By')}>
        <Select
          mode="multiple"
          maxCount={MOST_DIMENSIONS}
          value={[...question.by]}
          options={(Object.keys(DIMENSIONS) as Dimension[]).map((value) => ({
            value,
            label: t(...DIMENSIONS[value]),
          }))}
          onChange={(by) => by.length > 0 && onChange({ ...question, by })}
        />
      </Labelled>
      <Labelled label={t('自', 'From')}>
        <Select
          value={question.from}
          options={yearOptions}
          onChange={(from) => onChange({ ...question, from, to: Math.max(from, question.to) })}
        />
      </Labelled>
      <Labelled label={t('至', 'To')}>
        <Select
          value={question.to}
          options={yearOptions}
          onChange={(to) => onChange({ ...question, to, from: Math.min(to, question.from) })}
        />
      </Labelled>
      <Labelled label={t('首项不小于', 'First value at least')}>
        <InputNumber value={question.least} onChange={(least) => onChange({ ...question, least })} />
      </Labelled>
    </div>
  );
}
