import type { FindingType } from '../../shared/graphql/finding';
import { type Changing, empty, text, unknownReference } from '../agencyRefusals';
import type { JurisdictionLevel } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import type { JurisdictionPayload } from '../treePayloads';
import { checkLevel, checkNewCodes, warnOfCode } from './placeCodes';
import { checkOpen, insertPlace } from './placeRows';
import type { ChangedPlace } from './treeChangeTypes';

/** A new place of the tree; without a parent it is a root. */
export interface NewJurisdiction {
  code: string;
  name: string;
  nameEn?: string | null;
  level: JurisdictionLevel;
  parent?: string | null;
  validFrom?: string | null;
  demonstration?: boolean;
  /** Whether the sender goes on in spite of what was warned of. */
  confirm?: boolean;
}

/** A payload with the places that a command changed, and the agencies whose names begin with the former name of the place. */
export type PlaceResult = JurisdictionPayload & { changed?: ChangedPlace[]; keepingName?: number[] };

/** Adds a jurisdiction below its parent; below a demonstration root everything is demonstration. */
export function addJurisdiction(database: Changing, input: NewJurisdiction): Promise<PlaceResult> {
  return database.transaction(async (manager) => {
    const parent = input.parent ? await findJurisdiction(manager, input.parent) : null;
    const findings: FindingType[] = await checkNewCodes(manager, [{ code: input.code, path: 'input.code' }]);
    if (input.parent && !parent) findings.push(unknownReference('input.parent', '行政区划', input.parent));
    if (parent)
      findings.push(
        ...checkLevel(input.level, parent, 'input.level'),
        ...checkOpen(parent, null, 'input.parent'),
      );
    if (text(input.name) === '') findings.push(empty('input.name'));
    if (findings.length === 0 && !input.confirm) findings.push(...warnOfCode(input, parent, 'input.code'));
    if (findings.length > 0) return { jurisdiction: null, findings };
    const jurisdiction = await insertPlace(manager, {
      ...input,
      parent,
      demonstration: parent?.demonstration ?? input.demonstration ?? false,
      validFrom: input.validFrom ?? null,
    });
    return { jurisdiction, changed: [{ id: jurisdiction.key, before: null }], findings };
  });
}
