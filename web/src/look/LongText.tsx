import { Input } from 'antd';
import type { ComponentProps } from 'react';
import { formatCount } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

/** A field for a text of some length. What is longer stays as it was typed, and how much of it is too much is said: the hub would refuse it. */
export function LongText({
  longest,
  value,
  ...rest
}: { readonly longest: number; readonly value: string } & Omit<
  ComponentProps<typeof Input.TextArea>,
  'maxLength' | 'status' | 'value'
>) {
  const { t } = useLanguage();
  const over = value.length - longest;
  return (
    <>
      <Input.TextArea
        {...rest}
        value={value}
        status={over > 0 ? 'error' : undefined}
        aria-invalid={over > 0}
      />
      {over > 0 && (
        <small role="status" className="over">
          {t(
            `至多 ${formatCount(longest)} 字，请删减 ${formatCount(over)} 字。`,
            `At most ${formatCount(longest)} letters: take out ${formatCount(over)}.`,
          )}
        </small>
      )}
    </>
  );
}
