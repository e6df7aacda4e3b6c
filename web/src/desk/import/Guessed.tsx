import { Alert, Button } from 'antd';
import type { WebImportMutation } from '../../api/generated/documents';
import { useLanguage, useNames } from '../../language/language';
import { GUESSED } from './importedFile';

type Read = NonNullable<WebImportMutation['importReport']>;

/** That agency or year are guessed, to be confirmed or chosen otherwise; nothing where the document leaves no doubt, and where there is no guess. */
export default function Guessed({
  read,
  onConfirm,
}: {
  readonly read: Read;
  readonly onConfirm: (confirmed: { readonly agency?: string; readonly year?: string }) => void;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const isOpen = (kind: keyof typeof GUESSED) =>
    read[kind] !== null && read.findings.some(({ code }) => code === GUESSED[kind]);
  const agency = isOpen('agency') ? read.agency : null;
  const year = isOpen('year') ? read.year : null;
  const guesses = [agency && nameOf(agency), year !== null && t(`${year} 年度`, String(year))].filter(
    Boolean,
  );
  if (guesses.length === 0) return null;
  const others = agency ? read.candidates.filter(({ code }) => code !== agency.code) : [];
  return (
    <Alert
      type="warning"
      showIcon
      title={t(
        `这是按文档推测的：${guesses.join('，')}。请核对，不对的请在上面另选。`,
        `This is guessed from the document: ${guesses.join(', ')}. Look at it, and choose otherwise above where it is wrong.`,
      )}
      description={
        others.length > 0 &&
        t(
          `也可能是：${others.map(({ name }) => name).join('、')}`,
          `It may also be of: ${others.map(({ name }) => name).join(', ')}`,
        )
      }
      action={
        <Button
          size="small"
          onClick={() =>
            onConfirm({
              ...(agency && { agency: agency.code }),
              ...(year !== null && { year: String(year) }),
            })
          }
        >
          {t('没有错', 'It is right')}
        </Button>
      }
    />
  );
}
