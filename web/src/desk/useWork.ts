import {
  WebAct,
  WebChanges,
  type WebChangesQuery,
  type WebChangesVariables,
  WebDraft,
  type WebDraftQuery,
  WebImport,
  WebPreviousYear,
  type WebPreviousYearQuery,
  WebReviewExplanation,
  WebSubmit,
  WebWork,
  type WebWorkQuery,
} from '../api/generated/documents';
import { request, upload } from '../api/request';
import { queryClient, useAnswer } from '../api/useAnswer';
import { useSingle } from '../api/useSingle';
import { isPublished } from '../report/reportStates';
import type { DoneStep } from './Done';
import { sentValue } from './entry/sentValue';
import type { SentRemark } from './review/remarks';
import { storingKey } from './useAfterStoring';

/** A report that is worked on. */
export type Work = NonNullable<WebWorkQuery['report']>;
type Action = Work['viewerActions'][number]['action'];

/** Which report is worked on. */
export interface WorkKey {
  readonly agency: string;
  readonly year: number;
}

/** Reads the report that is worked on. */
export const useWork = (key: WorkKey) => useAnswer(WebWork, { ...key });

/** Reads what a report that is worked on holds: of a correction, what is corrected. */
export const useDraftContent = ({ agency, year }: WorkKey) => useAnswer(WebDraft, { agency, year });

/** What the checks compare a report with: last year's figures, of the agency and of those that were merged into it. */
export type PreviousYear = NonNullable<NonNullable<WebPreviousYearQuery['agency']>['previousYear']>;

/** Reads what the checks compare a report with; null where nothing is published of last year, and undefined until it is read. */
export const usePreviousYear = ({ agency, year }: WorkKey): PreviousYear | null | undefined => {
  const { data } = useAnswer(WebPreviousYear, { agency, year });
  return data && (data.agency?.previousYear ?? null);
};

/** What changed in a report. */
export type Difference = NonNullable<NonNullable<WebChangesQuery['report']>['changesSince']>;

/** Reads what changed, by what it is asked since; null while it is read, where nothing was there before, and where nothing is asked. */
function useDifference(variables: WebChangesVariables | null): Difference | null {
  const changes = useAnswer(WebChanges, variables).data?.report?.changesSince;
  return variables !== null && changes && changes.from !== null ? changes : null;
}

/** Reads what changed since a revision; without one, since what the viewer did last. Null while it is read, and where nothing was there before. */
export const useChanges = ({ agency, year }: WorkKey, since: number | null): Difference | null =>
  useDifference({ agency, year, since: since === null ? null : { revision: since } });

/** Reads what a correction corrects: what differs from the revision that is published. Null while it is read, and where none is being corrected. */
export function useCorrected({ agency, year }: WorkKey, work: Work): Difference | null {
  const isCorrected = work.state !== 'PUBLISHED' && isPublished(work);
  return useDifference(isCorrected ? { agency, year, since: { revision: work.revision } } : null);
}

/** Returns what changed since the viewer last had a report: nothing where they had the latest, and nothing where that is all that a correction corrects, which is shown already. */
export const changesBeside = (changes: Difference | null, corrected: Difference | null): Difference | null =>
  changes?.from === changes?.to || (corrected && changes?.from === corrected.from) ? null : changes;

/** What a report holds. */
export type Content = NonNullable<NonNullable<WebDraftQuery['report']>['workingRevision']>;

/** Returns the revision that is worked on: of a correction, what is corrected. */
export const contentOf = ({ report }: WebDraftQuery): Content | null => report?.workingRevision ?? report;

/** Returns what is published of a report, with which next year's is compared; null where nothing is now, as after a withdrawal. */
export const publishedOf = ({ report }: WebDraftQuery): Content | null =>
  report?.publishedAt && !report.supersededAt ? report : null;

/** Whether the viewer stored what a report holds now themselves: nothing of it is new to them. */
export const isOwnLatest = (draft: WebDraftQuery): boolean => contentOf(draft)?.author?.isViewer ?? false;

/** Returns figures by the codes of their cells. */
export const valuesByCode = (
  content: Pick<PreviousYear, 'cells'> | Pick<Content, 'cells'> | null,
): ReadonlyMap<string, number | string | null> =>
  new Map((content?.cells ?? []).map(({ code, value }) => [code, value]));

/** Returns what was found in the revision that is worked on. */
export const findingsOf = (work: Work): Work['findings'] => (work.workingRevision ?? work).findings;

/** A verdict on the explanation of a warning. */
export type Verdict = Work['explanationReviews'][number];

/** Returns the verdict on the explanation of a finding in the revision that is worked on; undefined where nobody has judged it. */
export const verdictOn = (
  work: Work,
  { code, path }: { readonly code: string; readonly path: string },
): Verdict | undefined =>
  (work.workingRevision ?? work).explanationReviews.find(
    (verdict) => verdict.code === code && verdict.path === path,
  );

const readAnew = () => queryClient.invalidateQueries();

/** A figure as somebody has corrected it: null for blank, "/" for what does not apply. */
export type Corrections = Readonly<Record<string, string>>;

/** Returns corrections as the hub takes them. */
export const asCorrections = (corrections: Corrections) =>
  Object.entries(corrections).map(([code, text]) => ({ code, value: sentValue(code, text) }));

/** A document that the hub has. */
export interface StoredDocument {
  readonly document: string;
  readonly name: string;
}

/** Uploads a document, where the hub does not have it yet, and reads it, without storing a report. */
export const useTrial = (key: WorkKey, onRead: (read: StoredDocument) => void) =>
  useSingle({
    mutationFn: async (source: File | StoredDocument) => {
      const document = source instanceof File ? await upload(source) : source.document;
      const answer = await request(WebImport, { input: { document, ...key, scope: 'OWN' } });
      return { document, name: source.name, answer: answer.importReport };
    },
    onSuccess: onRead,
  });

/** Stores what a document was read as, with corrections, as the draft. `onStored` runs before anything is read anew. */
export const useSaveDraft = (key: WorkKey, onStored: () => void) =>
  useSingle({
    mutationKey: storingKey(key),
    mutationFn: (read: {
      document: string;
      corrections: Corrections;
      /** Whether the indicators that sentences state are taken over. */
      indicators: boolean;
      latestRevision: number;
    }) =>
      request(WebImport, {
        input: {
          ...key,
          document: read.document,
          scope: 'OWN',
          dryRun: false,
          expectedRevision: read.latestRevision,
          indicators: read.indicators,
          corrections: asCorrections(read.corrections),
        },
      }),
    onSuccess: ({ importReport }) => {
      if (importReport?.accepted) onStored();
      return readAnew();
    },
  });

/** An explanation of a warning. */
export interface Explanation {
  readonly code: string;
  readonly path: string;
  readonly text: string;
}

/** Files the draft with explanations of its warnings. `onFiled` runs before anything is read anew. */
export const useSubmit = (key: WorkKey, onFiled: (after: Work['state'] | null) => void) =>
  useSingle({
    mutationFn: (filing: { explanations: readonly Explanation[]; latestRevision: number }) =>
      request(WebSubmit, {
        input: { ...key, expectedRevision: filing.latestRevision, explanations: filing.explanations },
      }),
    onSuccess: ({ submitReport }) => {
      if (submitReport?.accepted) onFiled(submitReport.report?.state ?? null);
      return readAnew();
    },
  });

/** Judges the explanation of a warning. `onStored` runs before anything is read anew. */
export const useVerdict = (key: WorkKey, onStored: () => void) =>
  useSingle({
    mutationFn: (verdict: Pick<Verdict, 'code' | 'path' | 'verdict' | 'comment'>) =>
      request(WebReviewExplanation, { input: { ...key, ...verdict } }),
    onSuccess: ({ reviewExplanation }) => {
      if (reviewExplanation?.accepted) onStored();
      return readAnew();
    },
  });

/** A step of the review, as it is made. */
interface Step {
  readonly action: Action;
  readonly comment: string;
  readonly remarks: readonly SentRemark[];
  readonly work: Work;
}

/** Makes a step of the review. `onAccepted` runs before anything is read anew. */
export const useAct = (key: WorkKey, onAccepted: (done: DoneStep) => void) =>
  useSingle({
    mutationFn: ({ action, comment, remarks, work }: Step) =>
      request(WebAct, {
        input: {
          ...key,
          action,
          comment: comment.trim() || null,
          remarks,
          state: work.state,
          revision: work.latestRevision,
        },
      }),
    onSuccess: ({ actOnReport }, { action }) => {
      if (actOnReport?.accepted) onAccepted({ action, after: actOnReport.report?.state ?? null });
      return readAnew();
    },
  });
