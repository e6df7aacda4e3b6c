import {
  type ConstDirectiveNode,
  extendSchema,
  type FieldDefinitionNode,
  type GraphQLSchema,
  GraphQLUnionType,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { findAgencies } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import { jurisdictionCodeLoader } from '../../agency/jurisdictions';
import { type Node, readGlobalId } from '../../shared/graphql/node';
import { badInput, checkLength } from '../../shared/graphql/paging';
import { UNCACHEABLE } from '../../shared/graphql/uncacheable';
import { type Context, loaderOf } from '../../shared/request/context';
import { faultOfText } from '../../shared/text';
import { findNode } from './nodes';

const VERSION = 'https://specs.apollo.dev/federation/v2.7';
/** The keys by which other subgraphs name our objects. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  Agency: ['code', 'id'],
  Jurisdiction: ['code', 'id'],
  Report: ['id'],
};
/** Root fields that every Relay subgraph has: in a supergraph one of them cannot answer for all. */
const OWN_LOOKUPS = ['node', 'nodes'];
/** The most objects that are asked for at once. */
const MOST_REPRESENTATIONS = 1000;

const EXTENSION = `
  "对象的键。The key of an object, with its __typename."
  scalar _Any
  "服务。This subgraph."
  type _Service {
    "子图的 SDL。The SDL of the subgraph."
    sdl: String!
  }
  "实体。What other subgraphs refer to by its key."
  union _Entity = ${Object.keys(KEYS).join(' | ')}
  extend type Query {
    "子图的描述。What a composition of subgraphs reads."
    _service: _Service!
    "按键取对象。The objects of keys, in their order; null where there is none for the viewer."
    _entities("对象的键。The keys." representations: [_Any!]!): [_Entity]!
  }`;

function directive(name: string, argument?: string): ConstDirectiveNode {
  const [definition] = parse(
    `type T @${name}${argument ? `(fields: "${argument}")` : ''} { a: Int }`,
  ).definitions;
  return (definition as ObjectTypeDefinitionNode).directives?.[0] as ConstDirectiveNode;
}

/** Returns the SDL of the schema as a subgraph of Apollo Federation. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition(node): ObjectTypeDefinitionNode | undefined {
      const { value: name } = node.name;
      if (name === 'Query') {
        const isListed = (field: FieldDefinitionNode) => !OWN_LOOKUPS.includes(field.name.value);
        return { ...node, fields: node.fields?.filter(isListed) };
      }
      if (name === 'PageInfo') return { ...node, directives: [directive('shareable')] };
      return KEYS[name] && { ...node, directives: KEYS[name].map((fields) => directive('key', fields)) };
    },
    // Routers do not know it; the hub checks it all the same.
    Directive: ({ name: { value } }) => (value === 'oneOf' ? null : undefined),
  });
  return `extend schema @link(url: "${VERSION}", import: ["@key", "@shareable"])\n\n${print(document)}\n`;
}

const badKey = () =>
  badInput(
    'representations',
    `每项应为 __typename 与一个键：${Object.entries(KEYS)
      .map(([type, keys]) => `${type}（${keys.join('、')}）`)
      .join('，')}。`,
    `Each is a __typename with one key: ${Object.entries(KEYS)
      .map(([type, keys]) => `${type} (${keys.join(', ')})`)
      .join(', ')}.`,
  );

const isKey = (value: unknown): value is string =>
  typeof value === 'string' && faultOfText(value, { most: 200 }) === null;

const agencyCodeLoader = (context: Context) =>
  loaderOf<string, Agency>(
    context,
    'agency by code',
    async (codes) => [...(await findAgencies(context.database, codes)).values()],
    ({ code }) => code,
  );

function findByCode(context: Context, type: string, code: string): Promise<Node | null> {
  return (type === 'Agency' ? agencyCodeLoader(context) : jurisdictionCodeLoader(context)).load(code);
}

async function findEntity(context: Context, representation: unknown): Promise<Node | null> {
  const { __typename: type, code, id } = Object(representation) as Record<string, unknown>;
  if (typeof type !== 'string' || !Object.hasOwn(KEYS, type)) throw badKey();
  if (isKey(id)) {
    const found = readGlobalId(id);
    return found?.nodeType === type ? findNode(context, found) : null;
  }
  if (!isKey(code) || !KEYS[type].includes('code')) throw badKey();
  return findByCode(context, type, code);
}

/** Returns the schema as a subgraph: with what says what it holds, and what finds the objects that other subgraphs refer to. */
export function asSubgraph(schema: GraphQLSchema): GraphQLSchema {
  const sdl = subgraphSdl(schema);
  const subgraph = extendSchema(schema, parse(EXTENSION));
  const fields = subgraph.getQueryType()?.getFields();
  const entity = subgraph.getType('_Entity');
  if (!fields || !(entity instanceof GraphQLUnionType)) throw new Error('the schema was not extended');
  entity.resolveType = ({ nodeType }: Node) => nodeType;
  fields._service.resolve = () => ({ sdl });
  fields._entities.resolve = (_, { representations }, context: Context) => {
    checkLength('representations', representations, MOST_REPRESENTATIONS);
    return representations.map((representation: unknown) => findEntity(context, representation));
  };
  for (const name of ['_service', '_entities']) fields[name].extensions = UNCACHEABLE;
  return subgraph;
}
