import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { findNumericKey } from '../../shared/graphql/node';
import { type PageArguments, readPage, UsualPage } from '../../shared/graphql/pageArguments';
import type { Connection } from '../../shared/graphql/paging';
import { DateTime } from '../../shared/graphql/scalars';
import { type Context, loadEvery } from '../../shared/request/context';
import { agencyLoader } from '../agencyQueries';
import { Agency, Jurisdiction } from '../agencyTypes';
import { jurisdictionLoader } from '../jurisdictions';
import { PREVIEW } from './agencyInputs';
import { listTreeChanges } from './treeChangeQueries';
import { PlaceChangePayload, TreeChange, TreeChangeConnection, UndoTreePayload } from './treeChangeTypes';
import { undoTreeChange } from './undoTreeChange';

const MOST_LISTED = 100;
const DAY_MS = 86_400_000;

/** The changes of the tree, and undoing one. */
@Resolver()
export class TreeChanges {
  @Authorized('MANAGE_AGENCIES')
  @Query(() => TreeChangeConnection, {
    description:
      '机构与区划的变更，新的在前。Changes of the tree where the caller may change it, newest first.',
  })
  treeChanges(
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<TreeChange>> {
    return listTreeChanges(context, readPage(page, ['treeChanges']));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => UndoTreePayload, {
    description:
      '撤回一次变更：录入后 24 小时内，且其后没有建立在它之上的内容。Undoes a change within 24 hours, unless something was built upon it.',
  })
  undoTreeChange(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '变更的全局标识。Global identifier of the change.' }) id: string,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    return undoTreeChange(context, findNumericKey('TreeChange', id), id, preview);
  }
}

/** The agencies that the outcome of a change of a place names. */
@Resolver(() => PlaceChangePayload)
export class PlaceChangeFields {
  @FieldResolver(() => [Agency], {
    description:
      '名称仍以区划旧名称开头的机关，按代码排列，至多 100 个；可用 renameAgencies 随之更名，或逐个更名（renameAgency）。Agencies of the place whose names still begin with its former name, by code, at most 100. `renameAgencies` lets them follow, `renameAgency` renames one.',
  })
  async agenciesKeepingName(@Root() { keepingName = [] }: PlaceChangePayload, @Ctx() context: Context) {
    const found = await loadEvery(agencyLoader(context), keepingName);
    return found.toSorted((one, other) => (one.code < other.code ? -1 : 1)).slice(0, MOST_LISTED);
  }
}

/** The fields of a change that are read when selected. */
@Resolver(() => TreeChange)
export class TreeChangeFields {
  @FieldResolver(() => [Agency], { description: '涉及的机关，至多 100 个。Agencies changed, at most 100.' })
  async agencies(@Root() change: TreeChange, @Ctx() context: Context) {
    const found = await agencyLoader(context).loadMany(change.agencyIds.slice(0, MOST_LISTED));
    // An agency whose adding was undone is no more.
    return found.filter((agency) => agency && !(agency instanceof Error));
  }

  @FieldResolver(() => [Jurisdiction], {
    description: '涉及的区划，至多 100 个。Places changed, at most 100.',
  })
  places(@Root() change: TreeChange, @Ctx() context: Context) {
    return loadEvery(
      jurisdictionLoader(context),
      change.places.slice(0, MOST_LISTED).map(({ id }) => id),
    );
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      '可撤回至何时；已撤回或已过时为 null。Until when it can be undone, UTC; null when it cannot.',
  })
  undoableUntil(@Root() { recordedAt, undoneAt }: TreeChange) {
    const until = new Date(recordedAt.getTime() + DAY_MS);
    return undoneAt || until.getTime() < Date.now() ? null : until;
  }
}
