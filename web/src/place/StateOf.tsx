import { Alert } from 'antd';
import { useLanguage } from '../language/language';

/** Says that a page shows the state of a day, and what of it does not; nothing for the present state. */
export function StateOf({ day }: { readonly day: string | null }) {
  const { t } = useLanguage();
  if (!day) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t(
        `${day} 终了时（北京时间）的状态：当时已公布的报告，当时的机关和区划。由数字点开的报告是现在的。`,
        `The state at the end of ${day} in Beijing: the reports published then, of the agencies and places there were. The reports that figures lead to are those of today.`,
      )}
    />
  );
}
