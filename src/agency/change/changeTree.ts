import { Any, type EntityManager } from 'typeorm';
import { lockUntilCommit } from '../../shared/database';
import { FindingSeverity, type FindingType } from '../../shared/graphql/finding';
import { type Author, auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Context } from '../../shared/request/context';
import { type Agency, Jurisdiction } from '../agencyTypes';
import { type ChangedFounding, type ChangedPlace, TreeChange, type TreeChangeKind } from './treeChangeTypes';
import { measureEffect, readTouched } from './treeEffect';
import type { TreeEffect } from './treeEffectTypes';

/** Who changes the tree, and in which database. */
export type ChangeContext = Author & Pick<Context, 'database'>;

/** What a command on the tree returns: the agency or place, or why it was refused. */
export interface CommandResult {
  agency?: Agency | null;
  jurisdiction?: Jurisdiction | null;
  changed?: ChangedPlace[];
  foundings?: ChangedFounding[];
  findings: FindingType[];
}

/** What is recorded of a change, and whether it is only tried. */
export interface TreeChangeDraft {
  readonly kind: TreeChangeKind;
  readonly effectiveOn: string | null;
  readonly preview: boolean;
}

/** The outcome of a change with its record and its effect. */
export type Changed<P> = P & { treeChange: TreeChange | null; effect: TreeEffect | null };

/** Thrown to roll back a preview, or a change that was refused on the way; holds what it answers. */
class PreviewRollback extends Error {
  constructor(readonly outcome: unknown) {
    super('preview');
  }
}

/** Runs work on the tree in an audited transaction of its own; what is not to stay is rolled back at the end, so that its outcome is what would happen. */
export async function runTreeChange<T>(
  context: ChangeContext,
  staysAfter: (outcome: T) => boolean,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await auditedTransaction(context, async (manager) => {
      // All changes of the tree go one after the other, so that each has an instant of its own.
      await lockUntilCommit(manager, 'tree');
      const outcome = await work(manager);
      if (!staysAfter(outcome)) throw new PreviewRollback(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof PreviewRollback) return error.outcome as T;
    throw error;
  }
}

const isDone = ({ agency, jurisdiction }: CommandResult) => Boolean(agency ?? jurisdiction);
const isOnlyWarned = ({ findings }: CommandResult) =>
  findings.length > 0 && findings.every(({ severity }) => severity === FindingSeverity.WARNING);

/** Stores a change of the tree that this transaction has made. */
export async function recordChange(
  manager: EntityManager,
  context: ChangeContext,
  { kind, effectiveOn }: Omit<TreeChangeDraft, 'preview'>,
  places: readonly ChangedPlace[],
  foundings: readonly ChangedFounding[] = [],
): Promise<TreeChange> {
  const { agencyIds, paths } = await readTouched(manager, foundings);
  const placeKeys = places.map(({ id }) => id);
  const placePaths = await manager.getRepository(Jurisdiction).findBy({ key: Any(placeKeys) });
  const changes = manager.getRepository(TreeChange);
  const { identifiers } = await changes.insert({
    kind,
    effectiveOn,
    author: context.actor.name,
    agencyIds,
    places: [...places],
    foundings: [...foundings],
    paths: [...new Set([...paths, ...placePaths.map(({ path }) => path)])],
  });
  return changes.findOneByOrFail({ key: identifiers[0].key });
}

/** Returns the input of a command that goes on in spite of warnings where the sender or a preview does. */
export const confirm = <I extends { confirm?: boolean }>(input: I, confirmed: boolean): I => ({
  ...input,
  confirm: input.confirm || confirmed,
});

/**
 * Runs a command on the tree, records it as one change and measures its effect. A preview goes past warnings, answers with them, and
 * changes nothing.
 */
export function changeTree<P extends CommandResult>(
  context: Context,
  draft: TreeChangeDraft,
  command: (manager: EntityManager, confirmed: boolean) => Promise<P>,
): Promise<Changed<P>> {
  return runTreeChange(
    context,
    () => !draft.preview,
    async (manager) => {
      const first = await command(manager, false);
      const isWarned = draft.preview && isOnlyWarned(first);
      const result = isWarned ? await command(manager, true) : first;
      if (!isDone(result)) return { ...result, treeChange: null, effect: null };
      const { changed: places = [], foundings = [] } = result;
      const effect = await measureEffect(manager, places.length, foundings);
      if (draft.preview)
        return {
          ...result,
          agency: null,
          jurisdiction: null,
          findings: first.findings,
          treeChange: null,
          effect,
        };
      return {
        ...result,
        effect,
        treeChange: await recordChange(manager, context, draft, places, foundings),
      };
    },
  );
}
