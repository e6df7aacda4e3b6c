import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { useLanguage } from '../language/language';
import { AtPlace } from '../place/AtPlace';
import { dayInWords } from '../place/day';
import { PlacePicker } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
import { usePageState } from '../place/usePageState';
import { type PlaceAndYear, usePlaceAndYear } from '../place/usePlaceAndYear';
import { usePlaceInYear } from '../place/usePlaceInYear';
import { QuestionForm } from './QuestionForm';
import { fitted, readQuestion, writeQuestion } from './question';
import { Result } from './Result';
import { TryFormula } from './TryFormula';
import { useQuestionCatalogue } from './useQuestionCatalogue';
import { type Catalogue, firstValue, labelsOf, valueOptions } from './valueOptions';

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
  const { groups, question } = useMemo(() => {
    const read = readQuestion(new URLSearchParams(address), where);
    const groups = valueOptions(read.by, catalogue, t);
    const codes = new Set(labelsOf(groups).keys());
    return { groups, question: fitted(read, codes, firstValue(read.by)) };
  }, [address, catalogue, language]);
  const inYear = usePlaceInYear(where.place, question.to, question.asOf);
  return (
    <AtPlace code={where.place}>
      <PlacePicker code={where.place} inYear={inYear} onChange={(code) => change({ place: code })} />
      <h1>
        {t('提问', 'Ask')} {question.asOf && <small className="mark">{dayInWords(question.asOf, t)}</small>}
      </h1>
      <QuestionForm
        question={question}
        years={where.years}
        groups={groups}
        onChange={(next, isStep) => change(writeQuestion(next), isStep)}
      />
      <StateOf day={question.asOf} />
      <Result
        question={question}
        view={state.get('view')}
        onView={(view) => change({ view })}
        onOrder={(order) => change(writeQuestion({ ...question, order }))}
        onDraw={(drawing) => change(writeQuestion({ ...question, drawing }))}
      />
      <TryFormula question={question} />
    </AtPlace>
  );
}
