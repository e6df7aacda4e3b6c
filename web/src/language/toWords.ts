import type { Label } from '../../../src/form/lines';

/** Returns labels as `t` takes them. */
export const toWords = <K extends string>(labels: Readonly<Record<K, Label>>) =>
  Object.fromEntries(
    Object.entries<Label>(labels).map(([key, { zh, en }]) => [key, [zh, en]]),
  ) as unknown as Readonly<Record<K, readonly [zh: string, en: string]>>;
