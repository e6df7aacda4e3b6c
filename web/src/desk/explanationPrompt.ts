import { isMisaddressed, namesBoth, namesOf } from '../../../src/form/misaddressed';
import { RULES } from '../../../src/form/rules';
import type { ShownFinding } from '../report/FindingList';

type Explained = Pick<ShownFinding, 'code' | 'cells' | 'expected' | 'actual'>;

const namedBy = ({ expected = null, actual = null }: Pick<Explained, 'expected' | 'actual'>) => ({
  expected,
  actual,
});

/** Whether an explanation of a document of another organ, year or scope does not name both: the hub takes no general one. */
export const lacksNames = (finding: Explained, text: string): boolean =>
  text !== '' && isMisaddressed(finding) && !namesBoth(namedBy(finding), text);

/** What is asked of who explains a warning: only of figures whether they are right. */
export function explanationPrompt({
  code,
  cells = [],
  ...finding
}: Explained): readonly [zh: string, en: string] {
  if (isMisaddressed({ code })) {
    const [named, filedFor] = namesOf(namedBy(finding));
    return [
      `确属同一份报告的，请同时写明“${named.zh}”和“${filedFor.zh}”以及原因；不是的，请换用正确的文档。`,
      `If it is the same report after all, name both “${named.en}” and “${filedFor.en}”, and say why; if not, take the right document.`,
    ];
  }
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
