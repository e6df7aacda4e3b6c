import { Input } from 'antd';
import type { ComponentProps } from 'react';
import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

/** A field for a text of some length, without what would cut it. */
type Long<Field> = { readonly longest: number; readonly value: string } & Omit<Field, 'maxLength' | 'value'>;

/** A field for a text of some length. What is longer stays as it was typed, and how much of it is too much is said: the hub would refuse it. */
export function LongText({ longest, ...rest }: Long<ComponentProps<typeof Input.TextArea>>) {
  const over = rest.value.length - longest;
  return (
    <>
      <Input.TextArea {...rest} status={over > 0 ? 'error' : rest.status} aria-invalid={over > 0} />
      <Over by={over} longest={longest} />
    </>
  );
}

/** The same for a text of one line. */
export function LongLine({ longest, ...rest }: Long<ComponentProps<typeof Input>>) {
  const over = rest.value.length - longest;
  return (
    <>
      <Input {...rest} status={over > 0 ? 'error' : rest.status} aria-invalid={over > 0} />
      <Over by={over} longest={longest} />
    </>
  );
}

/** Says how much of a text is too much. */
function Over({ by, longest }: { readonly by: number; readonly longest: number }) {
  const { t } = useLanguage();
  if (by <= 0) return null;
  return (
    <small role="status" className="over">
      {t(
        `至多 ${formatCount(longest)} 字，请删减 ${formatCount(by)} 字。`,
        `At most ${formatCount(longest)} letters: take out ${formatCount(by)}.`,
      )}
    </small>
  );
}
