import { Input } from 'antd';
import { useId } from 'react';
import { useLanguage } from '../../language/language';
import { Labelled } from '../../look/Labelled';
import { dueDaysOf, whyNotDue } from './dueDays';

/** A field for the due day of reports of a year, which says at once what the hub would refuse. */
export function DueDay({
  label,
  year,
  today,
  value,
  onChange,
}: {
  readonly label: string;
  readonly year: number;
  /** The day in Beijing before which none is taken; null where the day may have passed. */
  readonly today: string | null;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  const { t } = useLanguage();
  const refused = useId();
  const { first, last } = dueDaysOf(year);
  const why = whyNotDue(year, value, today);
  return (
    <>
      <Labelled label={label}>
        <Input
          type="date"
          min={today !== null && today > first ? today : first}
          max={last}
          value={value}
          status={why ? 'error' : undefined}
          aria-invalid={why !== null}
          aria-describedby={refused}
          onChange={(event) => onChange(event.target.value)}
        />
      </Labelled>
      <p id={refused} aria-live="polite">
        {why && t(...why)}
      </p>
    </>
  );
}
