import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../shared/request/context';
import { authoriseAgency, authoriseJurisdiction } from '../authoriseAgency';
import { addAgency } from './addAgency';
import { addJurisdiction } from './addPlace';
import {
  AddAgencyInput,
  AddJurisdictionInput,
  CloseAgencyInput,
  MergeAgenciesInput,
  PREVIEW,
  RenameAgencyInput,
} from './agencyInputs';
import { changeTree, confirm } from './changeTree';
import { closeAgency, mergeAgencies } from './endAgencies';
import { renameAgency } from './renameAgency';
import { AgencyChangePayload, PlaceChangePayload, TreeChangeKind } from './treeChangeTypes';

/** The mutations of agencies and jurisdictions. */
@Resolver()
export class AgencyMutations {
  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, { description: '新增机关。Adds an agency.' })
  async addAgency(
    @Ctx() context: Context,
    @Arg('input', () => AddAgencyInput, { description: '机关。The agency.' }) input: AddAgencyInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, 'MANAGE_AGENCIES', input.jurisdiction);
    const draft = { kind: TreeChangeKind.ADD_AGENCY, effectiveOn: input.validFrom, preview };
    return changeTree(context, draft, (manager, confirmed) => addAgency(manager, confirm(input, confirmed)));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, {
    description: '机关更名，或更正名称。Renames an agency from a day on, or corrects a name of it.',
  })
  async renameAgency(
    @Ctx() context: Context,
    @Arg('input', () => RenameAgencyInput, { description: '新名称。The new name.' }) input: RenameAgencyInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseAgency(context, 'MANAGE_AGENCIES', input.agency);
    const draft = { kind: TreeChangeKind.RENAME_AGENCY, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      renameAgency(manager, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, { description: '机关撤销。Closes an agency.' })
  async closeAgency(
    @Ctx() context: Context,
    @Arg('input', () => CloseAgencyInput, { description: '哪个机关，何时。Which and when.' })
    input: CloseAgencyInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseAgency(context, 'MANAGE_AGENCIES', input.agency);
    const draft = { kind: TreeChangeKind.CLOSE_AGENCY, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      closeAgency(manager, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, {
    description: '机关合并，返回承继机关。Merges agencies; answers with the successor.',
  })
  async mergeAgencies(
    @Ctx() context: Context,
    @Arg('input', () => MergeAgenciesInput, {
      description: '哪些机关并入哪个机关，何时。Which, into which, when.',
    })
    input: MergeAgenciesInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    for (const code of [input.successor, ...input.predecessors])
      await authoriseAgency(context, 'MANAGE_AGENCIES', code);
    const draft = { kind: TreeChangeKind.MERGE_AGENCIES, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      mergeAgencies(manager, confirm(input, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => PlaceChangePayload, { description: '新增行政区划。Adds a jurisdiction.' })
  async addJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => AddJurisdictionInput, { description: '区划。The place.' })
    input: AddJurisdictionInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseJurisdiction(context, 'MANAGE_AGENCIES', input.parent);
    const draft = { kind: TreeChangeKind.ADD_PLACE, effectiveOn: input.validFrom ?? null, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      addJurisdiction(manager, confirm(input, confirmed)),
    );
  }
}
