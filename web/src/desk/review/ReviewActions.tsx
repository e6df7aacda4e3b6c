import { Alert, Button } from 'antd';
import { cellOf } from '../../../../src/form/cells';
import { SECTIONS } from '../../../../src/form/sections';
import { formatInstant } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Confirm } from '../../look/Confirm';
import { Folded } from '../../look/Folded';
import { LongText } from '../../look/LongText';
import { personInWords } from '../../look/Person';
import { Failed, Part } from '../../look/states';
import { FindingList } from '../../report/FindingList';
import { ACTIONS, NEXT_ONES, TAKE_OVER } from '../actions';
import { findingsOf, type Work, type WorkKey } from '../useWork';
import { ExplanationVerdict } from './ExplanationVerdict';
import { findTakeUp } from './findTakeUp';
import { COMMENT, PASS } from './Neighbours';
import { cellField, sectionField } from './remarks';
import type { Review } from './useReview';

/** What keeps a reviewer from passing a report on whose step it is. */
const OBSTACLES: readonly string[] = ['report.explanationRejected', 'report.samePerson'];

/** The steps that a report can be given without having been taken up. */
const DIRECT: readonly string[] = ['APPROVE', 'ACCEPT', 'RETURN'];

/** What the viewer may do with a report that is filed, with a comment and the remarks that were written at its cells; where nothing, why not. */
export function ReviewActions({
  work,
  review,
  username,
  ...key
}: WorkKey & { readonly work: Work; readonly review: Review; readonly username: string }) {
  const { t } = useLanguage();
  const { comment, remarks, send } = review;
  const takeUp = findTakeUp(work);
  const offered = work.viewerActions.flatMap(({ action, allowed }) => {
    const words = action === 'TAKE_UP' && takeUp ? TAKE_OVER : ACTIONS[action];
    const isDone = action === 'TAKE_UP' && takeUp?.actorName === username;
    return allowed && words && !isDone ? [{ action, ...words }] : [];
  });
  // Whose step it is and cannot pass it on is told why not.
  const obstacles = work.viewerActions
    .filter(({ action }) => action === 'APPROVE' || action === 'ACCEPT')
    .flatMap(({ reasons }) => reasons.filter(({ code }) => OBSTACLES.includes(code)));
  /** What this person can do with it at once. */
  const direct = offered.filter(({ action }) => DIRECT.includes(action));
  const withComment = offered.filter(({ needsComment }) => needsComment);
  const lacking = comment.trim() === '' ? withComment : [];
  return (
    <Part title={t('办理', 'What you may do')}>
      <FindingList
        findings={findingsOf(work)}
        below={(finding) => <ExplanationVerdict {...key} work={work} finding={finding} />}
      />
      {takeUp && <ReviewedBy step={takeUp} />}
      {offered.length === 0 ? (
        <Reasons work={work} />
      ) : (
        <>
          <WrittenRemarks review={review} />
          <LongText
            id={COMMENT}
            rows={3}
            longest={4000}
            aria-label={t('意见', 'Comment')}
            placeholder={t(
              `意见${withComment.length > 0 ? `（${withComment.map(({ zh }) => zh).join('、')}必填）` : ''}${review.mayRemark ? '；对某一格的意见，在下方表中点该格。' : ''}`,
              `Comment${withComment.length > 0 ? ` (needed to ${withComment.map(({ en }) => en.toLowerCase()).join(', ')})` : ''}${review.mayRemark ? '; for a remark on a cell, press it in the form below.' : ''}`,
            )}
            value={comment}
            onChange={(event) => review.setComment(event.target.value)}
          />
          <p className="filters">
            {offered.map(({ action, zh, en, needsComment, confirm }) => {
              const isDisabled = Boolean(needsComment) && comment.trim() === '';
              const passes = action === 'APPROVE' || action === 'ACCEPT';
              const id = passes ? PASS : undefined;
              return confirm ? (
                <Confirm
                  key={action}
                  id={id}
                  isMain={passes}
                  label={t(zh, en)}
                  title={t(`${zh}？`, `${en}?`)}
                  isPending={review.isPending}
                  isDisabled={isDisabled}
                  onConfirm={() => send(action)}
                >
                  <p>{t(...confirm)}</p>
                </Confirm>
              ) : (
                <Button
                  key={action}
                  id={id}
                  type={passes ? 'primary' : 'default'}
                  disabled={isDisabled}
                  loading={review.isPending}
                  onClick={() => send(action)}
                >
                  {t(zh, en)}
                </Button>
              );
            })}
            {remarks.length > 0 && (
              <span>{t(`连同 ${remarks.length} 条意见`, `remarks: ${remarks.length}`)}</span>
            )}
            {!takeUp && offered.some(({ action }) => action === 'TAKE_UP') && (
              <span>
                {t(
                  `开始审核后，填报人不能再撤回提交；也可以直接${direct.map(({ zh }) => `“${zh}”`).join('或')}。`,
                  `Once it is taken up, the clerk can no longer withdraw it. You can also ${direct.map(({ en }) => en.toLowerCase()).join(' or ')} it at once.`,
                )}
              </span>
            )}
            {obstacles.map(({ code, messageZh, messageEn }) => (
              <span key={code}>{t(messageZh, messageEn)}</span>
            ))}
            {offered.some(({ action }) => action === 'CORRECT' || action === 'RETRACT') && (
              <span>
                {t(
                  '更正、撤回公布的意见作为理由公开。',
                  'The comment of a correction or withdrawal is published as its reason.',
                )}
              </span>
            )}
            {lacking.length > 0 && (
              <span>
                {t(
                  `“${lacking.map(({ zh }) => zh).join('”“')}”须先在上面写总的意见${review.mayRemark ? '，格上的意见不能代替' : ''}。`,
                  `A comment above is needed to ${lacking.map(({ en }) => en.toLowerCase()).join(' or ')}${review.mayRemark ? '; remarks on cells do not replace it' : ''}.`,
                )}
              </span>
            )}
          </p>
        </>
      )}
      {review.error && <Failed error={review.error} />}
      {review.refusals.map(({ messageZh, messageEn }) => (
        <Alert key={messageEn} type="error" showIcon title={t(messageZh, messageEn)} />
      ))}
    </Part>
  );
}

/** The remarks that were written at cells and sections, each to be taken out again. */
function WrittenRemarks({ review }: { readonly review: Review }) {
  const { t } = useLanguage();
  return (
    <ul className="remarks">
      {review.remarks.map(({ section, cellCode, text }) => {
        const named = cellCode ? cellOf(cellCode) : SECTIONS.find(({ number }) => number === section);
        const drop = () =>
          cellCode ? review.setRemarkOn(cellCode, '') : review.setRemarkOnSection(section, '');
        return (
          <li key={cellCode ? cellField(cellCode) : sectionField(section)}>
            {named && <b>{t(named.zh, named.en)}</b>} <Folded text={text} />{' '}
            <button type="button" className="link" onClick={drop}>
              {t('删去', 'Delete')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Who is at the report, since when, and what that means for its clerk. */
function ReviewedBy({
  step: { actorName, actorDisplayName, createdAt },
}: {
  readonly step: Work['steps'][number];
}) {
  const { t, language } = useLanguage();
  const at = formatInstant(createdAt, language);
  const who = personInWords({ login: actorName, name: actorDisplayName });
  return (
    <p>
      {t(
        `${who}于 ${at} 开始审核，填报人不能再撤回提交。`,
        `${who} took it up ${at}; the clerk can no longer withdraw it.`,
      )}
    </p>
  );
}

/** What the state and the role of the viewer say is said by whom the report waits for. */
const SAID_BY_STATE: readonly string[] = ['report.state', 'report.role'];

/** Whom the report waits for, where that is not the viewer, and what else stands against a step of theirs: each reason once. */
function Reasons({ work }: { readonly work: Work }) {
  const { t } = useLanguage();
  const reasons = new Set(
    work.viewerActions
      .filter(({ action }) => ACTIONS[action])
      .flatMap((own) => own.reasons)
      .filter(({ code }) => !SAID_BY_STATE.includes(code))
      .map(({ messageZh, messageEn }) => t(messageZh, messageEn)),
  );
  return (
    <>
      <p>
        {t('现在不需要您办理。', 'Nothing is for you to do now. ')}
        {t(...NEXT_ONES[work.state])}
      </p>
      {reasons.size > 0 && (
        <ul>
          {[...reasons].map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  );
}
