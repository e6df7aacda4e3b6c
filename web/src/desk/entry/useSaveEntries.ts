import { useMutation } from '@tanstack/react-query';
import { cellsOfEdition, editionInForce } from '../../../../src/form/cells';
import { WebSaveDraft } from '../../api/generated/documents';
import { request } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import type { ShownFinding } from '../../report/FindingList';
import type { WorkKey } from '../useWork';
import { tableOf } from './entries';
import type { Draft } from './useDraft';

const TABLES = { proactive: 2, requests: 3, disputes: 4 } as const;

/** Returns the sections of a draft that differ from what the hub has, as they are sent. */
function changedSections(draft: Draft, stored: Draft, year: number): Readonly<Record<string, unknown>> {
  const edition = editionInForce(year);
  const tables = Object.entries(TABLES).flatMap(([name, section]) => {
    const codes = cellsOfEdition(edition, section).map(({ code }) => code);
    const isChanged = codes.some((code) => (draft.entries[code] ?? '') !== (stored.entries[code] ?? ''));
    return isChanged ? [[name, tableOf(draft.entries, codes)] as const] : [];
  });
  const texts = (['overview', 'problems', 'otherMatters'] as const).flatMap((name) =>
    draft.texts[name] === stored.texts[name] ? [] : [[name, draft.texts[name]] as const],
  );
  return Object.fromEntries([...tables, ...texts]);
}

/** What the hub said of a draft: refused, or stored with what is still wrong with it. */
export interface Saved {
  readonly accepted: boolean;
  readonly findings: readonly ShownFinding[];
}

/** Stores the sections that changed, all or none. `onStored` runs before anything is read anew. */
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
      const { saveDraft } = await request(WebSaveDraft, {
        input: { ...key, expectedRevision: revision, ...changedSections(draft, stored, key.year) },
      });
      return { accepted: saveDraft?.accepted ?? false, findings: saveDraft?.findings ?? [] };
    },
    onSuccess: ({ accepted }, { draft }) => {
      if (!accepted) return;
      onStored(draft);
      queryClient.invalidateQueries();
    },
  });
