import { dueDaysOf, whyNotDue } from '../../../../src/form/dueDays';
import { DayField } from '../../look/DayField';

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
  const { first, last } = dueDaysOf(year);
  return (
    <DayField
      label={label}
      days={{ first: today !== null && today > first ? today : first, last }}
      value={value}
      whyNot={(day) => whyNotDue(year, day, today)}
      onChange={onChange}
    />
  );
}
