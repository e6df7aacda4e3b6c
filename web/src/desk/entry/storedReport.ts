import { cellsOfEdition, editionInForce } from '../../../../src/form/cells';
import type { Editions } from '../../../../src/form/finding';
import type { Edition } from '../../../../src/form/lines';
import type { Fields, Revision } from '../held/held';
import type { Content } from '../useWork';
import { type Notes, TEXT_FIELDS, tableOf } from './entries';
import {
  indicatorFields,
  indicatorOf,
  type Sentences,
  sentencesOf,
  sentIndicators,
} from './indicatorEntries';
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
    ...indicatorFields(content),
  },
});

/** Returns the editions of the tables of a report: those it is stored in, whichever was in force for its year; that of the year where nothing is stored. */
export function editionsOf(content: Content | null, year: number): Editions {
  const inForce = editionInForce(year);
  return {
    2: (content?.proactiveEdition as Edition | undefined) ?? inForce,
    3: (content?.requestsEdition as Edition | undefined) ?? inForce,
    // The fourth table is the same in both.
    4: inForce,
  };
}

/** What a report has beside its figures and is not typed: it is sent with them. */
export interface Beside {
  readonly notes: Notes;
  readonly sentences: Sentences;
}

/** Returns what a report has beside its figures. */
export const besideOf = (content: Content | null): Beside => ({
  notes: Object.fromEntries((content?.cells ?? []).flatMap(({ code, note }) => (note ? [[code, note]] : []))),
  sentences: sentencesOf(content),
});

const isChanged = (field: string, fields: Fields, stored: Fields): boolean =>
  !isSame(field, fields[field] ?? '', stored[field] ?? '');

/** Returns the sections that differ from what the hub has, as they are sent, and the indicators where one differs. */
export function changedSections(
  fields: Fields,
  stored: Fields,
  { notes, sentences }: Beside,
  editions: Editions,
): Readonly<Record<string, unknown>> {
  const tables = Object.entries(TABLES).flatMap(([name, section]) => {
    const codes = cellsOfEdition(editions[section], section).map(({ code }) => code);
    return codes.some((code) => isChanged(code, fields, stored))
      ? [[name, tableOf(fields, codes, notes)] as const]
      : [];
  });
  const texts = Object.values(TEXT_FIELDS).flatMap((name) =>
    isChanged(name, fields, stored) ? [[name, fields[name] ?? ''] as const] : [],
  );
  const isOther = [...new Set([...Object.keys(fields), ...Object.keys(stored)])].some(
    (field) => indicatorOf(field) !== null && isChanged(field, fields, stored),
  );
  const indicators = isOther ? [['indicators', sentIndicators(fields, stored, sentences)] as const] : [];
  return Object.fromEntries([...tables, ...texts, ...indicators]);
}
