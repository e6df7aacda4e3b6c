import { hanOnly } from '../../form/labels';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES } from '../../form/lines';
import type { Axes, NamedCell } from './axes';
import { isOtherYear } from './yearOfRows';

export const OUTCOMES = DISPUTE_OUTCOMES.map((outcome) => outcome.code);
export const GROUPS = DISPUTE_GROUPS.map((group) => group.code);

const AFTER = /复议后(?:又|再)?(?:提起)?(?:行政)?(?:诉讼|起诉)|经(?:过)?复议(?:后)?(?:再)?起诉/u;
const DIRECT = /未经(?:行政)?复议|直接(?:提起)?(?:行政)?(?:诉讼|起诉)/u;

/** Returns the group that words name. The last one counts, because 复议后起诉 is printed below 行政诉讼. */
export function groupNamed(core: string): string | null {
  if (AFTER.test(core.replace(/未经(?:行政)?复议/gu, ''))) return 'litigationAfterReconsideration';
  if (DIRECT.test(core)) return 'litigationDirect';
  return /行政复议/u.test(core) && !/诉讼/u.test(core) ? 'reconsideration' : null;
}

/** Returns the outcome that words end with. */
export function outcomeNamed(core: string): string | null {
  if (/维持$/u.test(core)) return 'upheld';
  if (/纠正$/u.test(core)) return 'corrected';
  if (/其[他它](?:结果)?$/u.test(core)) return 'other';
  if (/(?:尚未|未)?审结$/u.test(core)) return 'pending';
  return /[总合]计$/u.test(core) ? 'total' : null;
}

/** Returns whether words name a group or an outcome. */
export const namesSomething = (text: string): boolean =>
  groupNamed(hanOnly(text)) !== null || outcomeNamed(hanOnly(text)) !== null;

const EXTRA = /小计|备注|说明|同比|环比|增[减长]|核对|校验|占比|比例|序号/u;
const NO_PLACE = '表格没有这一列 the form has no such column';

const first = (words: readonly string[], name: (core: string) => string | null): string | null => {
  for (const text of words) {
    const found = name(hanOnly(text));
    if (found) return found;
  }
  return null;
};

/** Returns which cell of section four the words around a figure name, whichever axis holds the groups. */
export function nameDispute({ left, above }: Axes, year: number | null): NamedCell {
  const nearest = [left[0], above[0]].filter((text) => text !== undefined);
  if (nearest.some((text) => EXTRA.test(hanOnly(text)) || isOtherYear(text, year) === true))
    return { extra: NO_PLACE };
  const outcomes = [first(left, outcomeNamed), first(above, outcomeNamed)].filter((one) => one !== null);
  const groups = [first(left, groupNamed), first(above, groupNamed)].filter((one) => one !== null);
  if (new Set(groups).size > 1 || new Set(outcomes).size > 1) return { extra: NO_PLACE };
  const [group, outcome] = [groups[0], outcomes[0]];
  if (group && outcome) return { code: `disputes.${group}.${outcome}` };
  return outcome === 'total' && !group && [...left, ...above].length > 0 ? { extra: NO_PLACE } : null;
}

const UPHELD = /结果维持/gu;
const TOTAL = /[总合]计/gu;

/** Whether the total comes before the outcomes: right before the first, and not once more behind the last. */
function isTotalFirst(core: string, first: number): boolean {
  const rest = core.slice(first);
  const count = (words: RegExp) => rest.match(words)?.length ?? 0;
  return /[总合]计$/u.test(core.slice(0, first)) && count(TOTAL) < count(UPHELD);
}

/**
 * Returns the outcomes in the order in which a header names them, when it names every one of them in one piece of text; else null. A total
 * of other words before them is none of theirs.
 */
export function outcomesInOrder(header: string): readonly string[] | null {
  const core = hanOnly(header);
  const parts = [
    { code: 'upheld', at: core.search(/结果维持/u) },
    { code: 'corrected', at: core.search(/结果纠正/u) },
    { code: 'other', at: core.search(/其[他它]结果/u) },
    { code: 'pending', at: core.search(/尚未审结/u) },
  ].sort((one, other) => one.at - other.at);
  if (parts[0].at < 0) return null;
  const first = parts[0].at;
  const behind = core.slice(first).search(/[总合]计/u);
  const total = isTotalFirst(core, first) ? first - 1 : behind < 0 ? null : first + behind;
  const found = total === null ? parts : [...parts, { code: 'total', at: total }];
  return found.sort((one, other) => one.at - other.at).map(({ code }) => code);
}

/** Returns the groups in the order in which a line names them. */
export function groupsInOrder(text: string): readonly string[] {
  const core = hanOnly(text);
  return [
    { code: 'reconsideration', at: core.search(/行政复议/u) },
    { code: 'litigationDirect', at: core.search(DIRECT) },
    { code: 'litigationAfterReconsideration', at: core.search(AFTER) },
  ]
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ code }) => code);
}
