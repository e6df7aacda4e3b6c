import { Alert } from 'antd';
import { useLocation } from 'wouter';
import { useLanguage } from '../language/language';
import { usePlaceAndYear } from '../place/usePlaceAndYear';
import { useQuestionCatalogue } from '../question/useQuestionCatalogue';
import { misreadIn } from './readAddress';

/** What of an address is not understood, and what is shown instead, in one notice. */
export default function Misread({
  search,
  said,
}: {
  readonly search: string;
  /** What the parts of the page found. */
  readonly said: readonly string[];
}) {
  const { t } = useLanguage();
  const [path] = useLocation();
  const where = usePlaceAndYear();
  const catalogue = useQuestionCatalogue(where?.place ?? null);
  if (!where || !catalogue) return null;
  const sentences = [
    ...misreadIn(path, { state: new URLSearchParams(search), where, catalogue, t }),
    ...said,
  ];
  if (sentences.length === 0) return null;
  return (
    <Alert
      className="sentences misread"
      type="warning"
      showIcon
      title={t('地址中有未能识别的内容', 'Some of the address was not understood')}
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
