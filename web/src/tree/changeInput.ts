import { beijingToday } from '../../../src/form/beijing';
import { boundInWords, type Days, type Words } from '../look/days';
import { FIRST_DAY } from '../place/day';
import { CHANGES, type ChangeKind } from './changes';
import type { Field, FieldValue, FieldValues, SplitPart } from './fields';

/** What is chosen where nobody knows when an agency was founded. */
export const UNKNOWN_FOUNDING = 'UNKNOWN_FOUNDING';

/** A part without anything in it. */
export const EMPTY_PART: SplitPart = { code: '', name: '', kind: null, agencies: [], children: [] };

const isPartFilled = ({ code, name }: SplitPart) => code.trim() !== '' && name.trim() !== '';

/** Returns a field as it is sent; undefined for what is not filled in. */
function sentValue({ type }: Field, value: FieldValue | undefined): unknown {
  if (value === undefined || value === '') return undefined;
  if (type === 'FOUNDING') return value === UNKNOWN_FOUNDING;
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'boolean') return value;
  if (type === 'AGENCY_PARTS')
    return (value as readonly SplitPart[])
      .filter(isPartFilled)
      .map(({ code, name, kind }) => ({ code: code.trim(), name: name.trim(), kind: kind ?? 'DEPARTMENT' }));
  if (type === 'PLACE_PARTS')
    return (value as readonly SplitPart[]).filter(isPartFilled).map(({ code, name, agencies, children }) => ({
      code: code.trim(),
      name: name.trim(),
      agencies,
      children,
    }));
  return value;
}

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** Returns the fields of a change that are still to be filled in. */
export const missingFields = (kind: ChangeKind, values: FieldValues): readonly Field[] =>
  CHANGES[kind].fields.filter((field) => !field.isOptional && isEmpty(sentValue(field, values[field.name])));

/** The days that a change can have: those of places are recorded when they are in force, those of agencies some time ahead. */
export const daysOf = (kind: ChangeKind): Days => ({
  first: FIRST_DAY,
  last:
    CHANGES[kind].subject === 'PLACE' ? beijingToday() : `${Number(beijingToday().slice(0, 4)) + 2}-12-31`,
});

/** Returns the fields of a change that hold a day that it cannot have, each with why. */
export const refusedDays = (kind: ChangeKind, values: FieldValues): readonly (readonly [Field, Words])[] =>
  CHANGES[kind].fields.flatMap((field) => {
    const value = values[field.name];
    const why = field.type === 'DATE' && typeof value === 'string' ? boundInWords(daysOf(kind), value) : null;
    return why ? [[field, why] as const] : [];
  });

/** Returns the input of a change: what is filled in, and whether its warnings are confirmed. */
export function inputOf(
  kind: ChangeKind,
  values: FieldValues,
  isConfirmed: boolean,
): Readonly<Record<string, unknown>> {
  const { fields, isConfirmed: takesConfirm } = CHANGES[kind];
  const filled = fields
    .map((field) => [field.name, sentValue(field, values[field.name])] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(filled), ...(takesConfirm ? { confirm: isConfirmed } : {}) };
}

/** Returns what a form begins with: what is to be changed is in its first field. */
export function beginningOf(kind: ChangeKind, subject: string | null): FieldValues {
  const [{ name, type }] = CHANGES[kind].fields;
  const parts = Object.fromEntries(
    CHANGES[kind].fields.filter((one) => one.type.endsWith('_PARTS')).map((one) => [one.name, [EMPTY_PART]]),
  );
  if (!subject) return parts;
  const isMany = type === 'AGENCIES' || type === 'PLACES';
  return { ...parts, [name]: isMany ? [subject] : subject };
}
