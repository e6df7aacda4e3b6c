/** How a field of a change is filled in. */
export type FieldType =
  | 'TEXT'
  | 'DATE'
  | 'FLAG'
  | 'FOUNDING'
  | 'AGENCY'
  | 'AGENCIES'
  | 'PLACE'
  | 'AGENCY_KIND'
  | 'LEVEL'
  | 'PLACES'
  | 'AGENCY_PARTS'
  | 'PLACE_PARTS';

/** A field of a change: its name in the input, and in words. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  readonly isOptional?: boolean;
}

/** A new agency or place that is split from another. */
export interface SplitPart {
  readonly code: string;
  readonly name: string;
  readonly kind: string | null;
  readonly agencies: readonly string[];
  readonly children: readonly string[];
}

/** What a field holds. */
export type FieldValue = string | boolean | readonly string[] | readonly SplitPart[];
export type FieldValues = Readonly<Record<string, FieldValue | undefined>>;

/** Returns a field that is to be filled in. */
export const field = (name: string, type: FieldType, zh: string, en: string): Field => ({
  name,
  type,
  zh,
  en,
});

/** Returns a field that may be left out. */
export const optional = (name: string, type: FieldType, zh: string, en: string): Field => ({
  name,
  type,
  zh,
  en,
  isOptional: true,
});
