import { Input } from 'antd';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { today } from './day';

/** Asks for the day whose state is shown. */
export function AsOf({
  day,
  onChange,
}: {
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
}) {
  const { t } = useLanguage();
  return (
    <Labelled label={t('截至（不填为今天）', 'As of (or today)')}>
      <Input
        type="date"
        max={today()}
        value={day ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </Labelled>
  );
}
