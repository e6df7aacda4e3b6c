import type { WebStartQuery } from '../api/generated/documents';

type Measure = NonNullable<WebStartQuery['measures']>[number];

/** Returns the district's own measures in use. Those of the demonstration are offered only where demonstration data is shown; all of them until that is read. */
export const measuresFor = (
  measures: readonly Measure[] | null | undefined,
  isDemonstration: boolean | null,
): readonly Measure[] =>
  (measures ?? []).filter(
    ({ builtIn, retired, demonstration }) =>
      !builtIn && !retired && (!demonstration || isDemonstration !== false),
  );
