import { type Content, findingsOf, type Work } from './useWork';

type Explained = { readonly code: string; readonly path: string; readonly explanation: string | null };

/** Returns what the readers of a report see of it, as a text to compare; as the hub compares it. Whether a total was sent or added up is no difference. */
const seenOf = (content: Content, findings: readonly Explained[]): string =>
  JSON.stringify([
    [content.proactiveEdition, content.requestsEdition],
    (content.cells ?? []).map(({ code, value, state, note }) => [
      code,
      value,
      state === 'NOT_APPLICABLE',
      note,
    ]),
    [content.overview.text, content.problems.text, content.otherMatters.text],
    (content.indicators ?? [])
      .map(({ indicator, value, qualifier, sentences }) =>
        JSON.stringify([indicator.code, value, qualifier, sentences.map(({ text }) => text)]),
      )
      .sort(),
    findings
      .flatMap(({ code, path, explanation }) =>
        explanation ? JSON.stringify([code, path, explanation.trim()]) : [],
      )
      .sort(),
  ]);

/** A report as the hub has it: what is published of it, and what is worked on. */
export type Draft = (Content & { readonly workingRevision: Content | null }) | null;

/**
 * Returns whether a correction says the same as what is published, with the explanations that are typed: the hub refuses it, so nobody is let
 * press the button. What is not read yet counts as changed: then the hub says so.
 */
export function isUnchangedCorrection(
  work: Work,
  draft: Draft | undefined,
  /** The explanations of warnings as they are on the page. */
  typed: readonly Explained[],
): boolean {
  if (!draft || work.state !== 'DRAFT' || work.publishedAt === null || work.supersededAt !== null)
    return false;
  const explanationOf = (finding: Explained) =>
    typed.find(({ code, path }) => code === finding.code && path === finding.path)?.explanation ??
    finding.explanation;
  const now = findingsOf(work).map((finding) => ({ ...finding, explanation: explanationOf(finding) }));
  return seenOf(draft.workingRevision ?? draft, now) === seenOf(draft, work.findings);
}
