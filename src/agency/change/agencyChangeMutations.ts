import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../shared/request/context';
import { findAgency } from '../agencyQueries';
import { authoriseAgency, authoriseJurisdiction } from '../authoriseAgency';
import {
  ChangeAgencyKindInput,
  CorrectAgencyInput,
  MoveAgencyInput,
  SplitAgencyInput,
  type SplitPartInput,
} from './agencyChangeInputs';
import { PREVIEW } from './agencyInputs';
import { changeTree, confirm } from './changeTree';
import { correctAgency } from './correctAgency';
import { changeAgencyKind, moveAgency } from './moveAgency';
import { splitAgency } from './splitAgency';
import { AgencyChangePayload, TreeChangeKind } from './treeChangeTypes';

const OPERATION = 'MANAGE_AGENCIES';

/** Returns the code of the place of an agency; empty when there is no such agency, which the command then says. */
async function placeOf(context: Context, code: string): Promise<string> {
  const agency = await findAgency(context.database, code);
  return agency?.path.split('/').at(-2) ?? '';
}

/** Returns a new agency with its place, where the caller must be allowed to change the tree. */
async function readPart(context: Context, part: SplitPartInput, place: string) {
  if (part.jurisdiction) await authoriseJurisdiction(context, OPERATION, part.jurisdiction);
  return { ...part, jurisdiction: part.jurisdiction ?? place };
}

/** The mutations by which agencies are split, moved, changed in kind and corrected. */
@Resolver()
export class AgencyChangeMutations {
  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, {
    description: '机关分立，返回原机关。Splits new agencies from one; answers with that one.',
  })
  async splitAgency(
    @Ctx() context: Context,
    @Arg('input', () => SplitAgencyInput, { description: '原机关与新机关。Which one, and into what.' })
    input: SplitAgencyInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseAgency(context, OPERATION, input.agency);
    const place = await placeOf(context, input.agency);
    const into = await Promise.all(input.into.map((part) => readPart(context, part, place)));
    const draft = { kind: TreeChangeKind.SPLIT_AGENCY, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      splitAgency(manager, confirm({ ...input, into }, confirmed)),
    );
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, {
    description: '机关划转到另一区划。Moves an agency to another place from a day on.',
  })
  async moveAgency(
    @Ctx() context: Context,
    @Arg('input', () => MoveAgencyInput, { description: '机关与新区划。Which one, and where to.' })
    input: MoveAgencyInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseAgency(context, OPERATION, input.agency);
    await authoriseJurisdiction(context, OPERATION, input.jurisdiction);
    const draft = { kind: TreeChangeKind.MOVE_AGENCY, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager, confirmed) => moveAgency(manager, confirm(input, confirmed)));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, {
    description: '机关类别变更。Changes what kind of organ an agency is from a day on.',
  })
  async changeAgencyKind(
    @Ctx() context: Context,
    @Arg('input', () => ChangeAgencyKindInput, { description: '机关与新类别。Which one, and its new kind.' })
    input: ChangeAgencyKindInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseAgency(context, OPERATION, input.agency);
    const draft = { kind: TreeChangeKind.CHANGE_AGENCY_KIND, effectiveOn: input.effectiveOn, preview };
    return changeTree(context, draft, (manager) => changeAgencyKind(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyChangePayload, {
    description:
      '更正机关信息（录入错误、日期错误），不产生历史记录。Corrects what was recorded wrongly of an agency, in place.',
  })
  async correctAgency(
    @Ctx() context: Context,
    @Arg('input', () => CorrectAgencyInput, {
      description: '机关与正确的内容。Which one, and what is right.',
    })
    input: CorrectAgencyInput,
    @Arg('preview', () => Boolean, PREVIEW) preview: boolean,
  ) {
    await authoriseAgency(context, OPERATION, input.agency);
    if (input.jurisdiction) await authoriseJurisdiction(context, OPERATION, input.jurisdiction);
    const draft = { kind: TreeChangeKind.CORRECT_AGENCY, effectiveOn: null, preview };
    return changeTree(context, draft, (manager, confirmed) =>
      correctAgency(manager, confirm(input, confirmed)),
    );
  }
}
