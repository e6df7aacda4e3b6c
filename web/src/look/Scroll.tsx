import type { ReactNode } from 'react';

/** A part that scrolls sideways when it is too wide; the keyboard reaches it too. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys.
  <section className="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
