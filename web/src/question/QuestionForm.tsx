import { Select } from 'antd';
import { Fragment } from 'react';
import { REQUEST_GROUPS } from '../../../src/form/requestRows';
import { AGENCY_KINDS } from '../agency/agencyKinds';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { usePrinting } from '../look/usePrinting';
import { AsOf } from '../place/AsOf';
import { LEVELS } from '../place/levels';
import { Conditions } from './Conditions';
import {
  boundedIn,
  DIMENSIONS,
  type Dimension,
  FIGURES,
  KINDS,
  MOST_DIMENSIONS,
  MOST_VALUES,
  type Question,
  spanOf,
} from './question';
import { headingOf, labelsOf, type OptionGroup } from './valueOptions';

/** The controls of a question: what, by what, of whom, which years, and conditions. */
export function QuestionForm({
  question,
  years,
  groups,
  onChange,
}: {
  readonly question: Question;
  readonly years: readonly number[];
  readonly groups: readonly OptionGroup[];
  /** What is chosen is a step to go back from, what is typed is not. */
  readonly onChange: (question: Question, isStep?: boolean) => void;
}) {
  const { t } = useLanguage();
  const isPrinting = usePrinting();
  const yearOptions = years.map((year) => ({ value: year, label: String(year) }));
  return (
    <>
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
            onChange={(by) => by.length > 0 && onChange({ ...question, by, drawing: [] })}
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
        <Labelled label={t('哪类机关', 'Kind of agency')}>
          <Select
            mode="multiple"
            value={[...question.kinds]}
            placeholder={t('全部', 'All')}
            options={KINDS.map((value) => ({ value, label: t(...AGENCY_KINDS[value]) }))}
            onChange={(kinds) => onChange({ ...question, kinds })}
          />
        </Labelled>
        <Labelled label={t('哪级机关', 'Level of agency')}>
          <Select
            mode="multiple"
            value={[...question.levels]}
            placeholder={t('全部', 'All')}
            options={Object.entries(LEVELS).map(([value, words]) => ({ value, label: t(...words) }))}
            onChange={(levels) => onChange({ ...question, levels })}
          />
        </Labelled>
        <AsOf day={question.asOf} onChange={(asOf) => onChange({ ...question, asOf }, false)} />
        {question.by.includes('OUTCOME') && (
          <Labelled label={t('哪些结果', 'Which outcomes')}>
            <Select
              mode="multiple"
              value={[...question.outcomes]}
              placeholder={t('全部', 'All')}
              options={REQUEST_GROUPS.map((group) => {
                const { zh, en } = headingOf(group);
                return { value: group.code, label: t(zh, en) };
              })}
              onChange={(outcomes) => onChange({ ...question, outcomes })}
            />
          </Labelled>
        )}
      </div>
      {isPrinting && <InWords question={question} groups={groups} />}
      <Conditions question={question} groups={groups} onChange={(next) => onChange(next, false)} />
    </>
  );
}

/** A question in words, for paper: its controls are not printed. */
function InWords({
  question,
  groups,
}: {
  readonly question: Question;
  readonly groups: readonly OptionGroup[];
}) {
  const { t } = useLanguage();
  const labels = labelsOf(groups);
  const { values, by, asOf, kinds, levels } = question;
  const lines: readonly (readonly [name: string, words: readonly string[]])[] = [
    [t('看什么', 'What'), values.map((code) => labels.get(code) ?? code)],
    [t('按什么', 'By'), by.map((one) => t(...DIMENSIONS[one]))],
    [t('年度', 'Years'), [spanOf(question)]],
    [t('截至', 'As of'), asOf ? [asOf] : []],
    [
      t('机关', 'Agencies'),
      [...kinds.map((one) => t(...AGENCY_KINDS[one])), ...levels.map((one) => t(...LEVELS[one]))],
    ],
    [
      t('条件', 'Conditions'),
      boundedIn(question).map(
        ({ value, figure, min, max }) =>
          `${labels.get(value) ?? value} ${t(...FIGURES[figure])}${min === null ? '' : ` ≥ ${min}`}${max === null ? '' : ` ≤ ${max}`}`,
      ),
    ],
  ];
  return (
    <dl className="facts">
      {lines
        .filter(([, words]) => words.length > 0)
        .map(([name, words]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{words.join(t('、', ', '))}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
