import type { AgencyName } from '../../agency/agencyInYear';
import type { Agency, Jurisdiction } from '../../agency/agencyTypes';
import type { JurisdictionInYear } from '../../agency/jurisdictionInYear';
import type { Sum } from '../request/sum';
import type { Cut } from './cuts';
import type { Spread } from './distribution';

/** A group in the order of its question. */
export interface Group {
  /** One code for each dimension: that of an agency, a place, a year, a level, a kind, an applicant or an outcome. */
  readonly codes: readonly string[];
  /** The codes of its agencies, which its indicators are found by: without year, applicant and outcome, and with the key of an agency. */
  readonly memberKey: string;
  /** By what it is sorted where values are equal, one part for each dimension. */
  readonly sortKeys: readonly (string | number)[];
  readonly cut: Cut;
  /** The years it adds. */
  readonly years: readonly number[];
  readonly sum: Sum;
  /** The sum of the year before, where it was read. */
  readonly before: Sum | null;
  /** Null in groups that are not of one agency. */
  readonly agency: {
    readonly key: number;
    readonly row: Agency | null;
    /** Its name in the year of the group, the last where it adds several; null where names are not read. */
    readonly name: AgencyName | null;
  } | null;
  readonly rank: number | null;
  /** The figure it is sorted by. */
  readonly sortValue: number | null;
}

/** The place that a group is of. */
export interface PlaceOfGroup {
  readonly row: Jurisdiction;
  /** Its name in the year of the group, the last where it adds several; null where names are not read. */
  readonly name: JurisdictionInYear | null;
}

/** Groups as they were read, one more than a page of them, and how many there are in all. */
export interface GroupPage {
  readonly groups: readonly Group[];
  readonly total: number;
}

/** How many bins a histogram has at most, and how many outliers are read. */
export interface DistributionSize {
  readonly bins: number;
  readonly outliers: number;
}

/** How the figures are spread that groups are sorted by. */
export interface GroupDistribution {
  /** How many groups there are, with a figure or without. */
  readonly groups: number;
  readonly spread: Spread;
  /** Those farthest beyond the fences first. */
  readonly outliers: readonly Group[];
}
