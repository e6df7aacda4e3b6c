import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { useFieldLabels } from './useFieldLabels';

/** What fields of the form are called, one after another; of many, the first and a button for the rest. */
export function FieldNames({ fields }: { readonly fields: readonly string[] }) {
  const { t } = useLanguage();
  const labelOf = useFieldLabels();
  return <Folded text={fields.map(labelOf).join(t('、', '; ')) + t('。', '.')} />;
}
