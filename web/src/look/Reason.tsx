import { Input } from 'antd';
import { useLanguage } from '../language/language';
import { Labelled } from './Labelled';

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
      <Input.TextArea
        rows={2}
        maxLength={1000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Labelled>
  );
}
