import { Alert } from 'antd';
import { useLanguage } from '../../language/language';
import { Part } from '../../look/states';
import type { Remark } from '../review/remarks';
import { useFieldLabels } from './Conflicts';
import { TEXT_FIELDS } from './entries';

/** Returns the field that a remark is on; null where it is on a table. */
const fieldOf = ({ cellCode, section }: Remark): string | null =>
  cellCode ?? TEXT_FIELDS[section as keyof typeof TEXT_FIELDS] ?? null;

/** What reviewers want mended, each with the way to its place in the form. */
export function RemarkList({
  comment,
  remarks,
  onGo,
}: {
  /** Why the report came back. */
  readonly comment: string | null;
  readonly remarks: readonly Remark[];
  readonly onGo: (field: string) => void;
}) {
  const { t } = useLanguage();
  const labelOf = useFieldLabels();
  if (remarks.length === 0 && comment === null) return null;
  return (
    <Part title={t('审核意见', 'What reviewers say')}>
      {comment !== null && (
        <Alert type="warning" showIcon title={t(`退回：${comment}`, `Returned: ${comment}`)} />
      )}
      <ul className="remarks">
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
              {remark.text} <small>{remark.actorName}</small>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
