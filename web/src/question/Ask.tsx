import { Alert, Skeleton } from 'antd';
import { useLanguage } from '../language/language';
import { AtPlace } from '../place/AtPlace';
import { PlacePicker } from '../place/PlacePicker';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear, useStart } from '../place/usePlaceAndYear';
import { QuestionForm } from './QuestionForm';
import { fitted, readQuestion, writeQuestion } from './question';
import { Result } from './Result';
import { replacedInWords } from './replaced';
import { TryFormula } from './TryFormula';
import { type Catalogue, firstValue, labelsOf, valueOptions } from './valueOptions';

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

function AskOf({ where, catalogue }: { readonly where: PlaceAndYear; readonly catalogue: Catalogue }) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const read = readQuestion(state, where);
  const groups = valueOptions(read.by, catalogue, t);
  const codes = new Set(labelsOf(groups).keys());
  const question = fitted(read, codes, firstValue(read.by));
  const replaced = replacedInWords(state.get('years'), where.years, read, question, catalogue, t);
  return (
    <AtPlace code={where.place}>
      <PlacePicker code={where.place} onChange={(code) => change({ place: code })} />
      <h1>{t('提问', 'Ask')}</h1>
      <QuestionForm
        question={question}
        years={where.years}
        groups={groups}
        onChange={(next) => change(writeQuestion(next), false)}
      />
      {replaced.length > 0 && <Alert type="info" showIcon title={replaced.join(' ')} />}
      <Result
        question={question}
        view={state.get('view')}
        onView={(view) => change({ view }, false)}
        onOrder={(order) => change(writeQuestion({ ...question, order }), false)}
        onDraw={(drawing) => change(writeQuestion({ ...question, drawing }), false)}
      />
      <TryFormula question={question} />
    </AtPlace>
  );
}
