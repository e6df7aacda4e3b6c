import type { EntityManager } from 'typeorm';
import { type FindingType, refusal } from '../shared/graphql/finding';
import type { AgencyPayload } from './treePayloads';

/** Where a command runs: on its own, or inside a transaction already open. */
export type Changing = Pick<EntityManager, 'transaction'>;

/** A text as it is stored. */
export const text = (value: string) => value.normalize('NFC').trim();
/** Returns the payload of a change that was refused. */
export const refused = (findings: FindingType[]): AgencyPayload => ({ agency: null, findings });
/** The refusal of a code that nothing has. */
export const unknownReference = (path: string, what: string, code: string): FindingType =>
  refusal(
    'reference.unknown',
    path,
    `${what} ${code} 不存在，请核对代码。`,
    `There is no such code: ${code}. Check it in the list of agencies or jurisdictions.`,
    { actual: code },
  );
/** The refusal of a text without letters. */
export const empty = (path: string) => refusal('text.empty', path, '不能为空。', 'This must not be empty.');
