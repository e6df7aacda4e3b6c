import type { Label } from './lines';

/** Whose figures a report holds, in the words in which the hub prints it below a report. */
export const PRINTED_SCOPES = {
  OWN: { zh: '本机关', en: 'own figures' },
  CONSOLIDATED: { zh: '本级政府汇总', en: 'consolidated figures of the government' },
} as const satisfies Record<string, Label>;

/** Whose figures a report holds. */
export type PrintedScope = keyof typeof PRINTED_SCOPES;

/** Returns whose figures words say that a report holds; null for any others. */
export const scopeInWords = (words: string): PrintedScope | null =>
  (Object.keys(PRINTED_SCOPES) as PrintedScope[]).find((scope) => PRINTED_SCOPES[scope].zh === words) ?? null;
