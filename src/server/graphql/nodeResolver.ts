import { coerceInputValue, GraphQLError, type GraphQLResolveInfo, isObjectType } from 'graphql';
import { Arg, Ctx, Extensions, ID, Info, Query, Resolver } from 'type-graphql';
import type { GroupArguments } from '../../rollup/grouping/readQuestion';
import { openGroup, openRollUp } from '../../rollup/openNode';
import { badId, isRollUpId, readRollUpId } from '../../rollup/request/rollUpId';
import type { RollUpQuestion } from '../../rollup/request/selection';
import { Node, readGlobalId } from '../../shared/graphql/node';
import { checkLength, LARGEST_PAGE } from '../../shared/graphql/paging';
import { UNCACHEABLE } from '../../shared/graphql/uncacheable';
import { PUBLIC } from '../../shared/request/access';
import { type Context, memoize } from '../../shared/request/context';
import { isArgumentValue } from './inputChecks';
import { findNode } from './nodes';

/** Reads a part of an identifier as an argument of a field is read. */
function readAs<T>(
  { schema }: GraphQLResolveInfo,
  type: string,
  field: string,
  name: string,
  value: unknown,
): T {
  const owner = schema.getType(type);
  const argument = isObjectType(owner) && owner.getFields()[field].args.find((one) => one.name === name);
  if (!argument) throw new Error(`${type}.${field} has no argument ${name}`);
  if (!isArgumentValue(argument, `${type}.${field}.${name}`, value ?? null)) throw badId();
  return coerceInputValue(value ?? null, argument.type, () => {
    throw badId();
  }) as T;
}

/** Opens the roll-up of an identifier, or the group of one. What the identifier says is read as arguments are. */
function openById(context: Context, id: string, info: GraphQLResolveInfo): Promise<Node | null> {
  const { by, keys, order, ...question } = readRollUpId(id);
  const filter = readAs<RollUpQuestion['filter']>(info, 'Query', 'rollup', 'filter', question.filter);
  if (!by || !keys) return openRollUp(context, { ...question, filter }, info);
  const said = Object(order) as Record<string, unknown>;
  const input = {
    filter: readAs<GroupArguments['filter']>(info, 'RollUp', 'groups', 'filter', said.filter),
    having: readAs<GroupArguments['having']>(info, 'RollUp', 'groups', 'having', said.having),
    orderBy: readAs<GroupArguments['orderBy']>(info, 'RollUp', 'groups', 'orderBy', said.orderBy),
  };
  return openGroup(context, { ...question, filter, by, keys, order: null }, input, info);
}

/** Waits for what an identifier names. What is wrong with it is of the argument that it was sent as: the parts that it is made of nobody wrote. */
async function atArgument<T>(argument: string, found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof GraphQLError) || error.extensions.argument === undefined) throw error;
    throw new GraphQLError(error.message, { extensions: { ...error.extensions, argument } });
  }
}

async function resolveNode(context: Context, id: string, info: GraphQLResolveInfo): Promise<Node | null> {
  if (isRollUpId(id)) return openById(context, id, info);
  const found = readGlobalId(id);
  return found && findNode(context, found);
}

/** Finds objects by their global identifiers. */
@Resolver()
export class NodeResolver {
  @Extensions(UNCACHEABLE)
  @Extensions(PUBLIC)
  @Query(() => Node, {
    nullable: true,
    description:
      '按全局标识取对象；没有或无权读取时为空。The object of a global identifier; null when there is none, or none for the viewer.',
  })
  node(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '全局标识。Global identifier.' }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Node | null> {
    return atArgument('id', resolveNode(context, id, info));
  }

  @Extensions(UNCACHEABLE)
  @Extensions(PUBLIC)
  @Query(() => [Node], {
    nullable: 'items',
    description:
      '按全局标识取多个对象，次序相同。The objects of global identifiers in their order, each null where there is none for the viewer; at most 100.',
  })
  nodes(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: '全局标识。Global identifiers.' }) ids: string[],
    @Info() info: GraphQLResolveInfo,
  ): Promise<(Node | null)[]> {
    checkLength('ids', ids, LARGEST_PAGE);
    return Promise.all(
      ids.map((id, at) =>
        atArgument(
          `ids.${at}`,
          memoize(context, `node ${id}`, () => resolveNode(context, id, info)),
        ),
      ),
    );
  }
}
