import type { EntityManager } from 'typeorm';
import { findAgencies } from '../agency/agencyQueries';
import { change } from '../shared/change';
import type { Context } from '../shared/context';
import type { Actor } from '../shared/permissions';
import { checkAddress, type Submission, staleRevision } from './assess';
import { assessAll, findRepeated, lockReports, refuseLocked } from './judgeRecorded';
import { type Case, currentOf, type Recorded, refuse } from './recordCase';
import { storeRecorded } from './storeRecorded';
import { layersOf } from './submissionOrder';

/**
 * How many reports one transaction publishes. More would save little, hold the sums of the places above for longer
 * while others publish, and come near the number of locks a server has.
 */
const TOGETHER = 250;

/**
 * Records what organs have published, many reports at once: what takeSubmission does with each of them in turn, errors
 * and refusals alike, in statements over whole sets. Every 250 reports are a transaction of their own, so that an
 * interrupted import has done whole reports only. Results are in the order given.
 */
export async function recordReports(
  context: Pick<Context, 'database' | 'actor' | 'address' | 'requestId'>,
  inputs: readonly Submission[],
): Promise<Recorded[]> {
  const own = inputs.map((input) => ({ ...input }));
  const results = new Map<Submission, Recorded>();
  for (const layer of await layersOf(context.database, own))
    for (let at = 0; at < layer.length; at += TOGETHER) {
      const together = layer.slice(at, at + TOGETHER);
      const recorded = await change(context, (manager) => recordTogether(manager, together, context.actor));
      for (const [place, input] of together.entries()) results.set(input, recorded[place]);
    }
  return own.map((input) => results.get(input) as Recorded);
}

/**
 * Records reports of which none bears on another, in the caller's transaction: no two of one report or under one
 * key, and none of the year before another's of the same agency.
 */
export async function recordTogether(
  manager: EntityManager,
  inputs: readonly Submission[],
  actor: Actor,
): Promise<Recorded[]> {
  const agencies = new Map(
    (await findAgencies(manager, [...new Set(inputs.map((input) => input.agency))])).map((row) => [
      row.code,
      row,
    ]),
  );
  const results = new Map<Submission, Recorded>();
  const cases: Case[] = [];
  for (const input of inputs) {
    const agency = agencies.get(input.agency) ?? null;
    const refusals = checkAddress(input, agency, 'RECORD');
    if (!agency || refusals.length > 0) results.set(input, refuse(refusals, null));
    else cases.push({ input, agency, report: null, base: null, assessed: null, result: null });
  }
  const open = () => cases.filter(({ result }) => result === null);
  await lockReports(manager, cases);
  await findRepeated(manager, cases, actor);
  for (const item of open()) {
    const { expectedRevision } = item.input;
    if (expectedRevision != null && expectedRevision !== (currentOf(item) ?? 0))
      item.result = refuse([staleRevision(expectedRevision, currentOf(item))], currentOf(item));
  }
  await refuseLocked(manager, open(), actor);
  await assessAll(manager, open());
  await storeRecorded(manager, open(), actor);
  for (const { input, result } of cases) results.set(input, result as Recorded);
  return inputs.map((input) => results.get(input) as Recorded);
}
