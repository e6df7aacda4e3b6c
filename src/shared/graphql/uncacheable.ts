/**
 * Marks a field (`@Extensions(UNCACHEABLE)`) whose answer may differ between two readers of what is published, or from
 * one moment to the next without anything being published: what depends on the viewer, on time, on unpublished work or
 * on tables that do not move `data_version`. An operation that asks for one is never answered from the cache.
 */
export const UNCACHEABLE = { uncacheable: true } as const;
