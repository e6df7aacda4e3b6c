import { KINDS } from '../../../src/shared/dimensionWords';
import type { WebAgencyQuery } from '../api/generated/documents';
import { toWords } from '../language/toWords';

/** What an agency is. */
export type AgencyKind = NonNullable<WebAgencyQuery['agency']>['kind'];

/** The kinds of agencies in words, Chinese and English. */
export const AGENCY_KINDS = toWords<AgencyKind>(KINDS);

/** The kinds of agencies, as addresses say them. */
export const AGENCY_KIND_CODES = Object.keys(AGENCY_KINDS) as AgencyKind[];
