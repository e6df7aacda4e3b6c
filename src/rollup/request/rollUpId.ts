import { canonical } from '../../shared/canonical';
import { badInput } from '../../shared/graphql/paging';
import { faultOfText } from '../../shared/text';
import { asQuestion, Basis, type RollUpQuestion } from './selection';

/** What a group of a roll-up is: the dimensions it is grouped by, its key in each, and among which groups in which order it has its rank. */
export interface GroupIdentity extends RollUpQuestion {
  readonly by: readonly string[];
  readonly keys: readonly string[];
  readonly order: unknown;
}

/** Of another version nothing can be read: raise it when the parts or their meaning change. */
const VERSION = 1;

const encode = (nodeType: string, parts: readonly unknown[]) =>
  Buffer.from(`${nodeType}:${JSON.stringify([VERSION, ...parts])}`).toString('base64url');

const partsOf = (question: RollUpQuestion) => {
  const { filter, years, basis, asOf } = asQuestion(question);
  return [filter, years, basis, asOf?.toISOString() ?? null];
};

/** Returns the global identifier of a roll-up. Questions that mean the same have the same. */
export const rollUpId = (question: RollUpQuestion): string => encode('RollUp', partsOf(question));

/** Returns the global identifier of a group of a roll-up. */
export const rollUpGroupId = (question: GroupIdentity): string =>
  encode('RollUpGroup', [
    ...partsOf(question),
    question.by,
    question.keys,
    question.order === null ? null : canonical(question.order),
  ]);

const PREFIX = Buffer.from('RollUp').toString('base64url');

/** Whether a text may be the identifier of a roll-up or of a group of one. */
export const isRollUpId = (id: string): boolean => id.startsWith(PREFIX);

const GROUP_PREFIX = Buffer.from('RollUpGro').toString('base64url');

/** Whether a text may be the identifier of a group of a roll-up. */
export const isRollUpGroupId = (id: string): boolean => id.startsWith(GROUP_PREFIX);

/** The refusal of what is no identifier of a roll-up. */
export const badId = () =>
  badInput(
    'id',
    '不是本平台的汇总标识，或出自其他版本；请重新查询。',
    'Not the id of a roll-up of this hub, or of another version of it: ask for the roll-up again.',
  );

const isListOf = (value: unknown, isOne: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);
const isText = (value: unknown): value is string =>
  typeof value === 'string' && faultOfText(value, { most: 200 }) === null;
const isInstant = (value: unknown) =>
  isText(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
/** Whether all texts in a value are texts that the hub takes. */
const isPlain = (value: unknown): boolean => {
  if (typeof value === 'string') return isText(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain);
};

const isFilter = (value: unknown) =>
  value === null || (typeof value === 'object' && !Array.isArray(value) && isPlain(value));

function readParts(id: string): { readonly nodeType: string; readonly parts: readonly unknown[] } | null {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const [, nodeType, json] = /^(RollUp|RollUpGroup):(.*)$/s.exec(text) ?? [];
  if (!nodeType) return null;
  try {
    const [version, ...parts] = JSON.parse(json);
    return version === VERSION ? { nodeType, parts } : null;
  } catch {
    return null;
  }
}

/**
 * Reads the identifier of a roll-up, or of a group of one. What it says is checked as arguments are: only its form here, and the codes where
 * the question is answered. Throws BAD_USER_INPUT for what is none.
 */
export function readRollUpId(id: string): RollUpQuestion & Partial<GroupIdentity> {
  const { nodeType, parts = [] } = readParts(id) ?? {};
  const [filter, years, basis, asOf, by, keys, order] = parts;
  const isQuestion =
    isFilter(filter) &&
    isListOf(years, Number.isSafeInteger) &&
    Object.values<unknown>(Basis).includes(basis) &&
    (asOf === null || isInstant(asOf));
  const isGroup = isListOf(by, isText) && isListOf(keys, isText) && isPlain(order);
  if (!isQuestion || (nodeType === 'RollUpGroup' && !isGroup)) throw badId();
  const question = {
    filter: filter as RollUpQuestion['filter'],
    years: years as number[],
    basis: basis as Basis,
    asOf: asOf === null ? null : new Date(asOf as string),
  };
  if (nodeType === 'RollUp') return question;
  return { ...question, by: by as string[], keys: keys as string[], order: order ?? null };
}
