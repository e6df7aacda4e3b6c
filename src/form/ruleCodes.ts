import { EQUATIONS } from './checks';
import { RULES } from './rules';

/** The codes of all rules, equations and others. */
export const RULE_CODES: readonly string[] = [...Object.values(RULES), ...EQUATIONS].map(({ code }) => code);
