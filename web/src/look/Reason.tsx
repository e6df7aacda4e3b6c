import { useLanguage } from '../language/language';
import { Labelled } from './Labelled';
import { LongText } from './LongText';

/** Where one says why, which the hub asks for. */
export function Reason({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (reason: string) => void;
}) {
  const { t } = useLanguage();
  return (
    <Labelled label={t('理由（必填）', 'Reason (needed)')}>
      <LongText rows={2} longest={1000} value={value} onChange={(event) => onChange(event.target.value)} />
    </Labelled>
  );
}
