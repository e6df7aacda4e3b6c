import { dayBefore } from '../../../src/form/beijing';
import type { Named, Translate } from '../language/language';

/** With fewer figures a percentile says more about chance than about the agency. */
export const FEWEST_PEERS = 5;

/** How many of the agencies of a kind have a figure, and how many of them have at least and at most a value. */
export interface PeerCounts {
  readonly count: number;
  readonly atLeast: number;
  readonly atMost: number;
}

/** Where a value is among those of its peers. */
export interface PeerRank {
  /** From the highest; equal values share it. */
  readonly rank: number;
  /** From 0 to 100: the share of those that have less, and half of those that have the same. */
  readonly percentile: number;
}

/** Returns where a value is among its peers; null where it is not among them, or where they are too few. */
export function rankAmongPeers({ count, atLeast, atMost }: PeerCounts): PeerRank | null {
  const same = atLeast + atMost - count;
  if (count < FEWEST_PEERS || same < 1) return null;
  const less = count - atLeast;
  return { rank: count - atMost + 1, percentile: Math.round(((less + same / 2) / count) * 100) };
}

/** A place with those above it. */
interface PlaceWithAbove {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly parent?: PlaceWithAbove | null;
}

/** Returns the places in which an agency has peers, the nearest first. A place has one government, and a township one office: theirs begin a step above. */
export function peerPlaces(kind: string, place: PlaceWithAbove): PlaceWithAbove[] {
  const places: PlaceWithAbove[] = [];
  for (let next: PlaceWithAbove | null | undefined = place; next; next = next.parent) places.push(next);
  const isAlone = kind === 'GOVERNMENT' || kind === 'TOWNSHIP_OR_STREET';
  return isAlone && places.length > 1 ? places.slice(1) : places;
}

/** A name with the first and the last day on which it is borne; null for until now. */
export interface NameThroughTime {
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
  /** LAST is that which an agency had when it ended. */
  readonly state: 'FORMER' | 'PRESENT' | 'LAST' | 'COMING';
}

/** Returns whether an agency has ended by a day. */
export const hasEnded = ({ validTo }: { readonly validTo: string | null }, today: string): boolean =>
  validTo !== null && validTo <= today;

/** Returns the last day of what ends with the first day of something else; null where nothing ends it. */
export const lastDay = (end: string | null): string | null => end && dayBefore(end);

/** Returns the names of an agency, the newest first. */
export function namesThroughTime(
  agency: {
    readonly name: string;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly formerNames: readonly {
      readonly name: string;
      readonly validFrom: string;
      readonly validTo: string;
    }[];
    readonly comingNames: readonly { readonly name: string; readonly validFrom: string }[];
  },
  today: string,
): NameThroughTime[] {
  const { name, validFrom, validTo, formerNames, comingNames } = agency;
  const coming = comingNames.map((one, at) => ({
    name: one.name,
    from: one.validFrom,
    to: lastDay(comingNames[at + 1]?.validFrom ?? validTo),
    state: 'COMING' as const,
  }));
  return [
    ...coming.toReversed(),
    {
      name,
      from: formerNames[0]?.validTo ?? validFrom,
      to: lastDay(comingNames[0]?.validFrom ?? validTo),
      state: hasEnded(agency, today) ? 'LAST' : 'PRESENT',
    },
    ...formerNames.map((one) => ({
      name: one.name,
      from: one.validFrom,
      to: lastDay(one.validTo),
      state: 'FORMER' as const,
    })),
  ];
}

/** Returns how one agency follows another, and on which day: what a coming day brings is not said as done. */
export function successionInWords(
  {
    kind,
    effectiveOn,
    isBefore,
  }: {
    readonly kind: 'MERGE' | 'SPLIT';
    readonly effectiveOn: string;
    /** Whether the other is the one before. */
    readonly isBefore: boolean;
  },
  today: string,
): readonly [zh: string, en: string] {
  if (effectiveOn <= today)
    return kind === 'MERGE'
      ? [`合并 ${effectiveOn}`, `merged ${effectiveOn}`]
      : [`分立 ${effectiveOn}`, `split ${effectiveOn}`];
  if (kind === 'MERGE')
    return isBefore
      ? [`将于 ${effectiveOn} 并入本机关`, `to be merged into this one on ${effectiveOn}`]
      : [`将于 ${effectiveOn} 并入`, `to be merged into it on ${effectiveOn}`];
  return isBefore
    ? [`将于 ${effectiveOn} 由其分立`, `to be split from it on ${effectiveOn}`]
    : [`将于 ${effectiveOn} 分立`, `to be split into it on ${effectiveOn}`];
}

/** Returns what became of an agency that has ended by a day: the day, and into which others it was merged or split. Null while it goes on. */
export function endInWords(
  {
    validTo,
    successors,
  }: {
    readonly validTo: string | null;
    readonly successors: readonly {
      readonly kind: 'MERGE' | 'SPLIT';
      readonly effectiveOn: string;
      readonly agency: Named;
    }[];
  },
  today: string,
  nameOf: (named: Named) => string,
  t: Translate,
): string | null {
  if (validTo === null || !hasEnded({ validTo }, today)) return null;
  const followers = successors.filter(({ effectiveOn }) => effectiveOn === validTo);
  const names = followers.map(({ agency }) => nameOf(agency)).join(t('、', ', '));
  if (followers.length === 0) return t(`已于 ${validTo} 终止`, `ended ${validTo}`);
  return followers.some(({ kind }) => kind === 'SPLIT')
    ? t(`已于 ${validTo} 分立为${names}`, `split ${validTo} into ${names}`)
    : t(`已于 ${validTo} 并入${names}`, `merged ${validTo} into ${names}`);
}
