import { evaluateChecks } from '../../form/evaluate';
import type { CheckContext, Content, Finding } from '../../form/finding';
import { RULES } from '../../form/rules';
import { TABLE_SECTIONS, tableName } from '../../form/sections';

/** A report to be checked, with the sections that it has. */
export type CheckedContent = Content & { readonly sections: readonly number[] };

/** Whether a finding only says that a section of a draft is still to be written. */
const isOfUnwrittenSection = ({ code, path }: Finding, { sections }: CheckedContent) =>
  code === RULES.allBlank.code &&
  !TABLE_SECTIONS.some((section) => sections.includes(section) && tableName(section) === path);

/** Returns what the checks find in a report. Of a draft nothing is said of sections that are still to be written. */
export const findInContent = (content: CheckedContent, context: CheckContext, isDraft: boolean): Finding[] =>
  evaluateChecks(content, context).filter((item) => !(isDraft && isOfUnwrittenSection(item, content)));
