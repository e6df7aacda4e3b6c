import { useMutation } from '@tanstack/react-query';
import { cellsOfEdition, editionInForce } from '../../../../src/form/cells';
import { WebSaveSection } from '../../api/generated/documents';
import { request } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import type { ShownFinding } from '../../report/FindingList';
import type { WorkKey } from '../useWork';
import { tableOf } from './entries';
import type { Draft } from './useDraft';

const TABLES = { proactive: 2, requests: 3, disputes: 4 } as const;

/** Returns the sections of a draft that differ from what the hub has, as they are sent. */
function changedSections(
  draft: Draft,
  stored: Draft,
  year: number,
): { readonly name: string; readonly value: unknown }[] {
  const edition = editionInForce(year);
  const tables = Object.entries(TABLES).flatMap(([name, section]) => {
    const codes = cellsOfEdition(edition, section).map(({ code }) => code);
    const isChanged = codes.some((code) => (draft.entries[code] ?? '') !== (stored.entries[code] ?? ''));
    return isChanged ? [{ name, value: tableOf(draft.entries, codes) }] : [];
  });
  const texts = (['overview', 'problems', 'otherMatters'] as const).flatMap((name) =>
    draft.texts[name] === stored.texts[name] ? [] : [{ name, value: draft.texts[name] || null }],
  );
  return [...tables, ...texts];
}

/** What the hub said of a draft: refused, or stored with what is still wrong with it. */
export interface Saved {
  readonly accepted: boolean;
  readonly findings: readonly ShownFinding[];
}

/** Stores the sections that changed, one after the other; what one refuses leaves those before it stored. `onStored` runs before anything is read anew. */
export const useSaveEntries = (key: WorkKey, onStored: (draft: Draft) => void) =>
  useMutation({
    mutationFn: async ({
      draft,
      stored,
      revision,
    }: {
      draft: Draft;
      stored: Draft;
      revision: number;
    }): Promise<Saved> => {
      let expectedRevision = revision;
      for (const { name, value } of changedSections(draft, stored, key.year)) {
        const { saveSection } = await request(WebSaveSection, {
          input: { ...key, expectedRevision, [name]: value },
        });
        if (!saveSection?.accepted) return { accepted: false, findings: saveSection?.findings ?? [] };
        expectedRevision = saveSection.currentRevision ?? expectedRevision;
      }
      return { accepted: true, findings: [] };
    },
    onSuccess: ({ accepted }, { draft }) => {
      if (!accepted) return;
      onStored(draft);
      queryClient.invalidateQueries();
    },
  });
