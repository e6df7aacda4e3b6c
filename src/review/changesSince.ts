import { CELLS_IN_ORDER } from '../form/cells';
import { exactFigure, getFigure } from '../form/figures';
import { labelsOf } from '../report/model/cellTypes';
import { indicatorValueLoader } from '../report/model/indicatorQueries';
import { ReportAction, ReportState } from '../report/model/reportEnums';
import type { Report } from '../report/model/reportTypes';
import { findingLoader, revisionLoader } from '../report/model/revisionQueries';
import type { ReportRevision } from '../report/model/revisionTypes';
import type { ReportStep } from '../report/model/stepTypes';
import { distinct } from '../shared/distinct';
import { badInput } from '../shared/graphql/paging';
import { type Context, memoize } from '../shared/request/context';
import { compareTexts } from './compareTexts';
import type {
  ExplanationDifference,
  IndicatorDifference,
  RevisionDifference,
  TextDifference,
} from './differenceTypes';
import { stepLoader } from './reviewLoaders';
import { authorLoader } from './revisionAuthors';

/** Where to start: a revision, a step or an instant; none of them means what the viewer did last, a step or a revision that they stored. */
export interface Since {
  readonly revision?: number | null;
  readonly step?: string | null;
  readonly date?: Date | null;
}

const figure = (value: number | string | null) => (value === null ? null : exactFigure(value));

/** Returns what differs from one revision to another, cell by cell and text by text; from nothing, everything reported. */
export function compareRevisions(from: ReportRevision | null, to: ReportRevision): RevisionDifference {
  const cells = CELLS_IN_ORDER.map((cell) => ({
    ...labelsOf(cell),
    before: from && figure(getFigure(from.figures, cell)),
    after: figure(getFigure(to.figures, cell)),
  })).filter((cell) => cell.before !== cell.after);
  const texts: TextDifference[] = (
    [
      [1, from?.overviewText, to.overviewText],
      [5, from?.problemsText, to.problemsText],
      [6, from?.otherMattersText, to.otherMattersText],
    ] as const
  )
    .filter(([, before, after]) => (before ?? '') !== (after ?? ''))
    .map(([section, before, after]) => ({ section, parts: compareTexts(before ?? '', after ?? '') }));
  return {
    from: from?.revision ?? null,
    fromKey: from?.revisionKey ?? null,
    fromStoredAt: from?.createdAt ?? null,
    to: to.revision,
    toKey: to.revisionKey,
    cells,
    texts,
  };
}

/** Returns the supplementary indicators whose value or qualifier differs, by code; from nothing, everything stated. */
export async function compareIndicators(
  context: Context,
  { fromKey, toKey }: RevisionDifference,
): Promise<IndicatorDifference[]> {
  const loader = indicatorValueLoader(context);
  const [before, after] = await Promise.all([
    fromKey === null ? [] : loader.load(fromKey),
    loader.load(toKey),
  ]);
  const codes = distinct([...before, ...after].map(({ indicator }) => indicator.code)).sort();
  return codes.flatMap((code) => {
    const [old, now] = [before, after].map((values) =>
      values.find(({ indicator }) => indicator.code === code),
    );
    const indicator = (now ?? old)?.indicator;
    if (!indicator || (old?.value === now?.value && old?.qualifier === now?.qualifier)) return [];
    return {
      indicator,
      before: old?.value ?? null,
      qualifierBefore: old?.qualifier ?? null,
      after: now?.value ?? null,
      qualifierAfter: now?.qualifier ?? null,
    };
  });
}

/** Returns the explanations of findings that differ, each with what it answered: one that was rewritten or deleted with the finding of the earlier revision. In the order of the findings: of the later revision, then those that are there no longer. */
export async function compareExplanations(
  context: Context,
  { fromKey, toKey }: RevisionDifference,
): Promise<ExplanationDifference[]> {
  const loader = findingLoader(context);
  const [before, after] = await Promise.all([
    fromKey === null ? [] : loader.load(fromKey),
    loader.load(toKey),
  ]);
  const keyOf = ({ code, path }: { readonly code: string; readonly path: string }) => `${code} ${path}`;
  const [old, now] = [before, after].map(
    (findings) => new Map(findings.map((finding) => [keyOf(finding), finding.explanation ?? ''])),
  );
  const gone = before.filter((finding) => !now.has(keyOf(finding)));
  return [...after, ...gone].flatMap((finding) => {
    const { code, path } = finding;
    const [was, is] = [old, now].map((texts) => texts.get(keyOf(finding)) ?? '');
    if (was === is) return [];
    // The same rule may find another thing at the same place: what was explained then is no answer to it.
    const explained = was === '' ? finding : (before.find((one) => keyOf(one) === keyOf(finding)) ?? finding);
    const { messageZh, messageEn } = explained;
    return { code, path, messageZh, messageEn, parts: compareTexts(was, is) };
  });
}

/** Returns the steps since a draft that was never published was given up, newest first: all of them where none was. */
function stepsOfDraft(steps: readonly ReportStep[]): readonly ReportStep[] {
  const anew = steps.findIndex(
    ({ action, toState }) => action === ReportAction.DISCARD && toState === ReportState.DRAFT,
  );
  return anew < 0 ? steps : steps.slice(0, anew);
}

/** Returns the revision that the viewer did something with last: stored it, or took a step on it. Null where they did nothing since the draft was begun. */
async function lastOwnRevision(
  context: Context,
  revisions: readonly ReportRevision[],
  steps: readonly ReportStep[],
): Promise<ReportRevision | null> {
  const since = stepsOfDraft(steps);
  const step = since.find((item) => item.actorName === context.actor.name);
  const begun = steps[since.length]?.createdAt ?? null;
  const authors = await authorLoader(context).loadMany(revisions.map(({ revisionKey }) => revisionKey));
  return (
    revisions.find(({ revision, createdAt }, at) => {
      const author = authors[at];
      const isOwn = author !== null && 'isViewer' in author && author.isViewer;
      return revision === step?.revision || (isOwn && (begun === null || createdAt > begun));
    }) ?? null
  );
}

/** Returns the difference between the latest revision the viewer may see and an earlier one. */
export async function changesSince(
  context: Context,
  report: Report,
  since: Since,
): Promise<RevisionDifference> {
  const [revisions, steps] = await Promise.all([
    revisionLoader(context).load(report.key),
    stepLoader(context).load(report.key),
  ]);
  const find = (): ReportRevision | undefined => {
    if (since.revision != null) return revisions.find((item) => item.revision === since.revision);
    const step = steps.find((item) => item.key === since.step);
    return step && revisions.find((item) => item.revision === step.revision);
  };
  const from = since.date
    ? (revisions.find((item) => item.createdAt <= (since.date as Date)) ?? null)
    : since.revision == null && !since.step
      ? await lastOwnRevision(context, revisions, steps)
      : find();
  if (from === undefined)
    throw badInput('since', '没有这个修订或步骤。', 'There is no such revision or step.');
  const to = revisions.find((item) => item.revision === report.latestRevision) ?? report;
  return compareOnce(context, from, to);
}

/** Compares two revisions once in a request: one operation may select the same difference under many aliases, and comparing long texts is expensive. */
const compareOnce = (context: Context, from: ReportRevision | null, to: ReportRevision) =>
  memoize(context, `difference ${from?.revisionKey} ${to.revisionKey}`, () => compareRevisions(from, to));

/** Returns the difference between two published revisions. One that is not published is refused like one that there is not, whoever asks. */
export async function changesBetween(
  context: Context,
  report: Report,
  from: number,
  to: number,
): Promise<RevisionDifference> {
  const revisions = await revisionLoader(context).load(report.key);
  const find = (argument: string, number: number) => {
    const found = revisions.find(({ revision, publishedAt }) => revision === number && publishedAt !== null);
    if (!found)
      throw badInput(
        argument,
        `没有公布过第 ${number} 次修订。`,
        `There is no published revision ${number}.`,
      );
    return found;
  };
  return compareOnce(context, find('from', from), find('to', to));
}
