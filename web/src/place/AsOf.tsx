import { beijingToday } from '../../../src/form/beijing';
import { useLanguage } from '../language/language';
import { DayField } from '../look/DayField';
import { FIRST_DAY } from './day';

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
    <DayField
      label={t('截至（不填为今天）', 'As of (or today)')}
      days={{ first: FIRST_DAY, last: beijingToday() }}
      value={day ?? ''}
      onChange={(next) => onChange(next || null)}
    />
  );
}
