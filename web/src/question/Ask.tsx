import { Skeleton } from 'antd';
import { useLanguage } from '../language/language';
import { PlacePicker } from '../place/PlacePicker';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear, useStart } from '../place/usePlaceAndYear';
import { QuestionForm } from './QuestionForm';
import { type Question, readQuestion, writeQuestion } from './question';
import { Result } from './Result';
import { type Catalogue, firstValue, valueOptions } from './valueOptions';

/** Builds a question by clicking: what, by what, of whom, which years. Its address holds it. */
export default function Ask() {
  const where = usePlaceAndYear();
  const { data: start } = useStart();
  return where && start ? (
    <AskOf
      where={where}
      catalogue={{
        indicators: (start.indicators ?? []).filter(({ retired }) => !retired),
        ownMeasures: (start.measures ?? []).filter(({ builtIn, retired }) => !builtIn && !retired),
      }}
    />
  ) : (
    <Skeleton active />
  );
}

/** Returns a question with values that rows by its dimensions have; an order by another value is dropped. */
function fitted(question: Question, codes: ReadonlySet<string>): Question {
  const own = question.values.filter((code) => codes.has(code));
  const values = own.length > 0 ? own : [firstValue(question.by)];
  return {
    ...question,
    values,
    order: question.order && values.includes(question.order) ? question.order : null,
  };
}

function AskOf({ where, catalogue }: { readonly where: PlaceAndYear; readonly catalogue: Catalogue }) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const read = readQuestion(state, where);
  const groups = valueOptions(read.by, catalogue, t);
  const codes = new Set(groups.flatMap(({ options }) => options.map(({ value }) => value)));
  const question = fitted(read, codes);
  return (
    <>
      <PlacePicker code={where.place} onChange={(code) => change({ place: code })} />
      <h1>{t('提问', 'Ask')}</h1>
      <QuestionForm
        question={question}
        years={where.years}
        groups={groups}
        onChange={(next) => change(writeQuestion(next), false)}
      />
      <Result
        question={question}
        onOrder={(order, isAscending) => change(writeQuestion({ ...question, order, isAscending }), false)}
      />
    </>
  );
}
