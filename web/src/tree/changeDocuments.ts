import * as documents from '../api/generated/documents';
import type { HubDocument } from '../api/request';
import type { ChangeKind } from './changes';

/** What every change of the tree answers. */
export type ChangePayload = NonNullable<documents.WebMergeAgenciesMutation['mergeAgencies']>;
/** What a change does. */
export type TreeEffect = NonNullable<ChangePayload['effect']>;

/** A change as it is sent. Its input is written from the fields of its form, and the hub checks it. */
export interface ChangeVariables {
  readonly input: Readonly<Record<string, unknown>>;
  readonly preview: boolean;
}

const DOCUMENTS: Readonly<Record<ChangeKind, HubDocument<object, never>>> = {
  ADD_AGENCY: documents.WebAddAgency,
  RENAME_AGENCY: documents.WebRenameAgency,
  MOVE_AGENCY: documents.WebMoveAgency,
  CHANGE_AGENCY_KIND: documents.WebChangeAgencyKind,
  CLOSE_AGENCY: documents.WebCloseAgency,
  MERGE_AGENCIES: documents.WebMergeAgencies,
  SPLIT_AGENCY: documents.WebSplitAgency,
  CORRECT_AGENCY: documents.WebCorrectAgency,
  ADD_PLACE: documents.WebAddJurisdiction,
  RENAME_PLACE: documents.WebRenameJurisdiction,
  RECODE_PLACE: documents.WebRecodeJurisdiction,
  MOVE_PLACE: documents.WebMoveJurisdiction,
  CONVERT_PLACE: documents.WebConvertJurisdiction,
  MERGE_PLACES: documents.WebMergeJurisdictions,
  SPLIT_PLACE: documents.WebSplitJurisdiction,
  CLOSE_PLACE: documents.WebCloseJurisdiction,
  CORRECT_PLACE: documents.WebCorrectJurisdiction,
};

/** Returns the document of a change; all of them answer alike, under a name of their own. */
export const documentOf = (kind: ChangeKind) =>
  DOCUMENTS[kind] as unknown as HubDocument<Readonly<Record<string, ChangePayload | null>>, ChangeVariables>;

/** Returns what a change answered. */
export const payloadOf = (
  answer: Readonly<Record<string, ChangePayload | null>> | undefined,
): ChangePayload | null => Object.values(answer ?? {})[0] ?? null;
