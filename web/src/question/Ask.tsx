import { Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useLanguage } from '../language/language';
import { AtPlace } from '../place/AtPlace';
import { dayInWords } from '../place/day';
import { PlacePicker } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { usePlaceInYear } from '../place/usePlaceInYear';
import { ChangedQuestion } from './ChangedQuestion';
import { fitQuestion } from './fitQuestion';
import { OwnFormulas } from './OwnFormulas';
import { QuestionForm } from './QuestionForm';
import { type Question, readQuestion, writeQuestion } from './question';
import { Result } from './Result';
import { changedByChoice } from './replaced';
import { useQuestionCatalogue } from './useQuestionCatalogue';
import { type Catalogue, labelsOf } from './valueOptions';

/** Builds a question by clicking: what, by what, of whom, which years. Its address holds it. */
export default function Ask() {
  const where = usePlaceAndYear();
  const catalogue = useQuestionCatalogue(where?.place ?? null);
  return where && catalogue ? <AskOf where={where} catalogue={catalogue} /> : <Skeleton active />;
}

function AskOf({ where, catalogue }: { readonly where: PlaceAndYear; readonly catalogue: Catalogue }) {
  const { t, language } = useLanguage();
  const { state, change } = usePageState();
  const address = state.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one is comes from the address and the catalogue, words from the language.
  const { groups, question } = useMemo(
    () => fitQuestion(readQuestion(new URLSearchParams(address), where), catalogue, t),
    [address, catalogue, language],
  );
  const [chosen, setChosen] = useState<Question | null>(null);
  const nameOf = (one: Question) => JSON.stringify(writeQuestion(one));
  /** Asks what was chosen, as far as its rows have it: the address holds what is shown. */
  const ask = (next: Question, isStep?: boolean) => {
    setChosen(next);
    change(writeQuestion(fitQuestion(next, catalogue, t).question), isStep);
  };
  const isOfChoice =
    chosen !== null && nameOf(fitQuestion(chosen, catalogue, t).question) === nameOf(question);
  const inYear = usePlaceInYear(where.place, question.to, question.asOf);
  return (
    <AtPlace code={where.place}>
      <PlacePicker code={where.place} inYear={inYear} onChange={(code) => change({ place: code })} />
      <h1>
        {t('提问', 'Ask')} {question.asOf && <small className="mark">{dayInWords(question.asOf, t)}</small>}
      </h1>
      <QuestionForm question={question} years={where.years} groups={groups} onChange={ask} />
      <OwnFormulas question={question} groups={groups} catalogue={catalogue} onChange={ask} />
      <ChangedQuestion sentences={isOfChoice ? changedByChoice(chosen, question, catalogue, t) : []} />
      <StateOf day={question.asOf} />
      <Result
        question={question}
        labels={labelsOf(groups)}
        view={state.get('view')}
        onView={(view) => change({ view })}
        onOrder={(order) => change(writeQuestion({ ...question, order }))}
        onDraw={(drawing) => change(writeQuestion({ ...question, drawing }))}
      />
    </AtPlace>
  );
}
