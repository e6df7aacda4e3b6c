import type { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { KINDS, LEVELS } from '../../shared/dimensionWords';
import type { GroupKey } from '../model/groupTypes';
import { GroupDimension } from '../request/dimensions';
import type { Group, PlaceOfGroup } from './group';

/** Returns the name of a key in both languages. */
function labelOf(
  dimension: GroupDimension,
  code: string,
  { agency, cut }: Group,
  place: PlaceOfGroup | null,
): { readonly zh: string; readonly en: string | null } {
  if (dimension === GroupDimension.AGENCY)
    return { zh: agency?.name?.name ?? code, en: agency?.name?.nameEn ?? null };
  if (dimension === GroupDimension.CHILD)
    return { zh: place?.name?.name ?? code, en: place?.name?.nameEn ?? null };
  if (dimension === GroupDimension.YEAR) return { zh: `${code} 年`, en: code };
  if (dimension === GroupDimension.LEVEL) return LEVELS[code as JurisdictionLevel];
  if (dimension === GroupDimension.KIND) return KINDS[code as AgencyKind];
  return (dimension === GroupDimension.APPLICANT ? cut.applicant : cut.outcome) ?? { zh: code, en: code };
}

/** Returns what a group stands for, in the order of its dimensions. */
export const keysOf = (by: readonly GroupDimension[], group: Group, place: PlaceOfGroup | null): GroupKey[] =>
  by.map((dimension, at) => {
    const code = group.codes[at];
    const { zh, en } = labelOf(dimension, code, group, place);
    return { dimension, code, labelZh: zh, labelEn: en };
  });
