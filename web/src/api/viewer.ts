import { WebViewer, type WebViewerQuery } from './generated/documents';
import { useSessionOver, useToken } from './session';
import { useAnswer } from './useAnswer';

/** Who is signed in. */
export type Viewer = NonNullable<WebViewerQuery['viewer']>;
/** A role at a place. */
export type Grant = Viewer['grants'][number];
/** Something that a role allows at its place. */
export type Permission = Grant['permissions'][number];

/** Returns who is signed in; the viewer is null for nobody, and undefined while that is being read. */
export function useViewer(): {
  readonly viewer: Viewer | null | undefined;
  readonly error: Error | null;
  readonly again: () => void;
} {
  const token = useToken();
  const isOver = useSessionOver();
  const { data, error, refetch } = useAnswer(WebViewer, token ? {} : null);
  return { viewer: token || isOver ? data?.viewer : null, error, again: () => void refetch() };
}

/** What a room takes: one of these permissions, at some place or over the whole hub. Without one, to be signed in. */
export interface Access {
  readonly permissions?: readonly Permission[];
  readonly isHub?: boolean;
}

/** Returns the grants that open a room. */
export const grantsFor = (viewer: Viewer, { permissions = [], isHub }: Access): readonly Grant[] =>
  viewer.grants.filter(
    (grant) =>
      (!isHub || grant.wholeHub) && permissions.some((permission) => grant.permissions.includes(permission)),
  );

/** Returns the one place with all below it at which a person has a room; null for the whole hub, an agency or several places. */
export function placeOf(viewer: Viewer, access: Access): string | null {
  const grants = grantsFor(viewer, access);
  const [code, ...others] = new Set(grants.map(({ jurisdictionCode }) => jurisdictionCode));
  return others.length === 0 ? (code ?? null) : null;
}

/** Whether a person fills the reports of an agency. */
export const mayFill = ({ grants }: Viewer, agency: string): boolean =>
  grants.some(({ agencyCode, permissions }) => agencyCode === agency && permissions.includes('SUBMIT'));

/** Whether a person may enter a room. */
export const mayEnter = (viewer: Viewer, access: Access): boolean =>
  !access.permissions || grantsFor(viewer, access).length > 0;
