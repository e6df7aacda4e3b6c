import { Alert } from 'antd';
import { cellOf } from '../../../../src/form/cells';
import { formatInstant } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { Person } from '../../look/Person';
import { Part } from '../../look/states';
import { Differences } from '../../report/Differences';
import { WORK_STATES } from '../../report/reportStates';
import { stateAfterStep, stepInWords } from '../actions';
import type { Difference, Work } from '../useWork';
import { VERDICTS } from './ExplanationVerdict';

/** What is shown of what changed. */
interface Shown {
  readonly changes: Difference | null;
  /** How many fields are typed and not saved: what is shown has none of them. */
  readonly unsaved?: number;
}

/** What a correction corrects: what differs from what is published. */
export function Corrected({ changes, unsaved = 0 }: Shown) {
  const { t } = useLanguage();
  if (!changes) return null;
  return (
    <Part title={t('更正了什么：与现在公布的相比', 'What is corrected: against what is published now')}>
      <Differences difference={changes} unsaved={unsaved} />
    </Part>
  );
}

/** What changed since the viewer last had it, cell by cell and text by text. */
export function Changes({ changes, unsaved = 0 }: Shown) {
  const { t, language } = useLanguage();
  if (!changes?.fromStoredAt) return null;
  const at = formatInstant(changes.fromStoredAt, language);
  return (
    <Part
      title={t(`自您上次看到的 ${at} 一稿以来的变化`, `Changed since the draft of ${at}, which you saw last`)}
    >
      <Differences difference={changes} unsaved={unsaved} />
    </Part>
  );
}

type Step = Work['steps'][number];
type Judgement = Work['explanationJudgements'][number];

/** What happened to a report in the course of its review: a step, or a verdict on an explanation. */
type Event =
  | { readonly key: string; readonly at: string; readonly step: Step }
  | { readonly key: string; readonly at: string; readonly judgement: Judgement };

/** Returns the course of a review, the last first. */
function courseOf({ steps, explanationJudgements }: Work): Event[] {
  const events: Event[] = [
    ...steps.map((step) => ({ key: step.id, at: step.createdAt, step })),
    ...explanationJudgements.map((judgement) => ({
      key: `${judgement.reviewedAt} ${judgement.messageEn}`,
      at: judgement.reviewedAt,
      judgement,
    })),
  ];
  return events.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** What was done to the report, the last first, with comments, remarks and the verdicts on explanations. */
export function Steps({ work }: { readonly work: Work }) {
  const { t } = useLanguage();
  if (work.steps.length === 0) return null;
  return (
    <Part title={t('办理经过', 'Steps')}>
      <ol className="steps">
        {courseOf(work).map((event) => (
          <li key={event.key}>
            {'step' in event ? <StepLine step={event.step} /> : <JudgementLine judgement={event.judgement} />}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function StepLine({
  step: { action, actorName, actorDisplayName, comment, createdAt, toState, remarks },
}: {
  readonly step: Step;
}) {
  const { t, language } = useLanguage();
  return (
    <>
      {formatInstant(createdAt, language)} <Person login={actorName} name={actorDisplayName} />{' '}
      {t(...stepInWords(action, toState))} → {t(...WORK_STATES[stateAfterStep(action, toState)])}
      {comment && <Alert type="info" title={<Folded text={comment} />} />}
      {remarks.map(({ section, cellCode, text }) => (
        <p key={`${section} ${cellCode} ${text}`} className="remark">
          {cellCode
            ? t(cellOf(cellCode).zh, cellOf(cellCode).en)
            : t(`第 ${section} 部分`, `Section ${section}`)}
          {t('：', ': ')}
          <Folded text={text} />
        </p>
      ))}
    </>
  );
}

/** Who judged an explanation, at which step of the review and when; what was found, how it was explained, and why it was refused or accepted. */
function JudgementLine({
  judgement: { messageZh, messageEn, explanation, comment, state, ...verdict },
}: {
  readonly judgement: Judgement;
}) {
  const { t, language } = useLanguage();
  return (
    <>
      {formatInstant(verdict.reviewedAt, language)}{' '}
      <Person login={verdict.reviewerName} name={verdict.reviewerDisplayName} />{' '}
      {t(`（${WORK_STATES[state][0]}）`, `(${WORK_STATES[state][1]}) `)}
      {t(...VERDICTS[verdict.verdict])}
      {t('：', ': ')}
      {t(messageZh, messageEn)}
      <p>
        {t('机关说明：', 'The agency explains: ')}
        <Folded text={explanation} />
      </p>
      {comment && <Alert type="info" title={<Folded text={comment} />} />}
    </>
  );
}
