import type { EntityManager } from 'typeorm';
import { beijingToday } from '../../form/beijing';
import { type FindingType, refusal, tooMany } from '../../shared/graphql/finding';
import { AgencyEntity, AgencySuccession, AgencyVersion } from '../agencyEntities';
import { findAgency, type LocatedAgency } from '../agencyQueries';
import { type Changing, empty, refused, unknownReference } from '../agencyRefusals';
import { SuccessionKind } from '../agencyTypes';
import { type AgencyPayload } from '../treePayloads';
import { lockAgencies, lockAgency } from './agencyVersions';
import { warnOfEnd } from './treeWarnings';

const MOST_PREDECESSORS = 100;

/** An agency that may be ended on a day, with its last version; or why it may not. */
interface Ending {
  readonly agency: LocatedAgency | null;
  readonly last: AgencyVersion | null;
  readonly findings: FindingType[];
}

/** Codes of what an agency is merged into, or of what it is to succeed, and the day of it. */
interface SuccessionLink {
  readonly predecessor: string | null;
  readonly successor: string | null;
  readonly day: string;
}

/** Returns the succession that an end of an agency on a day would contradict: its own first, then of those it succeeds then or later. */
const findSuccessionInTheWay = (
  manager: EntityManager,
  agencyKey: number,
  on: string,
): Promise<SuccessionLink | undefined> =>
  manager
    .getRepository(AgencySuccession)
    .createQueryBuilder('l')
    .leftJoin(AgencyEntity, 'p', 'p.id = l.predecessorId and p.id <> :agencyKey')
    .leftJoin(AgencyEntity, 's', 's.id = l.successorId and s.id <> :agencyKey')
    .select('p.code', 'predecessor')
    .addSelect('s.code', 'successor')
    .addSelect('cast(l.effectiveOn as text)', 'day')
    .where('l.predecessorId = :agencyKey or (l.successorId = :agencyKey and l.effectiveOn >= :on)', {
      agencyKey,
      on,
    })
    .orderBy('l.predecessorId <> :agencyKey')
    .limit(1)
    .getRawOne<SuccessionLink>();

/** Returns why an agency cannot end on a day: it has ended, is merged into another, begins or changes later, or is to succeed others then or later. */
export async function checkEnd(
  manager: EntityManager,
  agency: LocatedAgency,
  last: AgencyVersion,
  on: string,
  path: string,
): Promise<FindingType[]> {
  const link = await findSuccessionInTheWay(manager, agency.key, on);
  if (last.validTo && (last.validTo <= beijingToday() || link?.successor))
    return [
      refusal(
        'agency.closed',
        path,
        link?.successor
          ? `${agency.name}自 ${last.validTo} 起并入 ${link.successor}，不能再撤销或合并。`
          : `${agency.name}已于 ${last.validTo} 撤销。`,
        link?.successor
          ? `${agency.code} becomes part of ${link.successor} on ${last.validTo}; it cannot be closed or merged again.`
          : `${agency.code} was closed on ${last.validTo}.`,
        { actual: last.validTo },
      ),
    ];
  if (on <= last.validFrom)
    return [
      refusal(
        'agency.date',
        'input.effectiveOn',
        `${agency.name}的最后一次变更自 ${last.validFrom} 起生效，该日期须晚于它。`,
        `The last change of ${agency.code} takes effect on ${last.validFrom}; the day must be after it.`,
        { actual: on, expected: `> ${last.validFrom}` },
      ),
    ];
  if (link?.predecessor)
    return [
      refusal(
        'agency.successor',
        path,
        `${agency.name}自 ${link.day} 起承继 ${link.predecessor}，撤销日期须晚于该日；同日变更的，请将 ${link.predecessor} 直接并入最终的承继机关。`,
        `${agency.code} succeeds ${link.predecessor} on ${link.day}: it must end after that day. If both change on one day, merge ${link.predecessor} into the agency that remains.`,
        { actual: on, expected: `> ${link.day}` },
      ),
    ];
  return [];
}

async function lockEnding(manager: EntityManager, code: string, path: string, on: string): Promise<Ending> {
  const { agency, versions, findings } = await lockAgency(manager, code, path);
  const last = versions.at(-1) ?? null;
  if (agency && last) findings.push(...(await checkEnd(manager, agency, last, on, path)));
  return { agency, last, findings };
}

/** Ends an agency on a day with its last version. */
export async function endVersion(
  manager: EntityManager,
  last: AgencyVersion | null,
  on: string,
): Promise<void> {
  if (last) await manager.getRepository(AgencyVersion).update(last.id, { validTo: on });
}

/**
 * Closes an agency: from the year of that day on it is no longer expected to report. A closing that lies ahead can be moved to another
 * day. Warns of reports of these years first.
 */
export function closeAgency(
  database: Changing,
  input: { agency: string; effectiveOn: string; confirm?: boolean },
): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const ending = await lockEnding(manager, input.agency, 'input.agency', input.effectiveOn);
    const { agency, findings } = ending;
    if (findings.length > 0 || !agency) return refused(findings);
    const warnings = input.confirm
      ? []
      : await warnOfEnd(manager, agency, input.effectiveOn, 'input.effectiveOn');
    if (warnings.length > 0) return refused(warnings);
    await endVersion(manager, ending.last, input.effectiveOn);
    return { agency: await findAgency(manager, input.agency), findings };
  });
}

/** Why an agency cannot take over others on a day: it is not there then. */
function checkSuccessor(successor: LocatedAgency, on: string): FindingType[] {
  const { code, name, validFrom, validTo, foundingUnknown } = successor;
  if (on < validFrom)
    return [
      refusal(
        'agency.notFounded',
        'input.effectiveOn',
        foundingUnknown
          ? `本平台自 ${validFrom} 起才记录承继机关${name}，合并日期不能早于该日；已知更早设立的，请先更正其起始日。`
          : `承继机关${name}自 ${validFrom} 起才设立，合并日期不能早于该日。`,
        foundingUnknown
          ? `The hub records the successor ${code} since ${validFrom}; the merger cannot be before that day. Where it was founded earlier, correct its first day.`
          : `The successor ${code} exists from ${validFrom} on; the merger cannot be before that day.`,
        { actual: on, expected: `>= ${validFrom}` },
      ),
    ];
  if (validTo && on >= validTo)
    return [
      refusal(
        'agency.closed',
        'input.successor',
        `承继机关${name}自 ${validTo} 起撤销，合并日期须早于该日。`,
        `The successor ${code} is closed from ${validTo} on; the merger must be before that day.`,
        { actual: on, expected: `< ${validTo}` },
      ),
    ];
  return [];
}

/** Merges agencies into another: they are closed on that day and it succeeds them. Warns of reports they would no longer be expected to make first. */
export function mergeAgencies(
  database: Changing,
  input: { predecessors: string[]; successor: string; effectiveOn: string; confirm?: boolean },
): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { successor: into, effectiveOn: on } = input;
    const count = input.predecessors.length;
    if (count > MOST_PREDECESSORS) return refused([tooMany('input.predecessors', count, MOST_PREDECESSORS)]);
    if (input.predecessors.includes(into))
      return refused([
        refusal(
          'agency.self',
          'input.successor',
          '机关不能并入自身。',
          'An agency cannot be merged into itself.',
        ),
      ]);
    const codes = [...new Set(input.predecessors)];
    const findings: FindingType[] = [];
    if (codes.length === 0) findings.push(empty('input.predecessors'));
    // The successor is locked too, or it could be closed meanwhile.
    await lockAgencies(manager, [...codes, into]);
    const successor = await findAgency(manager, into);
    if (!successor) findings.push(unknownReference('input.successor', '机关', into));
    else findings.push(...checkSuccessor(successor, on));
    const endings: Ending[] = [];
    for (const code of codes)
      endings.push(
        await lockEnding(manager, code, `input.predecessors.${input.predecessors.indexOf(code)}`, on),
      );
    findings.push(...endings.flatMap((ending) => ending.findings));
    if (findings.length > 0 || !successor) return refused(findings);
    if (!input.confirm)
      for (const { agency } of endings)
        if (agency)
          findings.push(
            ...(await warnOfEnd(
              manager,
              agency,
              on,
              `input.predecessors.${input.predecessors.indexOf(agency.code)}`,
            )),
          );
    if (findings.length > 0) return refused(findings);
    for (const ending of endings) {
      await endVersion(manager, ending.last, on);
      await manager.getRepository(AgencySuccession).insert({
        predecessorId: ending.agency?.key,
        successorId: successor.key,
        kind: SuccessionKind.MERGE,
        effectiveOn: on,
      });
    }
    return { agency: await findAgency(manager, into), findings };
  });
}
