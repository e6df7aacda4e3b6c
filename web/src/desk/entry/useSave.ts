import { useEffect, useState } from 'react';
import type { Editions } from '../../../../src/form/finding';
import { WebSaveDraft } from '../../api/generated/documents';
import { RequestFailed, request } from '../../api/request';
import { isSessionOver, useToken } from '../../api/session';
import { queryClient } from '../../api/useAnswer';
import { useSingle } from '../../api/useSingle';
import { storingKey } from '../useAfterStoring';
import { type Beside, changedSections } from './storedReport';
import type { Draft, DraftKey } from './useDraft';

/** How long after the last letter a draft is stored by itself, and how long after a failure it is tried again, in milliseconds. */
const AFTER_TYPING = 10_000;
const AFTER_FAILURE = 15_000;

/** Why a draft is not being stored. */
export type Obstacle = 'CONFLICT' | 'WRONG' | 'SESSION' | 'OFFLINE' | 'REFUSED';

/** Stores a draft with the hub: when somebody asks for it, and by itself some time after the last letter, or after the page that finds it on this device was opened. What is in the way holds it back, and nothing more. */
export function useSave(
  { agency, year }: DraftKey,
  draft: Draft,
  stored: { readonly beside: Beside; readonly editions: Editions },
  isWrong: boolean,
) {
  const token = useToken();
  /** Whether storing was begun and is to go on as soon as it can. */
  const [isWanted, setWanted] = useState(false);
  const save = useSingle({
    mutationKey: storingKey({ agency, year }),
    mutationFn: async ({ fields, now }: Pick<Draft, 'fields' | 'now'>) => {
      const { saveDraft } = await request(WebSaveDraft, {
        input: {
          agency,
          year,
          expectedRevision: now.revision,
          ...changedSections(fields, now.fields, stored.beside, stored.editions),
        },
      });
      return saveDraft;
    },
    onSuccess: async (answer, { fields }) => {
      if (answer?.accepted) draft.settle(answer.currentRevision ?? 0, fields);
      setWanted(Boolean(answer?.conflict));
      // Where somebody gave up the draft, there is nothing that it could be in conflict with.
      const isStale = answer?.findings.some(({ code }) => code === 'revision.stale') ?? false;
      if (isStale) draft.lookAgain(answer?.currentRevision ?? 0);
      // What is refused may be so because the report has gone on: then the page says so.
      await queryClient.invalidateQueries();
    },
    // Who signs in again wants it to go on.
    onError: () => setWanted(isSessionOver()),
  });
  const { mutate, isPending } = save;
  const isUnreachable = save.error instanceof RequestFailed && save.error.errors[0].code === 'UNREACHABLE';
  const refusal = save.data && !save.data.accepted && !save.data.conflict ? save.data.findings : null;
  const isRefused = refusal !== null && save.variables?.fields === draft.fields;
  const obstacle = obstacleOf({
    CONFLICT: draft.conflicts.length > 0,
    WRONG: isWrong,
    SESSION: token === null,
    OFFLINE: isUnreachable,
    REFUSED: isRefused,
  });
  const isChanged = draft.changed.length > 0;
  const isFree = !isPending && !isRefused && !isWrong && token !== null && draft.conflicts.length === 0;
  const canStore = isChanged && isFree;
  const { fields, now } = draft;
  useEffect(() => {
    if (!canStore) return;
    const delay = isWanted ? 0 : save.error ? AFTER_FAILURE : AFTER_TYPING;
    const store = () => mutate({ fields, now });
    const timer = setTimeout(store, delay);
    addEventListener('online', store);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', store);
    };
  }, [canStore, isWanted, save.error, fields, now, mutate]);
  return {
    isPending,
    isChanged,
    obstacle: isChanged ? obstacle : null,
    /** What the hub refused, until something else is typed. */
    refusal: isRefused ? refusal : null,
    error: isUnreachable ? null : save.error,
    store: () => {
      setWanted(true);
      if (canStore) mutate({ fields, now });
    },
  };
}

function obstacleOf(met: Readonly<Record<Obstacle, boolean>>): Obstacle | null {
  return (Object.keys(met) as Obstacle[]).find((one) => met[one]) ?? null;
}
