import type { EntityManager } from 'typeorm';
import { type FindingType, refusal, tooMany } from '../../shared/graphql/finding';
import { AgencySuccession } from '../agencyEntities';
import { findAgency } from '../agencyQueries';
import { type Changing, empty, refused } from '../agencyRefusals';
import { SuccessionKind } from '../agencyTypes';
import { type AgencyPayload } from '../treePayloads';
import { type CheckedAgency, checkNewAgency, insertAgency, type NewAgency, warnOfNewName } from './addAgency';
import { lockAgency } from './agencyVersions';
import { checkEnd, endVersion } from './endAgencies';
import { warnOfEnd } from './treeWarnings';
import { checkDay } from './versionChanges';

const MOST_PARTS = 100;

/** Agencies that are split from another on a day. */
export interface Split {
  agency: string;
  into: readonly Omit<NewAgency, 'validFrom' | 'confirm'>[];
  effectiveOn: string;
  /** Whether the agency ends on that day. */
  closes: boolean;
  confirm?: boolean;
}

async function checkParts(manager: EntityManager, { into, effectiveOn }: Split): Promise<CheckedAgency[]> {
  const parts: CheckedAgency[] = [];
  for (const [at, part] of into.entries()) {
    const checked = await checkNewAgency(manager, { ...part, validFrom: effectiveOn }, `input.into.${at}`);
    if (into.findIndex(({ code }) => code === part.code) < at)
      checked.findings.push(
        refusal(
          'agency.exists',
          `input.into.${at}.code`,
          `机关代码 ${part.code} 在本次分立中重复。`,
          `The code ${part.code} is twice among the new agencies.`,
          { actual: part.code },
        ),
      );
    parts.push(checked);
  }
  return parts;
}

/** Splits new agencies from one, which ends on that day or goes on. Warns of reports it would no longer be expected to make first. */
export function splitAgency(database: Changing, input: Split): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { effectiveOn: on, into, closes } = input;
    if (into.length > MOST_PARTS) return refused([tooMany('input.into', into.length, MOST_PARTS)]);
    const { agency, versions, findings } = await lockAgency(manager, input.agency, 'input.agency');
    const last = versions.at(-1);
    if (agency && last)
      findings.push(
        ...(closes ? await checkEnd(manager, agency, last, on, 'input.agency') : checkDay(versions, on)),
      );
    if (into.length === 0) findings.push(empty('input.into'));
    const parts = await checkParts(manager, input);
    findings.push(...parts.flatMap((part) => part.findings));
    if (findings.length > 0 || !agency || !last) return refused(findings);
    const warnings: FindingType[] = [];
    if (!input.confirm) {
      if (closes) warnings.push(...(await warnOfEnd(manager, agency, on, 'input.effectiveOn')));
      for (const [at, part] of parts.entries())
        warnings.push(...(await warnOfNewName(manager, part, `input.into.${at}`)));
    }
    if (warnings.length > 0) return refused(warnings);
    if (closes) await endVersion(manager, last, on);
    for (const part of parts)
      await manager.getRepository(AgencySuccession).insert({
        predecessorId: agency.key,
        successorId: await insertAgency(manager, part),
        kind: SuccessionKind.SPLIT,
        effectiveOn: on,
      });
    return { agency: await findAgency(manager, input.agency), findings };
  });
}
