import { Alert, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useLanguage } from '../language/language';
import { AtPlace } from '../place/AtPlace';
import { dayInWords } from '../place/day';
import { measuresFor } from '../place/measuresFor';
import { PlacePicker, usePlace } from '../place/PlacePicker';
import { StateOf } from '../place/StateOf';
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
  const isDemonstration = usePlace(where?.place ?? null).data?.jurisdiction?.demonstration ?? null;
  const catalogue = useMemo(
    () => ({
      indicators: (start?.indicators ?? []).filter(({ retired }) => !retired),
      ownMeasures: measuresFor(start?.measures, isDemonstration),
      otherMeasures: (start?.measures ?? []).filter(
        ({ demonstration }) => demonstration && isDemonstration === false,
      ),
    }),
    [start, isDemonstration],
  );
  return where && start ? <AskOf where={where} catalogue={catalogue} /> : <Skeleton active />;
}

function AskOf({ where, catalogue }: { readonly where: PlaceAndYear; readonly catalogue: Catalogue }) {
  const { t, language } = useLanguage();
  const { state, change } = usePageState();
  const address = state.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one is comes from the address and the catalogue, words from the language.
  const { read, groups, question } = useMemo(() => {
    const read = readQuestion(new URLSearchParams(address), where);
    const groups = valueOptions(read.by, catalogue, t);
    const codes = new Set(labelsOf(groups).keys());
    return { read, groups, question: fitted(read, codes, firstValue(read.by)) };
  }, [address, catalogue, language]);
  const replaced = replacedInWords(state.get('years'), where.years, read, question, catalogue, t);
  return (
    <AtPlace code={where.place}>
      <PlacePicker code={where.place} onChange={(code) => change({ place: code })} />
      <h1>
        {t('提问', 'Ask')} {question.asOf && <small className="mark">{dayInWords(question.asOf, t)}</small>}
      </h1>
      <QuestionForm
        question={question}
        years={where.years}
        groups={groups}
        onChange={(next, isStep) => change(writeQuestion(next), isStep)}
      />
      {replaced.length > 0 && <Alert type="info" showIcon title={replaced.join(' ')} />}
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
