import { RULES } from '../../../src/form/rules';
import type { ShownFinding } from '../report/FindingList';

/** What is asked of who explains a warning: only of figures whether they are right. */
export function explanationPrompt({
  code,
  cells = [],
}: Pick<ShownFinding, 'code' | 'cells'>): readonly [zh: string, en: string] {
  if (code === RULES.allBlank.code)
    return [
      '没有发生的请填“0”；确实不能填写的，请说明原因。',
      'Type 0 for what did not happen; where nothing can be reported, say why.',
    ];
  if (code === RULES.doubtfulCell.code || code === RULES.missingCells.code)
    return ['如与原件一致，请说明。', 'If it is as the document has it, say so.'];
  return cells.length > 0 && !code.startsWith('narrative.')
    ? ['如数字无误，请说明原因。', 'If the figures are right, say why.']
    : ['如内容无误，请说明原因。', 'If what is written is right, say why.'];
}
