import { type Labelled, useLabels, useLanguage } from '../language/language';
import { ALL_VALUES } from './values';

/** Returns how a value of the overview is called there; others by the label of the hub. */
export function useShortNames(): (value: Labelled & { readonly code: string }) => string {
  const { t } = useLanguage();
  const labelOf = useLabels();
  return (value) => {
    const own = ALL_VALUES.find(({ code }) => code === value.code);
    return own ? t(own.zh, own.en) : labelOf(value);
  };
}
