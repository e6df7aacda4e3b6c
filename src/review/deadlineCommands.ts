import type { EntityManager } from 'typeorm';
import { findAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import type { AgencyKind } from '../agency/agencyTypes';
import { findJurisdiction } from '../agency/jurisdictions';
import { beijingToday } from '../form/beijing';
import { YEARLY } from '../form/citations';
import { whyNoDeadline, whyOutside, whyPast } from '../form/dueDays';
import { FindingSeverity, type FindingType, refusal } from '../shared/graphql/finding';
import type { Actor } from '../shared/request/permissions';
import { DeadlineExtension, DeadlineRule } from './deadlineEntities';
import { listDeadlines } from './deadlineQueries';
import { checkEffect } from './extensionEffect';
import type { SettingPayload } from './reviewTypes';
import { checkReason, outcomeOf } from './settingOutcome';

function checkDue(year: number, dueOn: string): FindingType[] {
  const noDeadline = whyNoDeadline(year, beijingToday());
  if (noDeadline)
    return [
      refusal('deadline.year', 'input.year', ...noDeadline, { actual: String(year), citation: YEARLY }),
    ];
  const why = whyOutside(year, dueOn);
  return why ? [refusal('deadline.day', 'input.dueOn', ...why, { actual: dueOn, citation: YEARLY })] : [];
}

/** Says that a later day, set after the day before it had passed, makes reports timely that were late. */
async function checkRetroactive(
  manager: EntityManager,
  { year, kind, dueOn }: { year: number; kind: AgencyKind; dueOn: string },
): Promise<FindingType[]> {
  const before = (await listDeadlines(manager, year)).find((one) => one.kind === kind)?.dueOn;
  if (!before || dueOn <= before || beijingToday() <= before) return [];
  return [
    {
      ...refusal(
        'deadline.retroactive',
        'input.dueOn',
        `原截止日 ${before} 已过：此后至 ${dueOn} 公布的报告，由逾期变为按时。只应补记当年确已通知的期限；给予宽限用延期。`,
        `The day before, ${before}, has passed: reports published from then until ${dueOn} were late and now are timely. Set only a day that was announced in its time; to give more time, extend.`,
        { actual: dueOn, expected: before },
      ),
      severity: FindingSeverity.INFO,
    },
  ];
}

/** Sets the due day of a kind of agency in a year, and whether it locks. What was set before stays on record. */
export async function setDeadline(
  manager: EntityManager,
  actor: Actor,
  input: { year: number; kind: AgencyKind; dueOn: string; locks: boolean; reason: string },
): Promise<SettingPayload> {
  const findings = [...checkDue(input.year, input.dueOn), ...checkReason('input.reason', input.reason)];
  if (findings.length === 0) {
    const { year, kind, dueOn, locks, reason } = input;
    findings.push(...(await checkRetroactive(manager, input)));
    await manager.getRepository(DeadlineRule).insert({ year, kind, dueOn, locks, reason, setBy: actor.name });
  }
  return outcomeOf(findings);
}

/** Why a day gives nobody more time: it has passed in Beijing. */
function checkPast(dueOn: string): FindingType[] {
  const today = beijingToday();
  const past = whyPast(dueOn, today);
  return past
    ? [refusal('deadline.past', 'input.dueOn', ...past, { actual: dueOn, expected: `>= ${today}` })]
    : [];
}

/** Extends the deadline of a year for an agency, a subtree or everyone. The extension stays on record. */
export async function extendDeadline(
  manager: EntityManager,
  actor: Actor,
  input: {
    year: number;
    agency: string | null;
    jurisdiction: string | null;
    dueOn: string;
    reason: string;
  },
): Promise<SettingPayload> {
  const { year, dueOn, reason } = input;
  const findings = [...checkDue(year, dueOn), ...checkReason('input.reason', reason)];
  const agency = input.agency ? await findAgency(manager, input.agency) : null;
  const jurisdiction = input.jurisdiction ? await findJurisdiction(manager, input.jurisdiction) : null;
  if (input.agency && !agency) findings.push(unknownReference('input.scope.agency', '机关', input.agency));
  if (input.jurisdiction && !jurisdiction)
    findings.push(unknownReference('input.scope.jurisdiction', '行政区划', input.jurisdiction));
  if (findings.length === 0) findings.push(...checkPast(dueOn));
  if (findings.length === 0)
    findings.push(...(await checkEffect(manager, { year, dueOn, agency, jurisdiction })));
  if (findings.every(({ severity }) => severity !== FindingSeverity.ERROR))
    await manager.getRepository(DeadlineExtension).insert({
      year,
      agencyId: agency?.key ?? null,
      jurisdictionId: jurisdiction?.key ?? null,
      dueOn,
      reason,
      grantedBy: actor.name,
    });
  return outcomeOf(findings);
}
