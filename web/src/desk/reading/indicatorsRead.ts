import type { WebCatalogueQuery } from '../../api/generated/documents';
import type { Reading } from './places';

type Read = Reading['indicators'][number];
type Indicator = NonNullable<WebCatalogueQuery['indicators']>[number];

/** Returns the indicators that are taken over from a document, as the hub does it: those of the catalogue that are not retired, each as it is stated first. */
export const indicatorsToStore = (
  reading: readonly Read[],
  catalogue: readonly Indicator[],
): { read: Read; indicator: Indicator }[] =>
  catalogue.flatMap((indicator) => {
    const read = reading.find(({ code }) => code === indicator.code);
    return read && !indicator.retired ? [{ read, indicator }] : [];
  });
