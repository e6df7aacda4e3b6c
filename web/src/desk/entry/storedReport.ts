import { cellsOfEdition, editionInForce } from '../../../../src/form/cells';
import type { Fields, Revision } from '../held/held';
import type { Content } from '../useWork';
import { type Notes, TEXT_FIELDS, tableOf } from './entries';
import { isSame } from './mergeTyped';

const TABLES = { proactive: 2, requests: 3, disputes: 4 } as const;

/** Returns a report as it is typed. What the hub added up is left out: it follows from the rest. */
export const revisionOf = (content: Content | null): Revision => ({
  revision: content?.revision ?? 0,
  fields: {
    overview: content?.overview.text ?? '',
    problems: content?.problems.text ?? '',
    otherMatters: content?.otherMatters.text ?? '',
    ...Object.fromEntries(
      (content?.cells ?? []).flatMap(({ code, value, state }) => {
        if (state === 'NOT_APPLICABLE') return [[code, '/']];
        return value === null || state === 'COMPUTED' ? [] : [[code, String(value)]];
      }),
    ),
  },
});

/** Returns the notes that a report has beside its figures. */
export const notesOf = (content: Content | null): Notes =>
  Object.fromEntries((content?.cells ?? []).flatMap(({ code, note }) => (note ? [[code, note]] : [])));

const isChanged = (field: string, fields: Fields, stored: Fields): boolean =>
  !isSame(field, fields[field] ?? '', stored[field] ?? '');

/** Returns the sections that differ from what the hub has, as they are sent. */
export function changedSections(
  fields: Fields,
  stored: Fields,
  notes: Notes,
  year: number,
): Readonly<Record<string, unknown>> {
  const edition = editionInForce(year);
  const tables = Object.entries(TABLES).flatMap(([name, section]) => {
    const codes = cellsOfEdition(edition, section).map(({ code }) => code);
    return codes.some((code) => isChanged(code, fields, stored))
      ? [[name, tableOf(fields, codes, notes)] as const]
      : [];
  });
  const texts = Object.values(TEXT_FIELDS).flatMap((name) =>
    isChanged(name, fields, stored) ? [[name, fields[name] ?? ''] as const] : [],
  );
  return Object.fromEntries([...tables, ...texts]);
}
