import { useDeferredValue, useMemo } from 'react';
import { type PreviousYear, valuesByCode } from '../useWork';
import { checkEntries, type Form, figuresOf } from './entries';
import type { Draft } from './useDraft';

/** Returns what the rules of the form find in what is typed, and the figures of last year. */
export function useChecks({ fields }: Draft, form: Form, last: PreviousYear | null) {
  const previous = useMemo(() => last && { figures: figuresOf(last.cells), problems: last.problems }, [last]);
  const lastValues = useMemo(() => valuesByCode(last), [last]);
  const typed = useDeferredValue(fields);
  const checked = useMemo(() => checkEntries(typed, form, previous), [typed, form, previous]);
  return { ...checked, lastValues };
}
