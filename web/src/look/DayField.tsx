import { Input } from 'antd';
import { useId, useState } from 'react';
import { useLanguage } from '../language/language';
import { type Days, type Words, whyNoDay } from './days';
import { Labelled } from './Labelled';

/** A field for a day. A day that is not allowed stays in the field with the reason below it, and counts as no day. */
export function DayField({
  label,
  days,
  value,
  whyNot = (text) => whyNoDay(days, text),
  onChange,
}: {
  readonly label: string;
  readonly days: Days;
  /** The day that is used; one that the field does not take, as an address may name it, is shown with why. */
  readonly value: string;
  /** Why a text is no day that is taken, where there is more to say of it; null where it is one, or none is typed. */
  readonly whyNot?: (text: string) => Words | null;
  /** Gets the day, or nothing where none is typed that is taken, and what is typed. */
  readonly onChange: (day: string, typed: string) => void;
}) {
  const { t } = useLanguage();
  const refused = useId();
  /** What is typed and not taken, as long as nothing else is used than then. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string } | null>(null);
  const shown = typed?.over === value ? typed.text : value;
  const why = whyNot(shown);
  return (
    <div className="day-field">
      <Labelled label={label}>
        <Input
          type="date"
          min={days.first}
          max={days.last}
          value={shown}
          status={why ? 'error' : ''}
          aria-invalid={why !== null}
          aria-describedby={refused}
          onChange={({ target: { value: text } }) => {
            const used = whyNot(text) ? '' : text;
            setTyped(used === text ? null : { text, over: used });
            onChange(used, text);
          }}
        />
      </Labelled>
      <p id={refused} aria-live="polite">
        {why && t(...why)}
      </p>
    </div>
  );
}
