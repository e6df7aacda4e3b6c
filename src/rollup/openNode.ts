import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../shared/request/context';
import { CHANGE, changeBetween, differenceOfChange } from './change';
import type { GroupArguments } from './grouping/readQuestion';
import { findGroup } from './groupResolver';
import { shapeTotal, totalOf } from './groups';
import { ChangeOver } from './model/changeTypes';
import { RollUp, type RollUpFilterInput, type RollUpGroup } from './model/rollUpTypes';
import { checkYears, readSelection } from './readSelection';
import { GroupDimension } from './request/dimensions';
import { projectionOf } from './request/projection';
import { badId, type GroupIdentity } from './request/rollUpId';
import type { RollUpQuestion, Selection } from './request/selection';

const openSelection = (
  context: Context,
  { filter, years, asOf, basis }: RollUpQuestion,
): Promise<Selection> =>
  readSelection(context, filter as RollUpFilterInput | null, checkYears(years), asOf, basis);

/** Returns the roll-up of a question, with the parts that an operation reads. Checks the question as arguments are. */
export async function openRollUp(
  context: Context,
  question: RollUpQuestion,
  info: GraphQLResolveInfo,
): Promise<RollUp> {
  const selection = await openSelection(context, question);
  return Object.assign(new RollUp(), {
    years: selection.years,
    selection,
    projection: projectionOf(info),
  });
}

const isDimension = (name: string): name is GroupDimension =>
  Object.values<string>(GroupDimension).includes(name);
const isOver = (name: string): name is ChangeOver => Object.values<string>(ChangeOver).includes(name);

/** Returns a group of a roll-up by what its identifier says, or null; `input` is its order and what groups there are, read as arguments are. */
export async function openGroup(
  context: Context,
  { by, keys, ...question }: GroupIdentity,
  input: Omit<GroupArguments, 'by'>,
  info: GraphQLResolveInfo,
): Promise<RollUpGroup | null> {
  const selection = await openSelection(context, question);
  if (by.length === 0) {
    const projection = projectionOf(info);
    return shapeTotal(context, await totalOf(context, selection, projection), selection, projection);
  }
  if (by[0] === CHANGE) {
    const [year, base, over = ''] = keys;
    if (![year, base].every((one) => /^\d{4}$/.test(one)) || !isOver(over)) throw badId();
    const change = { year: Number(year), base: Number(base), over };
    return differenceOfChange(context, changeBetween(context, selection, change), projectionOf(info));
  }
  if (!by.every(isDimension)) throw badId();
  return findGroup(context, selection, { by, ...input }, keys, info);
}
