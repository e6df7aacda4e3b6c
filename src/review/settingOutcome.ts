import { FindingSeverity, type FindingType, refusal } from '../shared/graphql/finding';
import type { SettingPayload } from './reviewTypes';

/** Returns the outcome of a setting with what was found: it is made unless something refuses it. */
export const outcomeOf = (findings: FindingType[]): SettingPayload => ({
  accepted: findings.every(({ severity }) => severity !== FindingSeverity.ERROR),
  findings,
});

/** Returns why a reason is none. */
export function checkReason(path: string, text: string): FindingType[] {
  return text.trim() === '' ? [refusal('text.empty', path, '须写明理由。', 'Give a reason.')] : [];
}
