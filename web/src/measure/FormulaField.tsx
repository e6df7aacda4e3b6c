import { problemInWords } from '../../../src/form/formulaInWords';
import { type FormulaProblem, LONGEST_FORMULA } from '../../../src/form/formulaTokens';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { LongText } from '../look/LongText';
import { markProblems, replaceAt } from './formulaMarks';

/** A formula that is checked while it is typed: what is wrong is marked where it is, and the nearest codes take its place by a click. */
export function FormulaField({
  value,
  problems,
  onChange,
}: {
  readonly value: string;
  readonly problems: readonly FormulaProblem[];
  readonly onChange: (value: string) => void;
}) {
  const { t } = useLanguage();
  /** The nearest codes are buttons. */
  const inWords = (problem: FormulaProblem) => {
    const { zh, en } = problemInWords({ ...problem, nearest: [] });
    return t(zh, en);
  };
  return (
    <div className="all">
      <Labelled label={t('公式', 'Formula')}>
        <LongText
          className="code"
          rows={2}
          required
          longest={LONGEST_FORMULA}
          status={problems.length > 0 ? 'error' : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Labelled>
      <p className="coverage">
        {t(
          '写代码、数字、+ - * / 和括号，如 indicators.hotlineTickets / requests.received.total * 100。空白不是零。',
          'Codes, numbers, + - * / and brackets, such as indicators.hotlineTickets / requests.received.total * 100. Blank is not zero.',
        )}
      </p>
      <div aria-live="polite">
        {problems.length > 0 && (
          <>
            <p className="code">
              {markProblems(value, problems).map(({ text, problem }, at) =>
                problem === null ? (
                  text
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a piece is named by its place.
                  <mark key={at}>
                    {text}
                    <sup>{problem}</sup>
                  </mark>
                ),
              )}
            </p>
            <ol>
              {problems.map((problem) => (
                <li key={`${problem.at} ${problem.code}`}>
                  {inWords(problem)}{' '}
                  {problem.nearest?.map((code) => (
                    <button
                      key={code}
                      type="button"
                      className="link code download"
                      onClick={() => onChange(replaceAt(value, problem, code))}
                    >
                      {t(`改为 ${code}`, `Put ${code}`)}
                    </button>
                  ))}
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </div>
  );
}
