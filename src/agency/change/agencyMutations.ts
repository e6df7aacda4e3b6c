import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Context } from '../../shared/request/context';
import { AgencyPayload, JurisdictionPayload } from '../agencyTypes';
import { authoriseAgency, authoriseJurisdiction } from '../authoriseAgency';
import { addAgency } from './addAgency';
import { addJurisdiction } from './addJurisdiction';
import {
  AddAgencyInput,
  AddJurisdictionInput,
  CloseAgencyInput,
  MergeAgenciesInput,
  RenameAgencyInput,
} from './agencyInputs';
import { closeAgency, mergeAgencies } from './endAgencies';
import { renameAgency } from './renameAgency';

/** The mutations of agencies and jurisdictions. */
@Resolver()
export class AgencyMutations {
  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, { description: '新增机关。Adds an agency.' })
  async addAgency(
    @Ctx() context: Context,
    @Arg('input', () => AddAgencyInput, { description: '机关。The agency.' }) input: AddAgencyInput,
  ) {
    await authoriseJurisdiction(context, 'MANAGE_AGENCIES', input.jurisdiction);
    return auditedTransaction(context, (manager) => addAgency(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, {
    description: '机关更名，或更正名称。Renames an agency from a day on, or corrects a name of it.',
  })
  async renameAgency(
    @Ctx() context: Context,
    @Arg('input', () => RenameAgencyInput, { description: '新名称。The new name.' }) input: RenameAgencyInput,
  ) {
    await authoriseAgency(context, 'MANAGE_AGENCIES', input.agency);
    return auditedTransaction(context, (manager) => renameAgency(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, { description: '机关撤销。Closes an agency.' })
  async closeAgency(
    @Ctx() context: Context,
    @Arg('input', () => CloseAgencyInput, { description: '哪个机关，何时。Which and when.' })
    input: CloseAgencyInput,
  ) {
    await authoriseAgency(context, 'MANAGE_AGENCIES', input.agency);
    return auditedTransaction(context, (manager) => closeAgency(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, {
    description: '机关合并，返回承继机关。Merges agencies; answers with the successor.',
  })
  async mergeAgencies(
    @Ctx() context: Context,
    @Arg('input', () => MergeAgenciesInput, {
      description: '哪些机关并入哪个机关，何时。Which, into which, when.',
    })
    input: MergeAgenciesInput,
  ) {
    for (const code of [input.successor, ...input.predecessors])
      await authoriseAgency(context, 'MANAGE_AGENCIES', code);
    return auditedTransaction(context, (manager) => mergeAgencies(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => JurisdictionPayload, { description: '新增行政区划。Adds a jurisdiction.' })
  async addJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => AddJurisdictionInput, { description: '区划。The place.' })
    input: AddJurisdictionInput,
  ) {
    await authoriseJurisdiction(context, 'MANAGE_AGENCIES', input.parent);
    return auditedTransaction(context, (manager) => addJurisdiction(manager, input));
  }
}
