import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../shared/request/context';
import { authoriseJurisdiction } from '../authoriseAgency';
import { findJurisdiction } from '../jurisdictions';
import { PlaceSuccessionKind } from '../placeEntities';
import { PREVIEW } from './agencyInputs';
import { changeTree, confirm } from './changeTree';
import { mergePlaces } from './mergePlaces';
import {
  CloseJurisdictionInput,
  ConvertJurisdictionInput,
  CorrectJurisdictionInput,
  MergeJurisdictionsInput,
  MoveJurisdictionInput,
  RecodeJurisdictionInput,
  RenameJurisdictionInput,
  SplitJurisdictionInput,
} from './placeInputs';
import { closePlace, renamePlace } from './renamePlace';
import { replacePlace } from './replacePlace';
import { splitPlace } from './splitPlace';
import { PlaceChangePayload, TreeChangeKind } from './treeChangeTypes';

const OPERATION = 'MANAGE_AGENCIES';

/** Throws unless the caller may change the tree in the place right above one, where it adds others. */
async function authoriseAbove(context: Context, place: string): Promise<void> {
  const jurisdiction = await findJurisdiction(context.database, place);
  await authoriseJurisdiction(context, OPERATION, jurisdiction?.path.split('/').at(-3));
}

/** The mutations of places: another name, code, parent or kind, mergers, splits and ends. */
@Resolver()
export class PlaceMutations {
  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, { description: '区划更名。Renames a place from a day on.' })
  async renameJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => RenameJurisdictionInput, {
      description: '区划与新名称。Which place, and its new name.',
    })
    input: RenameJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    const draft = { kind: TreeChangeKind.RENAME_PLACE, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager) => renamePlace(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, {
    description: '更正区划名称（录入错误）。Corrects the name of a place, in place.',
  })
  async correctJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => CorrectJurisdictionInput, {
      description: '区划与正确的名称。Which place, and its right name.',
    })
    input: CorrectJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    const draft = { kind: TreeChangeKind.CORRECT_PLACE, effectiveOn: null, preview };
    return changeTree(context, draft, (manager) => renamePlace(manager, { ...input, effectiveOn: null }));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, {
    description:
      '区划改码，机关与下级区划随之划转；返回新区划。Another code of a place from a day on; answers with the place under it.',
  })
  async recodeJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => RecodeJurisdictionInput, {
      description: '区划与新代码。Which place, and its new code.',
    })
    input: RecodeJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    const draft = { kind: TreeChangeKind.RECODE_PLACE, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      replacePlace(manager, PlaceSuccessionKind.RECODE, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, {
    description:
      '区划改隶另一上级；返回新区划。Moves a place below another from a day on; answers with the place there.',
  })
  async moveJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => MoveJurisdictionInput, {
      description: '区划、新上级与新代码。Which place, below which, under which code.',
    })
    input: MoveJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    await authoriseJurisdiction(context, OPERATION, input.parent);
    const draft = { kind: TreeChangeKind.MOVE_PLACE, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      replacePlace(manager, PlaceSuccessionKind.MOVE, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, {
    description:
      '撤县设区等建制变更；返回新区划。Makes a place another kind of place, such as a county a district; answers with the new one.',
  })
  async convertJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => ConvertJurisdictionInput, {
      description: '区划与其新名称、代码。Which place, and what it becomes.',
    })
    input: ConvertJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    if (input.parent) await authoriseJurisdiction(context, OPERATION, input.parent);
    const draft = { kind: TreeChangeKind.CONVERT_PLACE, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      replacePlace(manager, PlaceSuccessionKind.CONVERSION, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, {
    description: '区划合并，返回承继区划。Merges places; answers with the successor.',
  })
  async mergeJurisdictions(
    @Ctx() context: Context,
    @Arg('input', () => MergeJurisdictionsInput, {
      description: '被合并的与承继的区划。Which places, into which.',
    })
    input: MergeJurisdictionsInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    for (const place of [input.successor, ...input.predecessors])
      await authoriseJurisdiction(context, OPERATION, place);
    const draft = { kind: TreeChangeKind.MERGE_PLACES, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      mergePlaces(manager, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, {
    description: '区划分立，返回原区划。Splits new places from one; answers with that one.',
  })
  async splitJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => SplitJurisdictionInput, {
      description: '原区划与新区划。Which place, and into what.',
    })
    input: SplitJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    await authoriseAbove(context, input.place);
    const draft = { kind: TreeChangeKind.SPLIT_PLACE, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) => splitPlace(manager, confirm(input, confirmed)));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, { description: '区划撤销。Closes a place in which nothing is left.' })
  async closeJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => CloseJurisdictionInput, { description: '区划与撤销日期。Which place, and when.' })
    input: CloseJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, OPERATION, input.place);
    const draft = { kind: TreeChangeKind.CLOSE_PLACE, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager) => closePlace(manager, input));
  }
}
