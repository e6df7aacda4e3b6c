import { useState } from 'react';

/** The texts of a form, and what a control of one of them needs. */
export interface FieldsOfForm<Fields> {
  readonly fields: Fields;
  readonly set: (more: Partial<Fields>) => void;
  readonly control: (name: keyof Fields) => {
    readonly value: string;
    readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  };
}

/** Returns the texts of a form, from those that it begins with. */
export function useFields<Fields extends Readonly<Record<string, string | boolean>>>(
  beginning: Fields,
  onChange: () => void,
): FieldsOfForm<Fields> {
  const [fields, setFields] = useState(beginning);
  const set = (more: Partial<Fields>) => {
    setFields({ ...fields, ...more });
    onChange();
  };
  return {
    fields,
    set,
    control: (name) => ({
      value: String(fields[name]),
      onChange: ({ target }) => set({ [name]: target.value } as Partial<Fields>),
    }),
  };
}
