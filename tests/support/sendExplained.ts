import type { Answer } from './answers';
import type { startPages } from './browser';
import { completeReport } from './reports';

type Pages = Awaited<ReturnType<typeof startPages>>;

const documentOf = (name: string) =>
  `mutation ($input: ReportInput!) { ${name}(input: $input) { accepted currentRevision findings { code path severity } } }`;

/** Stores or submits a complete report of the busy agency of the demonstration, past the pages, with an explanation of every warning. Returns its revision. */
export async function sendExplained(
  pages: Pages,
  token: string,
  mutation: 'saveDraft' | 'submitReport',
  {
    explanation = '演示：已核对。',
    ...changed
  }: { readonly explanation?: string; readonly overview?: string },
): Promise<number> {
  const input = { ...completeReport(pages.agency), otherMatters: '无。', ...changed };
  const { data } = await pages.ask(documentOf('validateReport'), { input }, token);
  const explanations = data.validateReport.findings
    .filter(({ severity }: Answer) => severity === 'WARNING')
    .map(({ code, path }: Answer) => ({ code, path, text: explanation }));
  const { data: sent } = await pages.ask(documentOf(mutation), { input: { ...input, explanations } }, token);
  expect(sent[mutation]).toMatchObject({ accepted: true });
  return sent[mutation].currentRevision;
}
