import type { Element } from 'domhandler';

/** Returns the value of a property of Word; null when it has none. */
export const wordValue = (element: Element | null): string | null => element?.attribs['w:val'] ?? null;
