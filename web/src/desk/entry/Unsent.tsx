import { useLanguage } from '../../language/language';
import { useHeld } from '../held/useHeld';
import { FieldNames } from './FieldNames';
import { unsavedFields } from './mergeTyped';
import { type DraftKey, draftName } from './useDraft';

/** What somebody typed on this device and did not save before the report went on: it was not sent, and where it is. */
export default function Unsent(key: DraftKey) {
  const { t } = useLanguage();
  const { held } = useHeld(draftName(key));
  const unsaved = held ? unsavedFields(held) : [];
  if (unsaved.length === 0) return null;
  return (
    <p>
      {t(
        `您键入而未保存的 ${unsaved.length} 处没有随报告提交，仍记在本机；报告退回或撤回提交后可以接着填：`,
        `What you typed and did not save was not submitted (${unsaved.length}). It is still on this device, and in the form when the report comes back to you: `,
      )}
      <FieldNames fields={unsaved} />
    </p>
  );
}
