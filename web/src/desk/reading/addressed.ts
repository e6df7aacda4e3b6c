/** What says that a document is, or may be, of another organ or year, or holds the figures of others. */
const ADDRESSED: ReadonlySet<string> = new Set([
  'text.agency',
  'text.otherName',
  'text.year',
  'text.scope',
  'document.agency',
  'document.year',
  'document.scope',
  'document.organInDoubt',
  'document.yearInDoubt',
]);

/** Whether a finding is about whose report a document is, and of which year: nobody who decides on it may miss it. */
export const isAddressed = ({ code }: { readonly code: string }): boolean => ADDRESSED.has(code);
