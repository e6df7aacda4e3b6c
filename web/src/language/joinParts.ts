import type { Translate } from './language';

/** Returns parts of what is said of something as one text, without those that there are not. */
export const joinParts = (parts: readonly (string | null)[], t: Translate): string =>
  parts.filter((part) => part !== null).join(t('，', ', '));
