import { Alert } from 'antd';
import { useLanguage } from '../language/language';

/** Says that a question was changed with a choice, since the rows chosen have none of what was asked for; nothing where it was not. */
export function ChangedQuestion({ sentences }: { readonly sentences: readonly string[] }) {
  const { t } = useLanguage();
  if (sentences.length === 0) return null;
  return (
    <Alert
      className="sentences"
      type="info"
      showIcon
      title={t(
        '所选的分法没有原来问的一些内容，问题已随之更改',
        'What is asked was changed, as the groups chosen have no such figures',
      )}
      description={
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
    />
  );
}
