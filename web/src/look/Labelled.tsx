import type { ReactNode } from 'react';

/** A control with its label above it. */
export const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
  <label>
    <span>{label}</span>
    {children}
  </label>
);
