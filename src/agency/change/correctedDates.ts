import { type EntityManager, LessThan } from 'typeorm';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { AgencySuccession, AgencyVersion } from '../agencyEntities';
import { SuccessionKind } from '../agencyTypes';

/** The dates of a state of an agency as they should have been; what is left out stays. */
export interface CorrectedDates {
  validFrom?: string | null;
  validTo?: string | null;
}

/** A state of an agency, with the one before it, if there is one, and whether it is the last. */
export interface CorrectedState {
  readonly state: AgencyVersion;
  readonly before: AgencyVersion | undefined;
  readonly isLast: boolean;
}

async function checkStart(
  manager: EntityManager,
  { state, before }: CorrectedState,
  from: string,
): Promise<FindingType[]> {
  if (before && from <= before.validFrom)
    return [
      refusal(
        'agency.date',
        'input.validFrom',
        `前一状态自 ${before.validFrom} 起，本状态的起始日须晚于该日。`,
        `The state before this one began on ${before.validFrom}; this one must begin after that day.`,
        { actual: from, expected: `> ${before.validFrom}` },
      ),
    ];
  const links = manager.getRepository(AgencySuccession);
  const link = before
    ? null
    : await links.findOneBy({ successorId: state.agencyId, effectiveOn: LessThan(from) });
  if (!link) return [];
  return [
    refusal(
      'agency.successor',
      'input.validFrom',
      `该机关自 ${link.effectiveOn} 起承继其他机关，设立日期不能晚于该日。`,
      `The agency succeeds another on ${link.effectiveOn}; it must exist by that day.`,
      { actual: from, expected: `<= ${link.effectiveOn}` },
    ),
  ];
}

/** Why the last day of an agency cannot be another: others succeed it, or it is to succeed others. */
async function checkEnd(
  manager: EntityManager,
  { state, isLast }: CorrectedState,
  to: string | null,
): Promise<FindingType[]> {
  if (!isLast)
    return [
      refusal(
        'agency.date',
        'input.validTo',
        '该状态之后另有状态：请改下一状态的起始日。',
        'Another state follows this one: correct the first day of that one instead.',
        { remedy: 'validFrom' },
      ),
    ];
  const links = manager.getRepository(AgencySuccession);
  const ends = state.validTo
    ? await links.findBy({ predecessorId: state.agencyId, effectiveOn: state.validTo })
    : [];
  if (ends.length > 0 && (to === null || ends.some(({ kind }) => kind === SuccessionKind.SPLIT)))
    return [
      refusal(
        'agency.successor',
        'input.validTo',
        `该机关自 ${state.validTo} 起由其他机关承继，不能单独更正撤销日期；24 小时内可以撤回该次合并或分立。`,
        `Other agencies succeed this one on ${state.validTo}: its end cannot be corrected by itself. Within 24 hours the merger or split can be undone.`,
        { actual: to, remedy: 'undoTreeChange' },
      ),
    ];
  if (to === null) return [];
  const [later] = await links.find({
    where: { successorId: state.agencyId },
    order: { effectiveOn: 'DESC' },
    take: 1,
  });
  if (!later || later.effectiveOn < to) return [];
  return [
    refusal(
      'agency.successor',
      'input.validTo',
      `该机关自 ${later.effectiveOn} 起承继其他机关，撤销日期须晚于该日。`,
      `The agency succeeds another on ${later.effectiveOn}; it must end after that day.`,
      { actual: to, expected: `> ${later.effectiveOn}` },
    ),
  ];
}

/** Returns why a state of an agency cannot have these dates. */
export async function checkDates(
  manager: EntityManager,
  corrected: CorrectedState,
  { validFrom, validTo }: CorrectedDates,
): Promise<FindingType[]> {
  const { state } = corrected;
  const findings: FindingType[] = [];
  if (validFrom) findings.push(...(await checkStart(manager, corrected, validFrom)));
  if (validTo !== undefined) findings.push(...(await checkEnd(manager, corrected, validTo)));
  const [from, to] = [validFrom ?? state.validFrom, validTo === undefined ? state.validTo : validTo];
  if (to !== null && to <= from)
    findings.push(
      refusal(
        'agency.date',
        validTo === undefined ? 'input.validFrom' : 'input.validTo',
        `起始日 ${from} 须早于截止日 ${to}。`,
        `The first day, ${from}, must be before the day of the end, ${to}.`,
        { actual: `${from} – ${to}` },
      ),
    );
  return findings;
}

/** Gives a state of an agency other dates, with what hangs on them: the end of the state before, and the day of a merger. */
export async function correctDates(
  manager: EntityManager,
  { state, before }: CorrectedState,
  { validFrom, validTo }: CorrectedDates,
): Promise<void> {
  const versions = manager.getRepository(AgencyVersion);
  if (before && validFrom && validFrom < state.validFrom)
    await versions.update(before.id, { validTo: validFrom });
  if (validFrom || validTo !== undefined)
    await versions.update(state.id, {
      ...(validFrom ? { validFrom } : {}),
      ...(validTo === undefined ? {} : { validTo }),
    });
  if (before && validFrom && validFrom > state.validFrom)
    await versions.update(before.id, { validTo: validFrom });
  if (validTo && state.validTo)
    await manager
      .getRepository(AgencySuccession)
      .update({ predecessorId: state.agencyId, effectiveOn: state.validTo }, { effectiveOn: validTo });
}
