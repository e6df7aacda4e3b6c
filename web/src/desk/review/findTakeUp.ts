import type { Work } from '../useWork';

type Step = Work['steps'][number];

/** Returns the step by which a reviewer took a report up that is before them; null where nobody has, and where it has gone on since. */
export function findTakeUp({ steps, state }: Pick<Work, 'steps' | 'state'>): Step | null {
  const last = steps[0];
  return last?.action === 'TAKE_UP' && last.toState === state ? last : null;
}
