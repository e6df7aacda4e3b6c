import { Alert } from 'antd';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { Person } from '../../look/Person';
import { Part } from '../../look/states';
import type { RefusedExplanation, Remark } from '../review/remarks';
import { TEXT_FIELDS } from './entries';
import { useFieldLabels } from './useFieldLabels';

/** Returns the field that a remark is on; null where it is on a table. */
const fieldOf = ({ cellCode, section }: Remark): string | null =>
  cellCode ?? TEXT_FIELDS[section as keyof typeof TEXT_FIELDS] ?? null;

/** What reviewers want mended: why the report came back, explanations that they refused, and remarks, each with the way to its place. */
export function RemarkList({
  comment,
  refused,
  remarks,
  onGo,
  onExplain,
}: {
  /** Why the report came back. */
  readonly comment: string | null;
  readonly refused: readonly RefusedExplanation[];
  readonly remarks: readonly Remark[];
  readonly onGo: (field: string) => void;
  readonly onExplain: (finding: RefusedExplanation['finding']) => void;
}) {
  const { t } = useLanguage();
  const labelOf = useFieldLabels();
  if (remarks.length + refused.length === 0 && comment === null) return null;
  return (
    <Part title={t('审核意见', 'What reviewers say')}>
      {comment !== null && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {t('退回：', 'Returned: ')}
              <Folded text={comment} />
            </>
          }
        />
      )}
      <ul className="remarks">
        {refused.map(({ finding, verdict }) => (
          <li key={`${finding.code} ${finding.path}`}>
            {t('说明未被认可：', 'An explanation was refused: ')}
            <button type="button" className="link" onClick={() => onExplain(finding)}>
              {t(finding.messageZh, finding.messageEn)}
            </button>
            {finding.explanation && (
              <p>
                {t('您的说明：', 'You explained: ')}
                <Folded text={finding.explanation} />
              </p>
            )}
            <p>
              {t('不认可的理由：', 'Why it was refused: ')}
              <Folded text={verdict.comment ?? ''} />{' '}
              <small>
                <Person login={verdict.reviewerName} name={verdict.reviewerDisplayName} />
              </small>
            </p>
          </li>
        ))}
        {remarks.map((remark) => {
          const field = fieldOf(remark);
          return (
            <li key={`${remark.section} ${remark.cellCode} ${remark.text}`}>
              {field ? (
                <button type="button" className="link" onClick={() => onGo(field)}>
                  {labelOf(field)}
                </button>
              ) : (
                <b>{t(`第 ${remark.section} 部分`, `Section ${remark.section}`)}</b>
              )}{' '}
              <Folded text={remark.text} />{' '}
              <small>
                <Person login={remark.actorName} name={remark.actorDisplayName} />
              </small>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
